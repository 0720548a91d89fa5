"""The store's vocabulary ↔ that of the embedded engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import numpy as np
import qdrant_edge as edge

from skillsearch.store.models import (
    CollectionSchema,
    FieldCondition,
    Filter,
    HasIdCondition,
    MatchAny,
    MatchValue,
    PayloadType,
    PointStruct,
    Prefetch,
    QueryRequest,
    Record,
    ScoredPoint,
    SparseVector,
    Vector,
)
from skillsearch.store.packing import packed, unpacked

__all__ = [
    "INDEX_TYPES",
    "config",
    "filter_or_none",
    "ids_filter",
    "point",
    "query",
    "record",
    "scored_point",
    "selection",
]

INDEX_TYPES: Mapping[PayloadType, edge.PayloadSchemaType] = {
    "keyword": edge.PayloadSchemaType.Keyword,
    "tenant": edge.PayloadSchemaType.Keyword,
    "integer": edge.PayloadSchemaType.Integer,
    "float": edge.PayloadSchemaType.Float,
    "bool": edge.PayloadSchemaType.Bool,
    "datetime": edge.PayloadSchemaType.Datetime,
}

# m=0: no graph over a multivector. Building one over 84 thousand rows took 280 s; an exact MaxSim
# over them takes 17 ms.
_NO_GRAPH = edge.HnswIndexConfig(m=0, ef_construct=100, full_scan_threshold=10_000)

_HALF = edge.VectorStorageDatatype.Float16


def config(schema: CollectionSchema) -> edge.EdgeConfig:
    """The engine's configuration of a collection."""
    vectors = {
        name: edge.EdgeVectorParams(
            size=size,
            distance=edge.Distance.Cosine,
            datatype=_HALF if name in schema.half else None,
        )
        for name, size in schema.dense.items()
    }
    vectors |= {
        name: edge.EdgeVectorParams(
            size=size,
            distance=edge.Distance.Cosine,
            multivector_config=edge.MultiVectorConfig(edge.MultiVectorComparator.MaxSim),
            hnsw_config=_NO_GRAPH,
            datatype=_HALF if name in schema.half else None,
        )
        for name, size in schema.multi.items()
    }
    sparse = {
        name: edge.EdgeSparseVectorParams(modifier=edge.Modifier.Idf) for name in schema.sparse
    }
    return edge.EdgeConfig(vectors=vectors or None, sparse_vectors=sparse or None)


def point(value: PointStruct) -> edge.Point:
    """A point to write."""
    return edge.Point(
        value.id,
        {name: _vector(vector) for name, vector in value.vector.items()},
        packed(value.payload),
    )


def filter_or_none(value: Filter | None) -> edge.Filter | None:
    """A filter, where there is one."""
    return None if value is None else _filter(value)


def ids_filter(ids: Sequence[str]) -> edge.Filter:
    """The points among ``ids`` that exist."""
    return edge.Filter(must=[edge.HasIdCondition(set(ids))])


def selection(value: bool | Sequence[str]) -> bool | list[str]:
    """Which payload fields or vectors to read."""
    return value if isinstance(value, bool) else list(value)


def query(value: QueryRequest) -> edge.QueryRequest:
    """A query; its nearest-neighbour part is scored anew over the prefetched points, if any."""
    return edge.QueryRequest(
        limit=value.limit,
        offset=value.offset,
        query=edge.Query.Nearest(_vector(value.query), using=value.using),
        prefetches=[_prefetch(stage) for stage in value.prefetch],
        filter=filter_or_none(value.filter),
        score_threshold=value.score_threshold,
        params=edge.SearchParams(exact=value.exact),
        with_payload=selection(value.with_payload),
        with_vector=selection(value.with_vectors),
    )


def record(value: edge.Record) -> Record:
    """A stored point."""
    payload, vector = value.payload, value.vector
    return Record(
        str(value.id), unpacked(payload) if payload else {}, _vectors_read(vector) if vector else {}
    )


def scored_point(value: edge.ScoredPoint) -> ScoredPoint:
    """A hit."""
    payload, vector = value.payload, value.vector
    return ScoredPoint(
        str(value.id),
        value.score,
        unpacked(payload) if payload else {},
        _vectors_read(vector) if vector else {},
    )


def _prefetch(value: Prefetch) -> edge.Prefetch:
    return edge.Prefetch(
        limit=value.limit,
        query=edge.Query.Nearest(_vector(value.query), using=value.using),
        filter=filter_or_none(value.filter),
        params=edge.SearchParams(exact=value.exact),
    )


def _filter(value: Filter) -> edge.Filter:
    return edge.Filter(
        must=[_condition(part) for part in value.must] or None,
        should=[_condition(part) for part in value.should] or None,
        must_not=[_condition(part) for part in value.must_not] or None,
    )


def _condition(
    value: FieldCondition | HasIdCondition | Filter,
) -> edge.FieldCondition | edge.HasIdCondition | edge.Filter:
    if isinstance(value, Filter):
        return _filter(value)
    if isinstance(value, HasIdCondition):
        return edge.HasIdCondition(set(value.has_id))
    limits = value.range
    return edge.FieldCondition(
        value.key,
        match=None if value.match is None else _match(value.match),
        range=None
        if limits is None
        else edge.RangeFloat(gt=limits.gt, gte=limits.gte, lt=limits.lt, lte=limits.lte),
    )


def _match(value: MatchAny | MatchValue) -> edge.MatchAny | edge.MatchValue:
    if isinstance(value, MatchAny):
        return edge.MatchAny(cast("list[str]", list(value.any)))
    wanted = value.value
    # The binding reads True as the integer 1, which matches no bool; numpy's bool it reads right.
    return edge.MatchValue(cast("bool", np.bool_(wanted)) if isinstance(wanted, bool) else wanted)


def _vector(value: Vector) -> edge.NamedVector:
    if isinstance(value, SparseVector):
        return edge.SparseVector(value.indices.tolist(), value.values.tolist())
    # The engine reads any sequence of numbers; a memoryview is read twice as fast as a list.
    array = np.asarray(value, dtype=np.float32)
    if array.ndim == 1:
        return cast("list[float]", array.data)
    return cast("list[list[float]]", [row.data for row in array])


def _vectors_read(value: edge.Vector | None) -> dict[str, Vector]:
    if not isinstance(value, dict):
        return {}
    return {name: _vector_read(vector) for name, vector in value.items()}


def _vector_read(value: edge.NamedVector) -> Vector:
    if isinstance(value, edge.SparseVector):
        return SparseVector(
            np.array(value.indices, dtype=np.uint32), np.array(value.values, dtype=np.float32)
        )
    return np.array(value, dtype=np.float32)
