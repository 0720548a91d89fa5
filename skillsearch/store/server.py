"""A Qdrant server or cluster, spoken to with qdrant-client."""
# What each method promises is written once, in base.VectorStore.
# ruff: noqa: D102

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from qdrant_client import QdrantClient, models

from skillsearch.closing import Closing
from skillsearch.errors import StoreUnavailable
from skillsearch.store import server_values as values
from skillsearch.store.batching import batches, json_bytes
from skillsearch.store.models import (
    CollectionSchema,
    Filter,
    HasIdCondition,
    Payload,
    PointStruct,
    QueryRequest,
    Record,
    ScoredPoint,
)
from skillsearch.store.ranking import rank, ranked_counts
from skillsearch.store.server_failures import server_failures

__all__ = ["ServerStore"]

_BATCH_POINTS = 500

_BATCH_BYTES = 8 * 2**20
"""A quarter of what a server takes in one request as it comes (32 MiB)."""

_CLONE_PAGE = 250

_METADATA_KEY = "skillsearch"
"""A server merges metadata key by key: under one key of ours it is replaced as a whole."""


class ServerStore(Closing):
    """A :class:`~skillsearch.store.base.VectorStore` over any ``QdrantClient``, which it closes.

    A new collection gets ``shards`` shards, each kept ``replicas`` times. Its metadata is written
    last, so one without metadata is one whose making was cut short.
    """

    def __init__(
        self, client: QdrantClient, *, shards: int = 1, replicas: int = 1, description: str = ""
    ) -> None:
        self._client = client
        self._shards = shards
        self._replicas = replicas
        self._description = description or "Qdrant server"

    @property
    def description(self) -> str:
        """``Qdrant server at <URL>``."""
        return self._description

    def create_collection(
        self, name: str, schema: CollectionSchema, metadata: Mapping[str, object]
    ) -> None:
        self._create(
            name,
            values.vector_params(schema),
            values.sparse_params(schema),
            {key: values.INDEX_TYPES[kind] for key, kind in schema.indexes.items()},
        )
        self.set_metadata(name, metadata)

    def clone_collection(self, source: str, target: str) -> None:
        with self._asking():
            original = self._client.get_collection(source)
        params = original.config.params
        indexes = {key: info.params or info.data_type for key, info in _indexes(original).items()}
        self._create(target, params.vectors or {}, params.sparse_vectors, indexes)
        offset: str | None = None
        while True:
            page, offset = self.scroll(source, limit=_CLONE_PAGE, offset=offset, with_vectors=True)
            self.upsert(target, [PointStruct(r.id, r.vector, r.payload) for r in page])
            if offset is None:
                break
        self.set_metadata(target, self.get_metadata(source))

    def delete_collection(self, name: str) -> None:
        if name in self.get_collections():
            with self._asking():
                self._client.delete_collection(name)

    def get_collections(self) -> list[str]:
        with self._asking():
            return sorted(found.name for found in self._client.get_collections().collections)

    def collection_exists(self, name: str) -> bool:
        return name in self.get_collections() or name in self.get_aliases()

    def get_metadata(self, name: str) -> dict[str, object]:
        with self._asking():
            stored = self._client.get_collection(name).config.metadata or {}
        return dict(stored.get(_METADATA_KEY) or {})

    def set_metadata(self, name: str, metadata: Mapping[str, object]) -> None:
        collection = self.get_aliases().get(name, name)
        with self._asking():
            self._client.update_collection(collection, metadata={_METADATA_KEY: dict(metadata)})

    def get_aliases(self) -> dict[str, str]:
        with self._asking():
            return {
                alias.alias_name: alias.collection_name
                for alias in self._client.get_aliases().aliases
            }

    def set_aliases(self, aliases: Mapping[str, str | None]) -> None:
        present = self.get_aliases()
        changes: list[models.AliasOperations] = []
        for alias, name in aliases.items():
            if alias in present:
                gone = models.DeleteAlias(alias_name=alias)
                changes.append(models.DeleteAliasOperation(delete_alias=gone))
            if name is not None:
                new = models.CreateAlias(collection_name=name, alias_name=alias)
                changes.append(models.CreateAliasOperation(create_alias=new))
        if changes:
            with self._asking():
                self._client.update_collection_aliases(changes)

    def upsert(self, name: str, points: Sequence[PointStruct]) -> None:
        parts = batches(points, max_points=_BATCH_POINTS, max_bytes=_BATCH_BYTES, weigh=json_bytes)
        for part in parts:
            with self._asking():
                self._client.upsert(name, [values.point(point) for point in part], wait=True)

    def set_payload(self, name: str, payload: Payload, ids: Sequence[str]) -> None:
        if ids:  # by filter: by id a server fails on an absent point
            present = values.condition_filter(Filter(must=[HasIdCondition(ids)]))
            with self._asking():
                self._client.set_payload(name, payload, points=present, wait=True)

    def delete(self, name: str, selector: Sequence[str] | Filter) -> None:
        if isinstance(selector, Filter):
            chosen: models.PointsSelector = models.FilterSelector(
                filter=values.condition_filter(selector)
            )
        elif selector:
            chosen = models.PointIdsList(points=list(selector))
        else:
            return
        with self._asking():
            self._client.delete(name, chosen, wait=True)

    def retrieve(
        self,
        name: str,
        ids: Sequence[str],
        *,
        with_payload: bool | Sequence[str] = True,
        with_vectors: bool | Sequence[str] = False,
    ) -> list[Record]:
        with self._asking():
            found = self._client.retrieve(
                name,
                list(ids),
                with_payload=values.selection(with_payload),
                with_vectors=values.selection(with_vectors),
            )
        records = {record.id: record for record in map(values.record, found)}
        return [records[point_id] for point_id in dict.fromkeys(ids) if point_id in records]

    def scroll(
        self,
        name: str,
        *,
        filter: Filter | None = None,
        limit: int = 1000,
        offset: str | None = None,
        with_payload: bool | Sequence[str] = True,
        with_vectors: bool | Sequence[str] = False,
    ) -> tuple[list[Record], str | None]:
        with self._asking():
            page, following = self._client.scroll(
                name,
                scroll_filter=values.filter_or_none(filter),
                limit=limit,
                offset=offset,
                with_payload=values.selection(with_payload),
                with_vectors=values.selection(with_vectors),
            )
        return list(map(values.record, page)), None if following is None else str(following)

    def count(self, name: str, *, filter: Filter | None = None) -> int:
        with self._asking():
            return self._client.count(
                name, count_filter=values.filter_or_none(filter), exact=True
            ).count

    def facet(
        self, name: str, key: str, *, filter: Filter | None = None, limit: int = 1000
    ) -> dict[str, int]:
        with self._asking():
            answer = self._client.facet(
                name, key, facet_filter=values.filter_or_none(filter), limit=limit, exact=True
            )
        return ranked_counts((hit.value, hit.count) for hit in answer.hits)

    def query_points(self, name: str, request: QueryRequest) -> list[ScoredPoint]:
        return self.query_batch_points(name, [request])[0]

    def query_batch_points(
        self, name: str, requests: Sequence[QueryRequest]
    ) -> list[list[ScoredPoint]]:
        def run(asked: Sequence[QueryRequest]) -> list[list[ScoredPoint]]:
            with self._asking():
                answers = self._client.query_batch_points(name, [values.query(r) for r in asked])
            return [list(map(values.scored_point, answer.points)) for answer in answers]

        def retrieve(ids: Sequence[str], request: QueryRequest) -> list[Record]:
            return self.retrieve(
                name, ids, with_payload=request.with_payload, with_vectors=request.with_vectors
            )

        return rank(requests, run=run, retrieve=retrieve)

    def optimize(self, name: str) -> None:
        """Nothing to do: a server optimises by itself."""

    def close(self) -> None:
        self._client.close()

    def _create(
        self,
        name: str,
        vectors: models.VectorsConfig,
        sparse: Mapping[str, models.SparseVectorParams] | None,
        indexes: Mapping[str, models.PayloadFieldSchema],
    ) -> None:
        if self.collection_exists(name):
            raise StoreUnavailable(
                f"A collection or alias named {name!r} exists already on the {self._description}.",
                remedy="Delete it first, or choose another name.",
            )
        with self._asking():
            self._client.create_collection(
                name,
                vectors_config=vectors,
                sparse_vectors_config=sparse or None,
                shard_number=self._shards,
                replication_factor=self._replicas,
            )
            for key, kind in indexes.items():
                self._client.create_payload_index(name, key, kind, wait=True)

    @contextmanager
    def _asking(self) -> Iterator[None]:
        with server_failures(self._description):
            yield


def _indexes(info: models.CollectionInfo) -> Mapping[str, models.PayloadIndexInfo]:
    return info.payload_schema or {}
