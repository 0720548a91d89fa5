"""A small list of skills, written for these tests, with the vectors of the shipped encoder."""

from __future__ import annotations

import pytest
from workshop_skills import ENTRIES, Listed

from search.duplicates.entries import encode_entries
from skillsearch.encoder import load_encoder
from skillsearch.settings import load_settings


@pytest.fixture(scope="session")
def workshop() -> Listed:
    return Listed(ENTRIES, encode_entries(load_encoder(load_settings(encode_threads=1)), ENTRIES))
