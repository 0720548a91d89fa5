"""Candidates that go by labels: scores of texts against each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skillsearch.encoder.base import Vectors
from skillsearch.records import Concept
from training.evaluation.ranking import Gold, Ranks, ranks_by
from training.evaluation.subject import Subject

__all__ = ["LabelSpace"]


@dataclass(frozen=True, slots=True, eq=False)
class LabelSpace:
    """The labels of candidates one after another; ``starts[i]`` is the first of candidate i."""

    labels: tuple[str, ...]
    starts: NDArray[np.intp]

    @classmethod
    def of(cls, labels_of_candidates: Iterable[Sequence[str]]) -> LabelSpace:
        """Candidates by their labels, at least one each."""
        groups = list(labels_of_candidates)
        lengths = [len(group) for group in groups]
        starts = np.cumsum([0, *lengths[:-1]], dtype=np.intp)
        return cls(tuple(label for group in groups for label in group), starts)

    @classmethod
    def preferred(cls, concepts: Iterable[Concept]) -> LabelSpace:
        """Concepts by their preferred labels: what the scorer ``dense`` compares with."""
        return cls.of((concept.label.strip(),) for concept in concepts)

    @classmethod
    def all_labels(cls, concepts: Iterable[Concept]) -> LabelSpace:
        """Concepts by all labels that are not hidden: what the scorer ``aliases`` compares with."""
        return cls.of((concept.label, *concept.alt_labels) for concept in concepts)

    def __len__(self) -> int:
        return len(self.starts)

    def scores(self, texts: Vectors, labels: Vectors) -> Vectors:
        """Cosine of each text to the nearest label of each candidate: [texts, candidates].

        ``labels`` are the vectors of this space's labels.
        """
        products: Vectors = texts @ labels.T
        if len(self.labels) == len(self.starts):
            return products
        return np.maximum.reduceat(products, self.starts, axis=1)

    def ranks(self, subject: Subject, queries: Sequence[str], gold: Gold) -> list[Ranks]:
        """Ranks of the right candidates of each query, by :meth:`scores`."""
        texts, labels = subject.vectors(queries), subject.vectors(self.labels)
        return ranks_by(
            lambda start, stop: self.scores(texts[start:stop], labels), gold, len(self.labels)
        )
