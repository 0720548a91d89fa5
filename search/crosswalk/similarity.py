"""How alike the labels of two catalogues are: products of blocks, within a bound of memory."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from search.crosswalk.catalogue import Catalogue
from skillsearch.encoder.base import Vectors

__all__ = ["alike", "nearest", "ranks_back"]

BLOCK_BYTES = 256 * 2**20
"""Memory of the largest product held at once."""


def alike(one: Catalogue, other: Catalogue) -> Iterator[tuple[int, Vectors]]:
    """Blocks of the matrix of similarities: the first row's position, and rows × all of ``other``.

    The similarity of two concepts is the best cosine between the preferred label of either and
    any label of the other; so it is the same in both directions.
    """
    if not len(one) or not len(other):
        return
    width = max(len(other.rows), len(other))
    labels_each = max(1.0, len(one.rows) / len(one))
    height = max(1, int(BLOCK_BYTES / 4 / width / labels_each))
    for start in range(0, len(one), height):
        block = one.taken(range(start, min(start + height, len(one))))
        to_labels = np.maximum.reduceat(block.preferred @ other.rows.T, other.starts, axis=1)
        to_preferred = np.maximum.reduceat(block.rows @ other.preferred.T, block.starts, axis=0)
        yield start, np.maximum(to_labels, to_preferred)


def nearest(one: Catalogue, other: Catalogue, limit: int) -> NDArray[np.intp]:
    """Positions in ``other`` of the nearest, best first: shape (entries of ``one``, limit)."""
    limit = min(limit, len(other))
    found = np.empty((len(one), limit), dtype=np.intp)
    for start, block in alike(one, other):
        near = np.argpartition(-block, limit - 1, axis=1)[:, :limit]
        near.sort(axis=1)  # equal similarities in order of id
        order = np.argsort(-np.take_along_axis(block, near, axis=1), axis=1, kind="stable")
        found[start : start + len(block)] = np.take_along_axis(near, order, axis=1)
    return found


def ranks_back(
    asked: Catalogue, everyone: Catalogue, pairs: dict[int, list[int]]
) -> dict[tuple[int, int], int]:
    """(position in ``asked``, position in ``everyone``) → how many are nearer, plus one.

    ``pairs`` says for each position in ``asked`` which of ``everyone`` are wanted.
    """
    found: dict[tuple[int, int], int] = {}
    for start, block in alike(asked, everyone):
        for row in range(len(block)):
            values = block[row]
            for other in pairs.get(start + row, ()):
                found[start + row, other] = int((values > values[other]).sum()) + 1
    return found
