"""Small models and concepts whose scores can be worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from skillsearch.encoder.base import Fingerprint, Progress, Vectors
from skillsearch.records import Concept
from skillsearch.text import words
from training.evaluation.models import EvaluatedModel, VectorCache
from training.evaluation.subject import Subject

__all__ = ["WordEncoder", "skill", "word_subject"]


class WordEncoder:
    """One dimension a word: a text's vector is the sum of its words', at unit length.

    The cosine of two texts of distinct words is shared / sqrt(words * words). Counts the texts it
    was given in ``asked``.
    """

    dimension = 96

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self.asked: list[str] = []
        self.fingerprint = Fingerprint("words", "0" * 64, self.dimension, "sum", 256, "float")

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in words(text):
                vectors[row, self._number.setdefault(word, len(self._number))] += 1
        self.asked += texts
        if progress is not None:
            progress(len(texts))
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)


def word_subject() -> Subject:
    """A model that knows words alone."""
    return Subject(EvaluatedModel("words", "float"), VectorCache(WordEncoder()))


def skill(label: str, *aliases: str) -> Concept:
    """A skill whose id is its label."""
    return Concept(type="skill", id=label, label=label, kind="knowledge", alt_labels=aliases)
