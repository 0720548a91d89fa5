"""Who stands nearest to whom, and how often that is one's own kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skillsearch.encoder.base import Vectors

__all__ = ["NEIGHBOURS", "Nearest", "nearest", "purity"]

NEIGHBOURS = 10


@dataclass(frozen=True, slots=True, eq=False)
class Nearest:
    """The other rows nearest to each row, best first: ``index`` and ``cosine``, both [n, k]."""

    index: NDArray[np.intp]
    cosine: Vectors


def nearest(vectors: Vectors, count: int = NEIGHBOURS) -> Nearest:
    """The ``count`` other rows of largest cosine, or all others where there are fewer.

    Rows need not have unit length; equal cosines keep the order of the rows.
    """
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = vectors / np.maximum(length, np.finfo(np.float32).tiny)
    cosine = (unit @ unit.T).astype(np.float32)
    np.fill_diagonal(cosine, -np.inf)
    index = np.argsort(-cosine, axis=1, kind="stable")[:, : min(count, len(vectors) - 1)]
    return Nearest(index, np.take_along_axis(cosine, index, axis=1))


def purity(found: Nearest, groups: Sequence[str]) -> float:
    """Mean share of the nearest that are of the same group, 0..1, over all rows.

    A row whose group has fewer than k others is judged by as many neighbours as there are others,
    so that 1 can be reached; rows alone in their group do not count. NaN where all are.
    """
    names, group = np.unique(np.asarray(groups), return_inverse=True)
    others = np.array([Counter(group.tolist())[name] - 1 for name in range(len(names))])[group]
    same = group[found.index] == group[:, None]
    judged = np.minimum(others, found.index.shape[1])
    counted = np.arange(found.index.shape[1]) < judged[:, None]
    hits = (same & counted).sum(axis=1)[judged > 0]
    return float(np.mean(hits / judged[judged > 0])) if len(hits) else float("nan")
