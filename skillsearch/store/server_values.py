"""The store's vocabulary ↔ that of qdrant-client."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import numpy as np
from qdrant_client import models

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

__all__ = [
    "INDEX_TYPES",
    "condition_filter",
    "filter_or_none",
    "point",
    "query",
    "record",
    "scored_point",
    "selection",
    "sparse_params",
    "vector_params",
]

INDEX_TYPES: Mapping[PayloadType, models.PayloadFieldSchema] = {
    "keyword": models.PayloadSchemaType.KEYWORD,
    "tenant": models.KeywordIndexParams(type=models.KeywordIndexType.KEYWORD, is_tenant=True),
    "integer": models.PayloadSchemaType.INTEGER,
    "float": models.PayloadSchemaType.FLOAT,
    "bool": models.PayloadSchemaType.BOOL,
    "datetime": models.PayloadSchemaType.DATETIME,
}


def vector_params(schema: CollectionSchema) -> dict[str, models.VectorParams]:
    """Dense vectors, and multivectors that never get a graph."""
    cosine, half = models.Distance.COSINE, models.Datatype.FLOAT16
    dense = {
        name: models.VectorParams(
            size=size, distance=cosine, datatype=half if name in schema.half else None
        )
        for name, size in schema.dense.items()
    }
    multi = {
        name: models.VectorParams(
            size=size,
            distance=cosine,
            multivector_config=models.MultiVectorConfig(
                comparator=models.MultiVectorComparator.MAX_SIM
            ),
            hnsw_config=models.HnswConfigDiff(m=0),
            datatype=half if name in schema.half else None,
        )
        for name, size in schema.multi.items()
    }
    return dense | multi


def sparse_params(schema: CollectionSchema) -> dict[str, models.SparseVectorParams]:
    """Sparse vectors with the IDF modifier."""
    return {name: models.SparseVectorParams(modifier=models.Modifier.IDF) for name in schema.sparse}


def point(value: PointStruct) -> models.PointStruct:
    """A point to write."""
    vectors = {name: _vector(vector) for name, vector in value.vector.items()}
    return models.PointStruct(
        id=value.id, vector=cast("models.VectorStruct", vectors), payload=value.payload
    )


def query(value: QueryRequest) -> models.QueryRequest:
    """A query; its nearest-neighbour part is scored anew over the prefetched points, if any."""
    return models.QueryRequest(
        query=models.NearestQuery(nearest=_vector(value.query)),
        using=value.using,
        prefetch=[_prefetch(stage) for stage in value.prefetch] or None,
        filter=filter_or_none(value.filter),
        limit=value.limit,
        offset=value.offset,
        score_threshold=value.score_threshold,
        params=_params(value.exact),
        with_payload=selection(value.with_payload),
        with_vector=selection(value.with_vectors),
    )


def filter_or_none(value: Filter | None) -> models.Filter | None:
    """A filter, where there is one."""
    return None if value is None else condition_filter(value)


def condition_filter(value: Filter) -> models.Filter:
    """A filter."""
    return models.Filter(
        must=[_condition(part) for part in value.must] or None,
        should=[_condition(part) for part in value.should] or None,
        must_not=[_condition(part) for part in value.must_not] or None,
    )


def selection(value: bool | Sequence[str]) -> bool | list[str]:
    """Which payload fields or vectors to read."""
    return value if isinstance(value, bool) else list(value)


def record(value: models.Record) -> Record:
    """A stored point."""
    return Record(str(value.id), value.payload or {}, _vectors_read(value.vector))


def scored_point(value: models.ScoredPoint) -> ScoredPoint:
    """A hit."""
    return ScoredPoint(str(value.id), value.score, value.payload or {}, _vectors_read(value.vector))


def _prefetch(value: Prefetch) -> models.Prefetch:
    return models.Prefetch(
        query=models.NearestQuery(nearest=_vector(value.query)),
        using=value.using,
        limit=value.limit,
        filter=filter_or_none(value.filter),
        params=_params(value.exact),
    )


def _params(exact: bool) -> models.SearchParams | None:
    return models.SearchParams(exact=True) if exact else None


def _condition(value: FieldCondition | HasIdCondition | Filter) -> models.Condition:
    if isinstance(value, Filter):
        return condition_filter(value)
    if isinstance(value, HasIdCondition):
        return models.HasIdCondition(has_id=list(value.has_id))
    limits = value.range
    return models.FieldCondition(
        key=value.key,
        match=None if value.match is None else _match(value.match),
        range=None
        if limits is None
        else models.Range(gt=limits.gt, gte=limits.gte, lt=limits.lt, lte=limits.lte),
    )


def _match(value: MatchAny | MatchValue) -> models.MatchAny | models.MatchValue:
    if isinstance(value, MatchAny):
        return models.MatchAny(any=cast("list[str]", list(value.any)))
    return models.MatchValue(value=value.value)


def _vector(value: Vector) -> models.SparseVector | list[float] | list[list[float]]:
    if isinstance(value, SparseVector):
        return models.SparseVector(indices=value.indices.tolist(), values=value.values.tolist())
    return cast("list[float] | list[list[float]]", value.tolist())


def _vectors_read(value: object) -> dict[str, Vector]:
    if not isinstance(value, dict):
        return {}
    return {str(name): _vector_read(vector) for name, vector in value.items()}


def _vector_read(value: object) -> Vector:
    if isinstance(value, models.SparseVector):
        return SparseVector(
            np.array(value.indices, dtype=np.uint32), np.array(value.values, dtype=np.float32)
        )
    return np.array(value, dtype=np.float32)
