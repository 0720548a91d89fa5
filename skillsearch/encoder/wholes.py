"""Many vectors of one document as one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from skillsearch.documents import SectionKind
from skillsearch.encoder.base import Vectors

__all__ = ["HALF_LIFE_PIECES", "beginning", "unit"]

HALF_LIFE_PIECES = 1.5
"""So many pieces further down, a piece counts half in the beginning: what a resume begins with is
what its person wants to be."""

_FIRST: tuple[SectionKind, ...] = ("header", "summary", "skills", "experience")


def beginning(chunks: Vectors, sections: Sequence[str]) -> Vectors:
    """The unit vector (d,) of how a document begins, from those of its pieces, (n, d).

    ``sections`` are those that the pieces stand in. What says who somebody is comes first wherever
    it stands (header, summary, skills, experience, then the rest), so that the order of sections
    in a file does not count.
    """
    ranks = [_FIRST.index(s) if s in _FIRST else len(_FIRST) for s in sections]
    places = np.empty(len(chunks), np.float32)
    places[np.argsort(ranks, kind="stable")] = np.arange(len(chunks), dtype=np.float32)
    return unit(np.exp2(-places / HALF_LIFE_PIECES) @ chunks)


def unit(vector: Vectors) -> Vectors:
    """The vector (d,) at length one; zeros stay zeros."""
    length = float(np.linalg.norm(vector))
    scaled: Vectors = (vector / length if length else vector).astype(np.float32)
    return scaled
