"""Containers that stay open between calls are closed after each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from indexer.documents.sources import close_sources


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    close_sources()
