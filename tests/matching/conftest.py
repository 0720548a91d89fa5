"""The sample taxonomies, and the documents of eight domains as indexing would store them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_people import DOMAINS, Made, Maker

from search.open_index import OpenIndex, open_index
from skillsearch.settings import load_settings
from skillsearch.store.files import copy_tree


@pytest.fixture(scope="session")
def domain_index(
    sample_data_dir: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OpenIndex]:
    """An index of skills alone, in a folder of its own: one process part holds a folder."""
    folder = tmp_path_factory.mktemp("domains") / "home"
    copy_tree(sample_data_dir, folder)
    with open_index(load_settings(data_dir=folder)) as opened:
        yield opened


@pytest.fixture(scope="session")
def maker(domain_index: OpenIndex) -> Maker:
    return Maker(domain_index)


@pytest.fixture(scope="session")
def domain_resumes(maker: Maker) -> list[Made]:
    return [maker.file(DOMAINS / name, "resume") for name in _names("resume")]


@pytest.fixture(scope="session")
def domain_postings(maker: Maker) -> list[Made]:
    return [maker.file(DOMAINS / name, "posting") for name in _names("posting")]


def _names(kind: str) -> list[Path]:
    return [path.relative_to(DOMAINS) for path in sorted(DOMAINS.glob(f"*/{kind}-*.txt"))]
