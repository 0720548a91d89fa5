"""The bundled samples, indexed once with the real encoder into the embedded engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from search.api.app import create_app
from search.open_index import OpenIndex, open_index
from skillsearch.settings import Settings, load_settings
from skillsearch.store.files import copy_tree


@pytest.fixture(scope="session")
def index(sample_data_dir: Path) -> Iterator[OpenIndex]:
    with open_index(load_settings(data_dir=sample_data_dir)) as opened:
        yield opened


@pytest.fixture(scope="session")
def client(index: OpenIndex) -> Iterator[TestClient]:
    with TestClient(create_app(index), raise_server_exceptions=False) as opened:
        yield opened


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


@pytest.fixture
def empty_settings(tmp_path: Path) -> Settings:
    return load_settings(data_dir=tmp_path)
