"""Entries in, pairs that may be one skill out, surest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from search.duplicates.candidates import candidate_pairs
from search.duplicates.confidence import confidences
from search.duplicates.entries import Entry, EntryVectors
from search.duplicates.features import FEATURES, PairFeatures
from search.duplicates.neighbours import BLOCK_BYTES, neighbourhood
from skillsearch.text import normal_form, stems, words

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["NEIGHBOURS", "Evidence", "Pair", "Watcher", "find_pairs"]

NEIGHBOURS = 15
"""How many of an entry's nearest are looked at."""


class Watcher(Protocol):
    """Who is told how far the work is."""

    def stage(self, name: str, total: int) -> None:
        """A stage begins; ``total`` counts its steps."""

    def advance(self, steps: int) -> None:
        """So many steps of the stage are done."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two entries may be one. Cosines are None where one of the two has no such text."""

    label_cosine: float
    description_cosine: float | None
    detail_cosine: float | None
    letters: float
    shared_words: tuple[str, ...]
    shared_labels: tuple[str, ...]
    shared_groups: tuple[str, ...]
    shared_sectors: tuple[str, ...]
    same_code: bool
    shared_neighbours: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows of the list, ``left`` < ``right``, and how sure it is that they are one."""

    left: int
    right: int
    confidence: float
    evidence: Evidence


def find_pairs(
    entries: Sequence[Entry],
    vectors: EntryVectors,
    language: str = "en",
    *,
    least: float = 0.0,
    besides: Iterable[tuple[int, int]] = (),
    block_bytes: int = BLOCK_BYTES,
    watcher: Watcher | None = None,
) -> list[Pair]:
    """The candidate pairs whose confidence is at least ``least``, surest first.

    ``besides`` are pairs of rows that come whatever their confidence. ``language`` is that of the
    stems. Memory: the vectors, ``block_bytes``, and a few hundred bytes a pair.
    """
    if len(entries) < 2:
        return []
    besides = {(min(pair), max(pair)) for pair in besides}
    if watcher is not None:
        watcher.stage("compare", len(entries))
    advance = watcher.advance if watcher is not None else None
    near = neighbourhood(vectors, NEIGHBOURS, block_bytes=block_bytes, progress=advance)
    pairs = candidate_pairs(entries, near, language, besides)
    features = PairFeatures(entries, vectors, near, pairs, language)
    sure = confidences(features)
    chosen = [
        row
        for row, pair in enumerate(pairs.tolist())
        if sure[row] >= least or (pair[0], pair[1]) in besides
    ]
    chosen.sort(key=lambda row: (-sure[row], pairs[row, 0], pairs[row, 1]))
    return [
        Pair(
            int(pairs[row, 0]),
            int(pairs[row, 1]),
            round(float(sure[row]), 4),
            _evidence(features, row, language),
        )
        for row in chosen
    ]


def _evidence(features: PairFeatures, row: int, language: str) -> Evidence:
    a, b = (features.entries[index] for index in features.pairs[row].tolist())
    numbers: NDArray[np.float32] = features.matrix[row]
    values = dict(zip(FEATURES, np.round(numbers.astype(float), 4).tolist(), strict=True))
    return Evidence(
        label_cosine=values["label"],
        description_cosine=values["description"] if features.described[row] else None,
        detail_cosine=values["detail"] if features.detailed[row] else None,
        letters=values["letters"],
        shared_words=_shared_words(a.label, b.label, language),
        shared_labels=_shared_labels(a, b),
        shared_groups=tuple(sorted(a.groups & b.groups)),
        shared_sectors=tuple(sorted(a.sectors & b.sectors)),
        same_code=bool(a.code) and a.code == b.code,
        shared_neighbours=values["neighbours"],
    )


def _shared_words(left: str, right: str, language: str) -> tuple[str, ...]:
    """The words of the left label whose stems the right one has."""
    there = set(stems(words(right), language))
    own = words(left)
    kept = [w for w, stem in zip(own, stems(own, language), strict=True) if stem in there]
    return tuple(dict.fromkeys(kept))


def _shared_labels(a: Entry, b: Entry) -> tuple[str, ...]:
    there = {normal_form(label) for label in (b.label, *b.other_labels)} - {""}
    own = (a.label, *a.other_labels)
    return tuple(label for label in own if normal_form(label) in there)
