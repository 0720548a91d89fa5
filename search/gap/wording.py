"""What the sentences of a resume say of things asked for, in whatever words.

Finding skills in a text has to choose among all there are; here it is known what is asked, so the
question is the easier one: does any phrase say this? A phrase fits a skill by

    fit = (cosine to the nearest of its labels + cosine to the preferred label) / 2

The nearest label alone errs where a taxonomy's aliases are wide, the preferred one alone where the
resume words things otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.gap.answers import Asked
from search.gap.evidence import Sentences
from search.open_index import OpenIndex
from skillsearch.encoder.base import Vectors
from skillsearch.records import stored_labels

__all__ = ["HELD_FIT", "PARTLY_FIT", "AskedLabels", "Said", "asked_labels"]

HELD_FIT = 0.7
"""From here a phrase says what is asked."""

PARTLY_FIT = 0.62
"""From here it says something of it."""


@dataclass(frozen=True, slots=True)
class Said:
    """The phrase that fits best, the label that it comes nearest to, and how well it fits."""

    phrase: str
    label: str
    fit: float
    piece: int

    @property
    def degree(self) -> float:
        """What the fit is worth, 0–1: 1 from ``HELD_FIT``, .3 at ``PARTLY_FIT``, below it 0."""
        if self.fit >= HELD_FIT:
            return 1.0
        if self.fit < PARTLY_FIT:
            return 0.0
        return round(0.3 + 0.4 * (self.fit - PARTLY_FIT) / (HELD_FIT - PARTLY_FIT), 4)


@dataclass(frozen=True)
class AskedLabels:
    """The labels of everything that is asked: l labels of s skills, n things.

    ``rows`` (l, d) are their vectors, skill by skill; ``first`` (s,) where each skill begins, its
    preferred label; ``thing`` (s,) which of the things asked each skill is an alternative of.
    """

    labels: tuple[str, ...]
    rows: Vectors
    first: NDArray[np.int64]
    thing: NDArray[np.int64]
    count: int

    def said_in(self, sentences: Sentences) -> list[Said | None]:
        """For each thing the phrase that fits it best; None of a document without phrases."""
        phrases = sentences.rows
        if not len(phrases) or not len(self.first):
            return [None] * self.count
        cosines = phrases @ self.rows.T
        nearest = np.maximum.reduceat(cosines, self.first, axis=1)
        fits = (nearest + cosines[:, self.first]) / 2
        best: list[Said | None] = [None] * self.count
        for skill, (phrase, thing) in enumerate(
            zip(fits.argmax(axis=0).tolist(), self.thing.tolist(), strict=True)
        ):
            fit = round(float(fits[phrase, skill]), 4)
            known = best[thing]
            if known is None or fit > known.fit:
                label = self._nearest_label(cosines[phrase], skill)
                best[thing] = Said(sentences.texts[phrase], label, fit, sentences.piece[phrase])
        return best

    def _nearest_label(self, cosines: NDArray[np.float32], skill: int) -> str:
        start = int(self.first[skill])
        end = int(self.first[skill + 1]) if skill + 1 < len(self.first) else len(self.labels)
        return self.labels[start + int(cosines[start:end].argmax())]


def asked_labels(index: OpenIndex, asked: Sequence[Asked]) -> AskedLabels:
    """All labels but the hidden ones, with the vectors that they have in the index."""
    thing_of = {skill.point: n for n, one in enumerate(asked) for skill in one.skills}
    records = index.store.retrieve(
        index.collection("skills").name,
        list(thing_of),
        with_payload=("label", "alt_labels", "hidden_labels"),
        with_vectors=("labels",),
    )
    labels: list[str] = []
    rows: list[Vectors] = []
    first: list[int] = []
    thing: list[int] = []
    for record in records:
        vectors = record.vector["labels"]
        assert isinstance(vectors, np.ndarray)
        shown = stored_labels(record.payload)[: 1 + len(record.payload["alt_labels"])]
        first.append(len(labels))
        thing.append(thing_of[record.id])
        labels += shown
        rows.append(vectors[: len(shown)].astype(np.float32, copy=False))
    return AskedLabels(
        tuple(labels),
        np.concatenate(rows) if rows else np.zeros((0, 0), np.float32),
        np.array(first, np.int64),
        np.array(thing, np.int64),
        len(asked),
    )
