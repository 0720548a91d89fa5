"""Many points in requests of bounded size."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence

from skillsearch.store.models import PointStruct, SparseVector

__all__ = ["batches", "json_bytes", "vector_bytes"]

_DIGITS_OF_A_NUMBER = 12
"""Characters of one float32 in JSON with its comma, rounded up."""


def batches(
    points: Sequence[PointStruct],
    *,
    max_points: int,
    max_bytes: int,
    weigh: Callable[[PointStruct], int],
) -> Iterator[list[PointStruct]]:
    """Consecutive runs of ``points`` within both bounds; a point heavier than that goes alone."""
    batch: list[PointStruct] = []
    weight = 0
    for point in points:
        more = weigh(point)
        if batch and (len(batch) == max_points or weight + more > max_bytes):
            yield batch
            batch, weight = [], 0
        batch.append(point)
        weight += more
    if batch:
        yield batch


def vector_bytes(point: PointStruct) -> int:
    """What the vectors of a point take in memory."""
    return sum(
        vector.indices.nbytes + vector.values.nbytes
        if isinstance(vector, SparseVector)
        else vector.nbytes
        for vector in point.vector.values()
    )


def json_bytes(point: PointStruct) -> int:
    """About what a point takes in a JSON request."""
    numbers = vector_bytes(point) // 4
    return numbers * _DIGITS_OF_A_NUMBER + len(json.dumps(point.payload, ensure_ascii=False))
