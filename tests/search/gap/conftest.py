"""The sample documents and courses, loaded once; to be read, not written."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from indexer.samples import sample_courses, sample_postings, sample_resumes
from search.api.app import create_app
from search.matching.skill_space import SkillSpace, skill_space
from search.open_index import OpenIndex, open_index
from skillsearch.settings import load_settings
from skillsearch.store.files import copy_tree

AS_OF = "2025-12-01"


@pytest.fixture(scope="session")
def gap_home(sample_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from cli.main import skillsearch

    home = tmp_path_factory.mktemp("gap") / "home"
    copy_tree(sample_data_dir, home)
    loads = (
        ("resumes", sample_resumes(), "--as-of", AS_OF),
        ("postings", sample_postings()),
        ("courses", sample_courses()),
    )
    for load in loads:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            skillsearch.main(
                ["index", *map(str, load), "--data-dir", str(home)], standalone_mode=False
            )
    return home


@pytest.fixture(scope="session")
def gap_copy(gap_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for the command line: one process holds a folder."""
    folder = tmp_path_factory.mktemp("gap-copy") / "home"
    copy_tree(gap_home, folder)
    return folder


@pytest.fixture(scope="session")
def loaded(gap_home: Path) -> Iterator[OpenIndex]:
    with open_index(load_settings(data_dir=gap_home)) as opened:
        yield opened


@pytest.fixture(scope="session")
def space(loaded: OpenIndex) -> SkillSpace:
    return skill_space(loaded)[0]


@pytest.fixture(scope="session")
def gap_client(loaded: OpenIndex) -> Iterator[TestClient]:
    with TestClient(create_app(loaded), raise_server_exceptions=False) as opened:
        yield opened
