"""Both engines, and a server where there is one."""

from __future__ import annotations

import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from store_engines import ENGINES, opened

from skillsearch.store.base import VectorStore


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorStore]:
    """One engine after the other."""
    with opened(request.param, tmp_path) as made:
        yield made


@pytest.fixture
def name(store: VectorStore) -> Iterator[str]:
    """The name of a collection that is deleted afterwards."""
    made = f"test_{uuid.uuid4().hex[:12]}"
    yield made
    store.delete_collection(made)


@pytest.fixture
def mounts(tmp_path: Path) -> Iterator[Path]:
    """A folder to mount on, as root on Linux; everything on it is unmounted afterwards."""
    point = tmp_path / "mount"
    point.mkdir()
    try:
        trial = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(point)],
            capture_output=True,
            check=False,
        )
    except OSError:
        pytest.skip("there is no mount command on this system")
    if trial.returncode:
        pytest.skip("mounting a file system needs root")
    subprocess.run(["umount", str(point)], check=True)
    yield point
    while not subprocess.run(["umount", str(point)], capture_output=True, check=False).returncode:
        pass
