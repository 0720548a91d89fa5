"""The sample resumes and postings, loaded once; to be read, not written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from search.api.app import create_app
from search.open_index import OpenIndex, open_index
from skillsearch.settings import load_settings
from skillsearch.store.files import copy_tree
from workers.desk import JobDesk


@pytest.fixture(scope="session")
def people_dir(sample_documents_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy for the command line: one process holds a folder."""
    folder = tmp_path_factory.mktemp("people") / "home"
    copy_tree(sample_documents_dir, folder)
    return folder


@pytest.fixture(scope="session")
def people(sample_documents_dir: Path) -> Iterator[OpenIndex]:
    with open_index(load_settings(data_dir=sample_documents_dir)) as opened:
        yield opened


@pytest.fixture(scope="session")
def people_client(people: OpenIndex, sample_documents_dir: Path) -> Iterator[TestClient]:
    settings = load_settings(data_dir=sample_documents_dir)
    skills = people.collection("skills")
    with JobDesk(settings, store=people.store, encoder=lambda: people.encoder_for(skills)) as desk:
        app = create_app(people, desk)
        with TestClient(app, raise_server_exceptions=False) as client:
            yield client
