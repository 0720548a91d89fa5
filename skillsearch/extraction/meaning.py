"""What a piece means without spelling it: the skills whose label is near the whole of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skillsearch.documents import Piece, SectionKind
from skillsearch.encoder.base import Vectors

__all__ = ["SILENT", "Meaning", "meanings"]

THRESHOLD = 0.65
"""The least cosine of a mention. With the shipped model on ESCO 1.1.0, top 3 within ``MARGIN``, of
all mentions 0.46 are the annotators' (SkillSkape dev), 0.66 (TECH), 0.46 (HOUSE), at a recall of
0.17, 0.22 and 0.15; at 0.6 it is 0.41, 0.59 and 0.38 at 0.24, 0.25 and 0.21. That is before those
that the piece spells are left out."""

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
    rows, columns = np.nonzero(cosines >= THRESHOLD)
    values = cosines[rows, columns]
    order = np.lexsort((columns, -values, editions[columns], rows))
    last: tuple[int, int] = (-1, -1)
    best, taken = 0.0, 0
    for at in order.tolist():
        piece, skill, cosine = int(rows[at]), int(columns[at]), float(values[at])
        if pieces[piece].section in SILENT or len(pieces[piece].text.split()) < LEAST_WORDS:
            continue
        here = (piece, int(editions[skill]))
        if here != last:
            last, best, taken = here, cosine, 0
        if taken < MOST and cosine >= best - MARGIN:
            taken += 1
            yield Meaning(piece, skill, cosine)
