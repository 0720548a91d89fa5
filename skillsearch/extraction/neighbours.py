"""The skills nearest to each skill, so that two people with near skills meet."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from skillsearch.encoder.base import Vectors

__all__ = ["COUNT", "LEAST_COSINE", "nearest"]

COUNT = 8
LEAST_COSINE = 0.65

_BLOCK = 512


def nearest(vectors: Vectors) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Numbers and cosines (n, COUNT) of the others nearest to each unit vector, nearest first.

    Where fewer are at least ``LEAST_COSINE`` near, the number is -1 and the cosine 0.
    """
    size = len(vectors)
    numbers = np.full((size, COUNT), -1, np.int32)
    cosines = np.zeros((size, COUNT), np.float32)
    kept = min(COUNT, size - 1)
    if kept < 1:
        return numbers, cosines
    for start in range(0, size, _BLOCK):
        block = vectors[start : start + _BLOCK] @ vectors.T
        rows = np.arange(len(block))
        block[rows, rows + start] = -2.0
        found = np.argpartition(block, -kept, axis=1)[:, -kept:]
        near = np.take_along_axis(block, found, axis=1)
        order = np.lexsort((found, -near), axis=1)
        found, near = np.take_along_axis(found, order, 1), np.take_along_axis(near, order, 1)
        enough = near >= LEAST_COSINE
        numbers[start : start + _BLOCK, :kept] = np.where(enough, found, -1)
        cosines[start : start + _BLOCK, :kept] = np.where(enough, near, 0.0)
    return numbers, cosines
