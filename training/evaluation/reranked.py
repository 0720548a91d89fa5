"""The scorer ``re-ranked``: phrases and spelled labels on top of the cosine.

A prototype without a learned weight. It shows what structure adds to a model's vectors:

    score(sentence, skill) = (cosine(sentence, skill) + max over phrases cosine(phrase, skill)) / 2
                             + .12 + .03 a word, where a label of the skill stands in the sentence

where cosine(text, skill) is that to the nearest label of the skill, the phrases are what is
between commas, semicolons, brackets and conjunctions (the sentence itself where it has none of
these), and the longest label that stands there word for word counts, hidden labels included.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from skillsearch.encoder.base import Vectors
from skillsearch.records import Concept
from skillsearch.text import words
from training.evaluation.labels import LabelSpace
from training.evaluation.ranking import Gold, Ranks, ranks_by
from training.evaluation.subject import Subject

__all__ = ["Reader", "SpelledLabels", "phrases", "reranked_ranks"]

SPELLED = 0.12
SPELLED_WORD = 0.03

_BREAK = re.compile(
    r"[,;()\[\]{}]|\b(?:and/or|and|or|but|as well as|while|whilst|including|such as)\b|&",
    re.IGNORECASE,
)


def phrases(sentence: str) -> list[str]:
    """The phrases of a sentence, in order; the sentence where nothing splits it.

    >>> phrases("Plans menus, budgets (weekly) and orders food")
    ['Plans menus', 'budgets', 'weekly', 'orders food']
    """
    found = [part.strip() for part in _BREAK.split(sentence)]
    return [part for part in found if words(part)] or [sentence]


class SpelledLabels:
    """Finds labels that stand in a text word for word, in normal form."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self._candidates: dict[tuple[str, ...], list[int]] = {}
        for number, concept in enumerate(concepts):
            for label in dict.fromkeys(tuple(words(label)) for label in concept.labels):
                if label:
                    self._candidates.setdefault(label, []).append(number)
        self._longest = max(map(len, self._candidates), default=0)

    def find(self, text: str) -> dict[int, int]:
        """Number of a concept → words of its longest label in ``text``."""
        found: dict[int, int] = {}
        for spelled in self._runs(words(text)):
            for number in self._candidates.get(spelled, ()):
                found[number] = max(found.get(number, 0), len(spelled))
        return found

    def _runs(self, text: list[str]) -> Iterator[tuple[str, ...]]:
        for start in range(len(text)):
            for stop in range(start + 1, min(start + self._longest, len(text)) + 1):
                yield tuple(text[start:stop])


class Reader:
    """Scores texts against concepts by the formula above."""

    def __init__(
        self, concepts: Sequence[Concept], encode: Callable[[Sequence[str]], Vectors]
    ) -> None:
        self._space = LabelSpace.all_labels(concepts)
        self._spelled = SpelledLabels(concepts)
        self._encode = encode
        self._labels = encode(self._space.labels)

    def scores(self, texts: Sequence[str]) -> Vectors:
        """Scores [texts, concepts]; not bounded: a spelled label takes them above 1."""
        parts = [phrases(text) for text in texts]
        vectors = self._encode([*texts, *(phrase for part in parts for phrase in part)])
        by_text = self._space.scores(vectors, self._labels)
        starts = len(texts) + np.cumsum([0, *map(len, parts[:-1])], dtype=np.intp)
        best = np.maximum.reduceat(by_text, starts, axis=0)
        total: Vectors = (by_text[: len(texts)] + best) * np.float32(0.5)
        for row, text in enumerate(texts):
            for number, length in self._spelled.find(text).items():
                total[row, number] += SPELLED + SPELLED_WORD * length
        return total


def reranked_ranks(
    subject: Subject, concepts: Sequence[Concept], queries: Sequence[str], gold: Gold
) -> list[Ranks]:
    """Ranks of the right ``concepts`` (by index) of each query."""
    parts = [phrases(query) for query in queries]
    subject.vectors([*queries, *(phrase for part in parts for phrase in part)])
    reader = Reader(concepts, subject.vectors)
    longest = max(map(len, parts), default=0) + 1
    labels = sum(len(concept.labels) for concept in concepts)
    return ranks_by(lambda a, b: reader.scores(queries[a:b]), gold, longest * labels)
