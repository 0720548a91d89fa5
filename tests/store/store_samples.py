"""Collections and points that the store's tests share."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

import numpy as np

from skillsearch.store.models import CollectionSchema, PointStruct, SparseVector

DIMENSION = 6

SCHEMA = CollectionSchema(
    dense={"dense": DIMENSION},
    multi={"labels": DIMENSION},
    sparse=("bm25",),
    indexes={
        "word": "keyword",
        "whole": "integer",
        "real": "float",
        "flag": "bool",
        "day": "datetime",
    },
)


def point_id(number: int) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, str(number)))


def sparse(*pairs: tuple[int, float]) -> SparseVector:
    indices, values = zip(*pairs, strict=True)
    return SparseVector(np.array(indices, np.uint32), np.array(values, np.float32))


def make_point(number: int, *, version: int = 0) -> PointStruct:
    """A point that depends on nothing but its number and version."""
    random = np.random.default_rng((number, version))
    rows = 1 + number % 3
    terms = random.choice(9, size=1 + number % 4, replace=False)
    return PointStruct(
        id=point_id(number),
        vector={
            "dense": random.normal(size=DIMENSION).astype(np.float32),
            "labels": random.normal(size=(rows, DIMENSION)).astype(np.float32),
            "bm25": sparse(*((int(term), float(random.uniform(0.1, 2))) for term in terms)),
        },
        payload={
            "word": ["python", "sql", "rust"][: 1 + number % 3] if number % 4 else "python",
            "whole": number,
            "real": number / 4,
            "flag": number % 2 == 0,
            "day": f"2024-01-{1 + number % 28:02d}T00:00:00Z",
            "note": {"text": "naïve – 世界", "list": [1, 2.5, None, True]},
        },
    )


def axis_points(numbers: Iterable[int]) -> list[PointStruct]:
    """Points on the axes, so that scores are exactly 0 or 1 and nearly all of them tie."""
    made = []
    for number in numbers:
        vector = np.zeros(DIMENSION, np.float32)
        vector[number % DIMENSION] = 1
        made.append(
            PointStruct(
                point_id(number),
                {"dense": vector, "labels": vector[None, :], "bm25": sparse((number % 3, 1.0))},
                {"whole": number},
            )
        )
    return made
