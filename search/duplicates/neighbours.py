"""Who is near whom: every entry against every other, in blocks of bounded memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.duplicates.entries import EntryVectors
from skillsearch.encoder.base import Vectors

__all__ = ["Neighbourhood", "neighbourhood"]

BLOCK_BYTES = 256 * 2**20
"""Of what is held of one block: its scores, a product to be added, and the order of the scores."""

_CELL_BYTES = 4 + 4 + 8

DESCRIPTION_SHARE, DETAIL_SHARE = 0.5, 0.3
"""What the cosines of descriptions and details count for beside that of the labels."""

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The nearest others of each entry, best first: int [entries, k].

    ``by_label`` by the labels alone, ``by_all`` by labels, descriptions and details together.
    """

    by_label: Rows
    by_all: Rows


def neighbourhood(
    vectors: EntryVectors,
    k: int,
    *,
    block_bytes: int = BLOCK_BYTES,
    progress: Callable[[int], None] | None = None,
) -> Neighbourhood:
    """The ``k`` nearest of each entry (fewer where there are fewer); equal ones in row order.

    Takes n² products of 384 numbers or so, three times where there are descriptions and details.
    ``progress`` is told of entries done.
    """
    count = len(vectors.label)
    k = min(k, count - 1)
    by_label = np.empty((count, k), np.int64)
    by_all = np.empty((count, k), np.int64)
    others = [
        (share, part)
        for share, part in (
            (DESCRIPTION_SHARE, vectors.description),
            (DETAIL_SHARE, vectors.detail),
        )
        if part.any()
    ]
    rows = max(1, block_bytes // (_CELL_BYTES * max(count, 1)))
    for start in range(0, count, rows):
        stop = min(start + rows, count)
        own = np.arange(start, stop)
        scores: Vectors = vectors.label[start:stop] @ vectors.label.T
        scores[own - start, own] = -np.inf
        by_label[start:stop] = _first(scores, k)
        for share, part in others:
            if part[start:stop].any():
                scores += (share * part[start:stop]) @ part.T
        scores[own - start, own] = -np.inf
        by_all[start:stop] = _first(scores, k) if others else by_label[start:stop]
        if progress is not None:
            progress(stop - start)
    return Neighbourhood(by_label, by_all)


def _first(scores: Vectors, k: int) -> Rows:
    if k == 0:
        return np.empty((len(scores), 0), np.int64)
    last = scores.shape[1] - k
    nearest = np.argpartition(scores, last, axis=1)[:, last:]
    nearest.sort(axis=1)
    order = np.argsort(-np.take_along_axis(scores, nearest, axis=1), axis=1, kind="stable")
    return np.take_along_axis(nearest, order, axis=1)
