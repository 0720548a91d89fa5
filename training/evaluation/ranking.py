"""Rankings measured by the ranks of the right answers; ties keep the order of the candidates."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from skillsearch.encoder.base import Vectors

__all__ = [
    "Gold",
    "Ranks",
    "average_precision",
    "gold_ranks",
    "r_precision",
    "ranks_by",
    "recall",
    "reciprocal_rank",
]

Ranks = NDArray[np.float64]
"""Ranks of one query's right answers, from 1, ascending; infinite for one that was not found."""

Gold = Sequence[Collection[int]]
"""For each query the indices of its right candidates, as a set; at least one."""

_CELLS = 8_000_000
"""Of a block of scores: 32 MB in float32, whatever the number of candidates."""


def gold_ranks(scores: Vectors, gold: Gold) -> list[Ranks]:
    """The ranks of the right answers in ``scores`` [queries, candidates], higher is better.

    Of equal scores the earlier candidate ranks first.
    """
    ranks: list[Ranks] = []
    for row, right in zip(scores, gold, strict=True):
        indices = np.fromiter(right, np.intp, len(right))
        own = row[indices][:, None]
        above = (row[None, :] > own).sum(axis=1)
        first = row[None, :] == own
        first &= np.arange(len(row))[None, :] < indices[:, None]
        ranks.append(np.sort(1.0 + above + first.sum(axis=1)))
    return ranks


def ranks_by(scores: Callable[[int, int], Vectors], gold: Gold, width: int) -> list[Ranks]:
    """:func:`gold_ranks` in blocks: ``scores(start, stop)`` scores these queries.

    ``width`` is how many numbers a query takes while it is scored; it bounds the memory.
    """
    step = max(1, _CELLS // max(width, 1))
    ranks: list[Ranks] = []
    for start in range(0, len(gold), step):
        stop = min(start + step, len(gold))
        ranks += gold_ranks(scores(start, stop), gold[start:stop])
    return ranks


def r_precision(ranks: Sequence[Ranks], k: int) -> NDArray[np.float64]:
    """RP@k of each query: right answers in the first k / min(k, number of right answers)."""
    return np.array([(r <= k).sum() / min(k, len(r)) for r in ranks])


def recall(ranks: Sequence[Ranks], k: int) -> NDArray[np.float64]:
    """Of each query the share of its right answers that is in the first k."""
    return np.array([(r <= k).mean() for r in ranks])


def reciprocal_rank(ranks: Sequence[Ranks]) -> NDArray[np.float64]:
    """1 / the rank of each query's first right answer; 0 where none was found."""
    return np.array([1 / r[0] for r in ranks])


def average_precision(ranks: Sequence[Ranks]) -> NDArray[np.float64]:
    """Of each query the mean, over its right answers, of the precision at their ranks."""
    return np.array([(np.arange(1, len(r) + 1) / r).mean() for r in ranks])
