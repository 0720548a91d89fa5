"""How many mentions in real postings and resumes a reader accepts, pinned.

``extraction_labels.tsv`` holds mentions that a person judged without seeing their confidence: the
document, the SHA-256 of its masked text, the offsets, the skill's URI in ESCO 1.1.0, and whether
the place does name that skill. No text is in it. To judge others after a change of the rules: take
a random sample of the mentions of each way at ``DEFAULT_CONFIDENCE``, print label and sentence
alone, decide, and add the rows.
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest

from indexer.documents.parsing import read, understand
from indexer.documents.sources import FileContent, enumerate_sources, fetch_many
from search.open_index import OpenIndex
from skillsearch.documents import Posting, Quarantined, Resume, masked
from skillsearch.encoder import Encoder, load_encoder
from skillsearch.extraction import (
    DEFAULT_CONFIDENCE,
    Mention,
    SkillExtractor,
    open_extractor,
    phrases_of,
)
from skillsearch.settings import load_settings

Kind = Literal["posting", "resume"]

LABELS = Path(__file__).with_name("extraction_labels.tsv")

LEAST_PRECISION = 0.85
LEAST_FOUND = {"posting": 110, "resume": 110}
"""Fewer labelled mentions above the threshold would mean that it was met by silence."""

DOCUMENTS = {"posting": 40, "resume": 20}
"""Those with the most labels; more would take longer than they tell."""


@dataclass(frozen=True)
class Label:
    """A mention that a person judged."""

    document: str
    sha256: str
    start: int
    end: int
    skill: str
    right: bool


@pytest.fixture(scope="module")
def extractor(real_index: OpenIndex) -> SkillExtractor:
    return open_extractor(real_index.store, real_index.cache, taxonomies=["esco"])


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder(load_settings())


@pytest.mark.parametrize("kind", ["posting", "resume"])
def test_a_reader_accepts_most_mentions(
    datasets: Path, extractor: SkillExtractor, encoder: Encoder, kind: Kind
) -> None:
    judged: list[bool] = []
    for source, labels in _labels(kind).items():
        for document in _documents(datasets / source, kind, labels):
            here = labels[document[0]]
            places = {(label.start, label.end, label.skill): label.right for label in here}
            for mention in _mentions(document[1], here, extractor, encoder, kind):
                right = places.get((mention.start, mention.end, mention.id))
                if right is not None and mention.confidence >= DEFAULT_CONFIDENCE:
                    judged.append(right)
    assert len(judged) >= LEAST_FOUND[kind]
    assert sum(judged) / len(judged) >= LEAST_PRECISION


def _labels(kind: Kind) -> dict[str, dict[str, list[Label]]]:
    """Source → document → its labels."""
    found: defaultdict[str, defaultdict[str, list[Label]]] = defaultdict(lambda: defaultdict(list))
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["kind"] == kind]
    kept = Counter(row["document"] for row in rows).most_common(DOCUMENTS[kind])
    for row in rows:
        if row["document"] in dict(kept):
            found[row["source"]][row["document"]].append(
                Label(
                    row["document"],
                    row["sha256"],
                    int(row["start"]),
                    int(row["end"]),
                    row["skill"],
                    row["right"] == "1",
                )
            )
    return {source: dict(labels) for source, labels in found.items()}


def _documents(
    path: Path, kind: Kind, labels: dict[str, list[Label]]
) -> list[tuple[str, Resume | Posting]]:
    items = [item for item in enumerate_sources([path], kind) if item.external_id in labels]
    contents = fetch_many([item.reference for item in items])
    return [
        (item.external_id, _understood(kind, content))
        for item, content in zip(items, contents, strict=True)
    ]


def _understood(kind: Kind, content: Any) -> Resume | Posting:
    assert not isinstance(content, Quarantined)
    if isinstance(content, FileContent):
        return understand(kind, read(kind, content.name, data=content.data))
    return understand(kind, read(kind, content.name, fields=dict(content.fields)))


def _mentions(
    document: Resume | Posting,
    labels: list[Label],
    extractor: SkillExtractor,
    encoder: Encoder,
    kind: Kind,
) -> list[Mention]:
    """The mentions of the pieces that labels are in; a text that has changed has none."""
    text = masked(document.text, document.personal)
    if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != labels[0].sha256:
        return []
    pieces = [
        piece
        for piece in document.pieces
        if any(piece.start <= label.start and label.end <= piece.end for label in labels)
    ]
    phrases = phrases_of(text, pieces, kind)
    texts = [piece.text for piece in pieces] + [phrase.text for phrase in phrases]
    vectors = np.asarray(encoder.encode(texts))
    cut = len(pieces)
    return extractor.extract(
        text, pieces, vectors[:cut], kind=kind, phrases=(phrases, vectors[cut:])
    )
