"""A snapshot from the points of a generation: vectors, neighbours, what is broader, known words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import cast

import numpy as np

from skillsearch.encoder.base import Vectors
from skillsearch.encoder.registry import SHIPPED, locate
from skillsearch.extraction.neighbours import nearest
from skillsearch.extraction.snapshot import Snapshot
from skillsearch.extraction.typos import everyday_words
from skillsearch.extraction.vocabulary import Vocabulary
from skillsearch.lexicon.lexicon import Strings
from skillsearch.store.base import VectorStore
from skillsearch.store.conditions import of_taxonomy
from skillsearch.store.scrolling import scroll_pages
from skillsearch.text import words

__all__ = ["build_snapshot"]

_FIELDS = ("id", "broader", "description", "definition", "scope_note")


def build_snapshot(store: VectorStore, name: str, vocabulary: Vocabulary) -> Snapshot:
    """What the collection ``name`` holds of the skills of ``vocabulary``."""
    points = {vocabulary.point[i]: i for i in range(len(vocabulary.point))}
    vectors: Vectors | None = None
    above: list[Sequence[str]] = [()] * len(points)
    known: set[str] = set()
    for key in vocabulary.editions:
        pages = scroll_pages(
            store, name, filter=of_taxonomy(key), page=2000, with_payload=_FIELDS,
            with_vectors=["dense"],
        )  # fmt: skip
        for record in chain.from_iterable(pages):
            dense = cast(Vectors, record.vector["dense"])
            if vectors is None:
                vectors = np.zeros((len(points), len(dense)), np.float32)
            number = points[record.id]
            vectors[number] = dense
            above[number] = record.payload.get("broader", ())
            for field in _FIELDS[2:]:
                known.update(words(record.payload.get(field) or ""))
    assert vectors is not None
    broader = _numbers(vocabulary, above)
    folder = locate(SHIPPED).folder
    if folder is not None:
        known.update(everyday_words(folder / "tokenizer.json"))
    return Snapshot(
        vocabulary,
        vectors,
        *nearest(vectors),
        broader=np.array(list(chain.from_iterable(broader)), np.int32),
        broader_ends=np.cumsum([len(found) for found in broader], dtype=np.int64),
        known=Strings.of(sorted(word for word in known if word.isalpha())),
    )


def _numbers(vocabulary: Vocabulary, above: Sequence[Sequence[str]]) -> list[list[int]]:
    """The taxonomies' own ids as numbers of skills; those of nothing that is read are left out."""
    editions = vocabulary.skill_edition.tolist()
    number = {(editions[i], vocabulary.ref[i]): i for i in range(len(editions))}
    return [
        [number[edition, ref] for ref in refs if (edition, ref) in number]
        for edition, refs in zip(editions, above, strict=True)
    ]
