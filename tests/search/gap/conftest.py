"""What gaps are asked of: the sample documents and courses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from search.api.app import create_app
from search.matching.skill_space import SkillSpace, skill_space
from search.open_index import OpenIndex


@pytest.fixture(scope="session")
def space(people: OpenIndex) -> SkillSpace:
    return skill_space(people)[0]


@pytest.fixture(scope="session")
def gap_client(people: OpenIndex) -> Iterator[TestClient]:
    with TestClient(create_app(people), raise_server_exceptions=False) as opened:
        yield opened
