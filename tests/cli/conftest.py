"""The command line on the indexed samples."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Outcome, Run

from skillsearch.store.files import copy_tree


@pytest.fixture(scope="session")
def samples(sample_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The indexed samples in a folder that no fixture holds open; to be read, not written."""
    folder = tmp_path_factory.mktemp("samples") / "home"
    copy_tree(sample_data_dir, folder)
    return folder


@pytest.fixture
def ask(run: Run, samples: Path) -> Run:
    """Runs a command on the indexed samples."""

    def call(*arguments: object) -> Outcome:
        return run(*arguments, "--data-dir", samples)

    return call
