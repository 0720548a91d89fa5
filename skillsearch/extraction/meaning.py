"""What a piece means without spelling it: the skills whose label is near the whole of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skillsearch.documents import Piece, SectionKind
from skillsearch.encoder.base import Vectors

__all__ = ["SILENT", "Meaning", "meanings", "phrase_meanings"]

THRESHOLD = 0.65
"""The least cosine of a mention. With the shipped model on ESCO 1.1.0, top 3 within ``MARGIN``, of
all mentions 0.46 are the annotators' (SkillSkape dev), 0.66 (TECH), 0.46 (HOUSE), at a recall of
0.17, 0.22 and 0.15; at 0.6 it is 0.41, 0.59 and 0.38 at 0.24, 0.25 and 0.21. That is before those
that the piece spells are left out."""

PHRASE_THRESHOLD = 0.75
"""The least cosine of a mention by a phrase: shorter texts are nearer to labels."""

MARGIN = 0.03
"""How far below the nearest skill of the piece another may be."""

MOST = 3
"""Mentions by meaning of a piece, at most."""

LEAST_WORDS = 3
"""A shorter piece is a name or a heading: it spells a skill or it has none."""

SILENT: frozenset[SectionKind] = frozenset(
    {
        "header",
        "about_employer",
        "benefits",
        "how_to_apply",
        "equal_opportunity",
        "references",
        "interests",
    }
)
"""Sections that say nothing of what is done or asked for."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Piece number, skill number and their cosine."""

    piece: int
    skill: int
    cosine: float


def meanings(
    cosines: Vectors, editions: NDArray[np.int16], pieces: Sequence[Piece]
) -> Iterator[Meaning]:
    """The meanings of each piece, the nearest first; of each taxonomy apart.

    ``cosines`` is (pieces, n), ``editions`` (n,) the taxonomy of each skill.
    """
    for meaning in _nearest_skills(cosines, editions, THRESHOLD, MOST):
        piece = pieces[meaning.piece]
        if piece.section not in SILENT and len(piece.text.split()) >= LEAST_WORDS:
            yield meaning


def phrase_meanings(cosines: Vectors, editions: NDArray[np.int16]) -> Iterator[Meaning]:
    """The same of phrases, of each the nearest alone; ``Meaning.piece`` is the phrase's number."""
    return _nearest_skills(cosines, editions, PHRASE_THRESHOLD, 1)


def _nearest_skills(
    cosines: Vectors, editions: NDArray[np.int16], threshold: float, most: int
) -> Iterator[Meaning]:
    """Of each row and taxonomy up to ``most`` skills, at ``threshold`` or nearer, in ``MARGIN``."""
    rows, columns = np.nonzero(cosines >= threshold)
    values = cosines[rows, columns]
    order = np.lexsort((columns, -values, editions[columns], rows))
    last: tuple[int, int] = (-1, -1)
    best, taken = 0.0, 0
    for at in order.tolist():
        piece, skill, cosine = int(rows[at]), int(columns[at]), float(values[at])
        here = (piece, int(editions[skill]))
        if here != last:
            last, best, taken = here, cosine, 0
        if taken < most and cosine >= best - MARGIN:
            taken += 1
            yield Meaning(piece, skill, cosine)
