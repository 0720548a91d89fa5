"""Concepts that use the same rare words, whatever they are called."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import log

from skillsearch.records import Concept
from skillsearch.text import stems, words

__all__ = ["Wording"]

MAX_HOLDERS = 0.05
"""Words that more than this part of the concepts have say nothing, and cost the most to count."""


class Wording:
    """An index of the stems in label and description, each weighed by its rarity."""

    def __init__(self, concepts: Iterable[Concept], language: str) -> None:
        self._language = language
        self._holders: defaultdict[str, list[str]] = defaultdict(list)
        size = 0
        for concept in concepts:
            size += 1
            for stem in self._stems(concept):
                self._holders[stem].append(concept.id)
        self._size = size
        self._most = max(20, int(size * MAX_HOLDERS))

    def nearest(self, concept: Concept, limit: int) -> list[str]:
        """The ids of the concepts that share most, best first; ties by id."""
        found: Counter[str] = Counter()
        for stem in sorted(self._stems(concept)):
            holders = self._holders.get(stem, ())
            if 0 < len(holders) <= self._most:
                weight = log(1 + self._size / len(holders))
                for holder in holders:
                    found[holder] += weight  # type: ignore[assignment]
        best = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        return [concept_id for concept_id, _ in best[:limit]]

    def _stems(self, concept: Concept) -> set[str]:
        return set(stems(words(f"{concept.label} {concept.description}"), self._language))
