"""The sample resumes and postings, loaded once; to be read, not written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from search.api.app import create_app
from search.open_index import OpenIndex
from skillsearch.settings import load_settings
from workers.desk import JobDesk


@pytest.fixture(scope="session")
def people_client(people: OpenIndex, sample_documents_dir: Path) -> Iterator[TestClient]:
    settings = load_settings(data_dir=sample_documents_dir)
    skills = people.collection("skills")
    with JobDesk(settings, store=people.store, encoder=lambda: people.encoder_for(skills)) as desk:
        app = create_app(people, desk)
        with TestClient(app, raise_server_exceptions=False) as client:
            yield client
