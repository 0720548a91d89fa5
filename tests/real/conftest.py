"""The official ESCO 1.1.0 and SSF 2026, indexed once: a minute or two on two cores."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.open_index import OpenIndex, open_index
from skillsearch.settings import load_settings


@pytest.fixture(scope="session")
def real_sources(datasets: Path) -> list[Path]:
    """The two zips of ESCO 1.1.0 and the SSF 2026 workbooks."""
    return [*sorted((datasets / "esco").glob("*v1.1.0*.zip")), datasets / "ssf" / "2026"]


@pytest.fixture(scope="session")
def real_data_dir(real_sources: list[Path], new_data_dir: Callable[[], Path]) -> Path:
    """A data folder with the real taxonomies in it."""
    from indexer.pipeline import index_taxonomies
    from indexer.taxonomies import read_taxonomies
    from skillsearch.encoder import load_encoder
    from skillsearch.store import open_store

    folder = new_data_dir()
    settings = load_settings(data_dir=folder)
    with open_store(settings) as store:
        index_taxonomies(
            read_taxonomies(real_sources), store, load_encoder(settings), folder / "cache"
        )
    return folder


@pytest.fixture(scope="session")
def real_index(real_data_dir: Path) -> Iterator[OpenIndex]:
    """The index over them."""
    with open_index(load_settings(data_dir=real_data_dir)) as opened:
        yield opened
