"""Many vectors of one document as one."""

from __future__ import annotations

import numpy as np

from skillsearch.encoder.base import Vectors

__all__ = ["HALF_LIFE_PIECES", "beginning", "unit"]

HALF_LIFE_PIECES = 1.5
"""So many pieces further down, a piece counts half in the beginning: what a resume begins with is
what its person wants to be."""


def beginning(chunks: Vectors) -> Vectors:
    """The unit vector (d,) of how a document begins, from those of its pieces in order, (n, d)."""
    places = np.arange(len(chunks), dtype=np.float32)
    return unit(np.exp2(-places / HALF_LIFE_PIECES) @ chunks)


def unit(vector: Vectors) -> Vectors:
    """The vector (d,) at length one; zeros stay zeros."""
    length = float(np.linalg.norm(vector))
    scaled: Vectors = (vector / length if length else vector).astype(np.float32)
    return scaled
