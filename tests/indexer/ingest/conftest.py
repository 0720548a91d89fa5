"""The bundled samples in a folder to load documents into; each test is a tenant of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Outcome, Run

from skillsearch.store.files import copy_tree


@pytest.fixture(scope="session")
def loaded_home(sample_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the samples indexed, to be written to; no fixture holds it open."""
    folder = tmp_path_factory.mktemp("loaded") / "home"
    copy_tree(sample_data_dir, folder)
    return folder


@pytest.fixture
def tenant(request: pytest.FixtureRequest) -> str:
    """A tenant that no other test has."""
    return str(request.node.name)[:100]


@pytest.fixture
def ask(run: Run, loaded_home: Path, tenant: str) -> Run:
    """Runs a command of the tenant on the loaded home."""

    def call(*arguments: object) -> Outcome:
        return run(*arguments, "--data-dir", loaded_home, "--tenant", tenant)

    return call


@pytest.fixture
def load(ask: Run) -> Callable[..., dict[str, int]]:
    """Loads resumes; gives the counts, which must add up to what was ``given``."""

    def call(*arguments: object, given: int, kind: str = "resumes") -> dict[str, int]:
        done = ask("index", kind, *arguments, "--json")
        assert done.code == 0, done.err
        counts: dict[str, int] = done.document["counts"]
        assert sum(counts.values()) == given
        assert set(counts) == {"done", "changed", "unchanged", "quarantined", "failed"}
        return {state: count for state, count in counts.items() if count}

    return call
