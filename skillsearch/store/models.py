"""The store's vocabulary: qdrant-client's names, as plain values that cost nothing to import.

``import qdrant_client`` takes about a second, more than a whole answer from a warm embedded
index. So requests are written in these frozen dataclasses, named like their counterparts in
``qdrant_client.models``, and each engine translates them at its rim.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "CollectionSchema",
    "FieldCondition",
    "Filter",
    "HasIdCondition",
    "MatchAny",
    "MatchValue",
    "Payload",
    "PayloadType",
    "PointStruct",
    "Prefetch",
    "QueryRequest",
    "Range",
    "Record",
    "ScoredPoint",
    "SparseVector",
    "Vector",
]

Payload = dict[str, Any]

PayloadType = Literal["keyword", "tenant", "integer", "float", "bool", "datetime"]
"""How a payload field is indexed; ``tenant`` is the keyword that a collection is divided by."""


@dataclass(frozen=True, slots=True, eq=False)
class SparseVector:
    """Indices (uint32, unique) and their values (float32), of the same length."""

    indices: NDArray[np.uint32]
    values: NDArray[np.float32]


Vector = NDArray[np.float32] | SparseVector
"""float32 of shape (d,) for a dense vector, (rows, d) for a multivector; or a sparse vector."""


@dataclass(frozen=True, slots=True)
class CollectionSchema:
    """What a collection holds.

    ``dense`` and ``multi`` map a vector's name to its dimension; the distance is always cosine
    and a multivector is compared by MaxSim and never gets an HNSW graph (m=0: exact). ``sparse``
    names sparse vectors with the IDF modifier. ``indexes`` are the payload indexes, created before
    the first point is written. ``half`` names the vectors that are stored in float16: half the
    room, and a cosine moves by less than .001.
    """

    dense: Mapping[str, int] = field(default_factory=dict)
    multi: Mapping[str, int] = field(default_factory=dict)
    sparse: Sequence[str] = ()
    indexes: Mapping[str, PayloadType] = field(default_factory=dict)
    half: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class MatchValue:
    """The field holds the value, or an array that contains it."""

    value: str | int | bool


@dataclass(frozen=True, slots=True)
class MatchAny:
    """The field holds one of the values, or an array that contains one."""

    any: Sequence[str] | Sequence[int]


@dataclass(frozen=True, slots=True)
class Range:
    """A number between bounds; each bound may be absent."""

    gt: float | None = None
    gte: float | None = None
    lt: float | None = None
    lte: float | None = None


@dataclass(frozen=True, slots=True)
class FieldCondition:
    """A condition on one payload field."""

    key: str
    match: MatchValue | MatchAny | None = None
    range: Range | None = None


@dataclass(frozen=True, slots=True)
class HasIdCondition:
    """The point's id is one of these."""

    has_id: Sequence[str]


@dataclass(frozen=True, slots=True)
class Filter:
    """All of ``must``, at least one of ``should`` if there is any, none of ``must_not``."""

    must: Sequence[FieldCondition | HasIdCondition | Filter] = ()
    should: Sequence[FieldCondition | HasIdCondition | Filter] = ()
    must_not: Sequence[FieldCondition | HasIdCondition | Filter] = ()


@dataclass(frozen=True, slots=True)
class PointStruct:
    """A point to write: id (a UUID string), its named vectors, its payload."""

    id: str
    vector: Mapping[str, Vector]
    payload: Payload


@dataclass(frozen=True, slots=True)
class Record:
    """A stored point; ``payload`` and ``vector`` hold what was asked for."""

    id: str
    payload: Payload
    vector: Mapping[str, Vector]


@dataclass(frozen=True, slots=True)
class ScoredPoint:
    """A hit: ``score`` is larger the nearer it is.

    A cosine for a dense vector, a dot product for a sparse one, and for a multivector the sum over
    the query's rows of the best cosine of each (MaxSim): a query of one row gives a cosine.
    """

    id: str
    score: float
    payload: Payload
    vector: Mapping[str, Vector] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prefetch:
    """A first stage whose hits the enclosing query scores anew."""

    query: Vector
    using: str
    limit: int
    filter: Filter | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """One nearest-neighbour query.

    With ``prefetch`` only the union of the prefetched points is scored. ``exact`` asks for a full
    scan in place of the HNSW graph. ``with_payload`` may name the fields wanted.
    """

    query: Vector
    using: str
    limit: int = 10
    offset: int = 0
    filter: Filter | None = None
    prefetch: Sequence[Prefetch] = ()
    exact: bool = False
    score_threshold: float | None = None
    with_payload: bool | Sequence[str] = True
    with_vectors: bool | Sequence[str] = False
