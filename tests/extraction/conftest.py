"""An extractor over a small taxonomy, made once, and what turns text into its input."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from trades import write_trades

from indexer.pipeline import index_taxonomies
from indexer.taxonomies import read_taxonomies
from skillsearch.documents import Piece, SectionKind
from skillsearch.encoder import Encoder, load_encoder
from skillsearch.extraction import (
    Extraction,
    Mention,
    SkillExtractor,
    TextKind,
    open_extractor,
)
from skillsearch.settings import load_settings
from skillsearch.store import open_store

Extract = Callable[..., list[Mention]]
Read = Callable[..., Extraction]


@pytest.fixture(scope="session")
def trades_dir(new_data_dir: Callable[[], Path]) -> Path:
    """A data folder with the trades indexed, in two versions; to be read, not written."""
    folder = new_data_dir()
    path = write_trades(folder)
    settings = load_settings(data_dir=folder)
    with open_store(settings) as store:
        for version in ("1.9", "1.10"):
            read = read_taxonomies([path], name="trades", version=version)
            index_taxonomies(read, store, load_encoder(settings), folder / "cache")
    return folder


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return load_encoder(load_settings())


@pytest.fixture(scope="session")
def extractor(trades_dir: Path) -> SkillExtractor:
    with open_store(load_settings(data_dir=trades_dir)) as store:
        return open_extractor(store, trades_dir / "cache")


@pytest.fixture(scope="session")
def read(extractor: SkillExtractor, encoder: Encoder) -> Read:
    """Reads a text whose lines are pieces of one section."""

    def call(text: str, section: SectionKind = "other", kind: TextKind = "text") -> Extraction:
        pieces: list[Piece] = []
        place = 0
        for line in text.split("\n"):
            if line.strip():
                pieces.append(Piece(line.strip(), section, place, place + len(line)))
            place += len(line) + 1
        vectors = encoder.encode([piece.text for piece in pieces])
        return extractor.read(text, pieces, vectors, kind=kind)

    return call


@pytest.fixture(scope="session")
def extract(read: Read) -> Extract:
    """The mentions of :func:`read`, without those that are implied."""

    def call(text: str, section: SectionKind = "other") -> list[Mention]:
        return [m for m in read(text, section).mentions if m.match != "implied"]

    return call
