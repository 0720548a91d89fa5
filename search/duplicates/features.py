"""A pair of entries as numbers: how alike their texts are, and who else is near them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.duplicates.entries import Entry, EntryVectors
from search.duplicates.neighbours import Neighbourhood
from skillsearch.text import normal_form, stems, words

__all__ = ["FEATURES", "PairFeatures"]

FEATURES = (
    "label",
    "label_nearness",
    "description",
    "description_nearness",
    "detail",
    "detail_nearness",
    "letters",
    "words",
    "neighbours",
    "sectors",
    "length",
)
"""The columns of :attr:`PairFeatures.matrix`; those of absent texts are 0.

    label, description, detail    cosine
    …_nearness                    −ln(1.03 − cosine): .95 and .99 are far apart, .35 and .39 are not
    letters                       rapidfuzz token_sort_ratio of the labels, 0 to 1
    words                         Jaccard of the stems of the labels, each weighed by its rarity
    neighbours                    Jaccard of the nearest entries, by all texts
    sectors                       sectors in common, of those of the entry with fewer
    length                        difference in words of the labels
"""

_WINDOW = 65_536
"""Pairs whose vectors are gathered at a time."""

Numbers = NDArray[np.float32]


class PairFeatures:
    """The evidence for pairs of rows, int [pairs, 2]; every property is in their order."""

    def __init__(
        self,
        entries: Sequence[Entry],
        vectors: EntryVectors,
        near: Neighbourhood,
        pairs: NDArray[np.int64],
        language: str,
    ) -> None:
        self.entries, self.vectors, self.near = entries, vectors, near
        self.pairs, self.language = pairs, language

    @cached_property
    def matrix(self) -> Numbers:
        """float32 [pairs, len(FEATURES)]."""
        label = self._cosines(self.vectors.label)
        description = self._cosines(self.vectors.description)
        detail = self._cosines(self.vectors.detail)
        columns = (
            *(label, _nearness(label)),
            *(description, np.where(self.described, _nearness(description), 0)),
            *(detail, np.where(self.detailed, _nearness(detail), 0)),
            *(self._letters(), self._words(), self._neighbours(), self._sectors(), self._length()),
        )
        return np.stack([np.asarray(column, np.float32) for column in columns], axis=1)

    @cached_property
    def described(self) -> NDArray[np.bool_]:
        """Whether both have a description."""
        return self._both(self.vectors.has_description)

    @cached_property
    def detailed(self) -> NDArray[np.bool_]:
        """Whether both have details."""
        return self._both(self.vectors.has_detail)

    @cached_property
    def same_label(self) -> NDArray[np.bool_]:
        """Whether the preferred labels are the same words in the same order."""
        forms = [normal_form(entry.label) for entry in self.entries]
        return np.array([forms[a] == forms[b] != "" for a, b in self.pairs.tolist()], bool)

    def _both(self, has: NDArray[np.bool_]) -> NDArray[np.bool_]:
        return np.asarray(has[self.pairs].all(axis=1))

    def _cosines(self, vectors: Numbers) -> Numbers:
        found = np.zeros(len(self.pairs), np.float32)
        for start in range(0, len(self.pairs), _WINDOW):
            part = self.pairs[start : start + _WINDOW]
            found[start : start + _WINDOW] = np.einsum(
                "ij,ij->i", vectors[part[:, 0]], vectors[part[:, 1]]
            )
        return found

    def _letters(self) -> Numbers:
        from rapidfuzz.fuzz import token_sort_ratio

        forms = [normal_form(entry.label) for entry in self.entries]
        ratios = (token_sort_ratio(forms[a], forms[b]) / 100 for a, b in self.pairs.tolist())
        return np.fromiter(ratios, np.float32, len(self.pairs))

    def _words(self) -> Numbers:
        sets = [set(stems(words(entry.label), self.language)) for entry in self.entries]
        counts = Counter(stem for own in sets for stem in own)
        rarity = {s: float(np.log1p(len(sets) / c)) for s, c in counts.items()}

        def alike(a: set[str], b: set[str]) -> float:
            every = sum(rarity[s] for s in a | b)
            return sum(rarity[s] for s in a & b) / every if every else 0.0

        found = (alike(sets[a], sets[b]) for a, b in self.pairs.tolist())
        return np.fromiter(found, np.float32, len(self.pairs))

    def _neighbours(self) -> Numbers:
        own = [{row, *near} for row, near in enumerate(self.near.by_all.tolist())]
        found = (len(own[a] & own[b]) / len(own[a] | own[b]) for a, b in self.pairs.tolist())
        return np.fromiter(found, np.float32, len(self.pairs))

    def _sectors(self) -> Numbers:
        sets = [entry.sectors for entry in self.entries]
        found = (
            len(sets[a] & sets[b]) / max(1, min(len(sets[a]), len(sets[b])))
            for a, b in self.pairs.tolist()
        )
        return np.fromiter(found, np.float32, len(self.pairs))

    def _length(self) -> Numbers:
        lengths = np.array([len(words(entry.label)) for entry in self.entries], np.float32)
        apart: Numbers = np.abs(lengths[self.pairs[:, 0]] - lengths[self.pairs[:, 1]])
        return apart


def _nearness(cosines: Numbers) -> Numbers:
    near: Numbers = -np.log(1.03 - np.clip(cosines, 0, 1))
    return near
