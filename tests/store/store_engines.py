"""The engines under test, and child processes that use the embedded one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from qdrant_client import QdrantClient

from skillsearch.settings import Settings
from skillsearch.store.base import VectorStore
from skillsearch.store.connection import connect
from skillsearch.store.edge import EdgeStore
from skillsearch.store.server import ServerStore

ENGINES = ["oracle", "embedded", "server"]


@contextmanager
def opened(engine: str, folder: Path) -> Iterator[VectorStore]:
    if engine == "embedded":
        with EdgeStore(folder / "store") as embedded:
            yield embedded
    elif engine == "oracle":
        with ServerStore(QdrantClient(":memory:"), description="oracle") as oracle:
            yield oracle
    else:
        url = os.environ.get("SKILLSEARCH_TEST_QDRANT_URL")
        if not url:
            pytest.skip("SKILLSEARCH_TEST_QDRANT_URL does not name a Qdrant server")
        with connect(Settings(qdrant_url=url)) as server:
            yield server


def child(script: str, *arguments: object) -> subprocess.Popen[str]:
    """A Python process that runs ``script`` and can import the helpers beside this file."""
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
