"""The embedded engine: Qdrant Edge shards in one folder that one process holds."""
# What each method promises is written once, in base.VectorStore.
# ruff: noqa: D102

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import qdrant_edge as edge

from skillsearch.closing import Closing
from skillsearch.errors import StoreUnavailable
from skillsearch.store import edge_values as values
from skillsearch.store.batching import batches, vector_bytes
from skillsearch.store.catalog import Catalog
from skillsearch.store.edge_shards import OpenShard, OpenShards
from skillsearch.store.failures import engine_failures
from skillsearch.store.files import (
    RESERVE_BYTES,
    allocated_bytes,
    copy_tree,
    os_failures,
    require_space,
)
from skillsearch.store.lock import FolderLock
from skillsearch.store.models import (
    CollectionSchema,
    Filter,
    Payload,
    PointStruct,
    QueryRequest,
    Record,
    ScoredPoint,
)
from skillsearch.store.packing import packed
from skillsearch.store.ranking import rank, ranked_counts

__all__ = ["EdgeStore"]

_BATCH_POINTS = 300
"""Points of one write: measured fastest of 100 … 2,000."""

_BATCH_BYTES = 4 * 2**20

_MOST_VALUES = 100_000
"""Values of a field that are all counted at once. What the engine calls not exact is cut at the
limit segment by segment, and so exact where no segment has so many; its exact way counts each value
by a query of its own: 11 to 14 s where 100,000 documents name 16,000 skills, and 0.1 s this way."""

_DISK_PER_VECTOR_BYTE = 4
"""Log, storage and id maps of a written vector; 2.6 measured at 384 dimensions."""


class EdgeStore(Closing):
    """A :class:`~skillsearch.store.base.VectorStore` in ``folder``, made when absent.

    Raises :class:`StoreLocked` when another process holds the folder, :class:`StoreReadOnly` when
    it cannot be written, :class:`StoreUnavailable` when its manifest is damaged. Any thread may
    call any method. A write is refused with :class:`StoreReadOnly` before the disk is full.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shards = OpenShards()
        self._lock = FolderLock(folder)
        try:
            self._catalog = Catalog(folder)
        except BaseException:
            self._lock.release()
            raise
        self._closed = False

    @property
    def description(self) -> str:
        """``embedded at <folder>``."""
        return f"embedded at {self._folder}"

    def create_collection(
        self, name: str, schema: CollectionSchema, metadata: Mapping[str, object]
    ) -> None:
        self._check_open()
        require_space(self._folder, RESERVE_BYTES)
        with self._catalog.building(name, metadata) as folder, engine_failures(folder):
            with os_failures(folder):
                folder.mkdir()
            shard = edge.EdgeShard.create(str(folder), values.config(schema))
            for key, kind in schema.indexes.items():
                index = edge.UpdateOperation.create_field_index(key, values.INDEX_TYPES[kind])
                shard.update(index)
            shard.close()

    def clone_collection(self, source: str, target: str) -> None:
        with self._writing(source) as original:
            original.flush()
            require_space(self._folder, RESERVE_BYTES + allocated_bytes(original.folder))
            metadata = self.get_metadata(source)
            with self._catalog.building(target, metadata) as folder, os_failures(folder):
                copy_tree(original.folder, folder)

    def delete_collection(self, name: str) -> None:
        self._check_open()
        if name in self._catalog.collections:
            self._catalog.forget(name)
            self._shards.close(name)
            self._catalog.delete_files(name)

    def get_collections(self) -> list[str]:
        self._check_open()
        return self._catalog.collections

    def collection_exists(self, name: str) -> bool:
        self._check_open()
        return name in self._catalog.collections or name in self._catalog.aliases

    def get_metadata(self, name: str) -> dict[str, object]:
        self._check_open()
        return self._catalog.metadata(self._catalog.resolve(name))

    def set_metadata(self, name: str, metadata: Mapping[str, object]) -> None:
        self._check_open()
        self._catalog.set_metadata(self._catalog.resolve(name), metadata)

    def get_aliases(self) -> dict[str, str]:
        self._check_open()
        return self._catalog.aliases

    def set_aliases(self, aliases: Mapping[str, str | None]) -> None:
        self._check_open()
        self._catalog.set_aliases(aliases)

    def upsert(self, name: str, points: Sequence[PointStruct]) -> None:
        parts = batches(
            points, max_points=_BATCH_POINTS, max_bytes=_BATCH_BYTES, weigh=vector_bytes
        )
        with self._writing(name) as opened:
            for part in parts:
                weight = sum(map(vector_bytes, part))
                require_space(self._folder, RESERVE_BYTES + weight * _DISK_PER_VECTOR_BYTE)
                with engine_failures(opened.folder):
                    written = [values.point(point) for point in part]
                opened.update(edge.UpdateOperation.upsert_points(written), weight_bytes=weight)

    def set_payload(self, name: str, payload: Payload, ids: Sequence[str]) -> None:
        if ids:  # by filter: by id the engine fails on an absent point
            self._update(
                name,
                edge.UpdateOperation.set_payload_by_filter(values.ids_filter(ids), packed(payload)),
            )

    def delete(self, name: str, selector: Sequence[str] | Filter) -> None:
        if isinstance(selector, Filter):
            matching = values.filter_or_none(selector) or edge.Filter()
            self._update(name, edge.UpdateOperation.delete_points_by_filter(matching))
        elif selector:
            self._update(name, edge.UpdateOperation.delete_points(list(selector)))

    def retrieve(
        self,
        name: str,
        ids: Sequence[str],
        *,
        with_payload: bool | Sequence[str] = True,
        with_vectors: bool | Sequence[str] = False,
    ) -> list[Record]:
        with self._reading(name) as shard:
            found = shard.retrieve(
                list(ids), values.selection(with_payload), values.selection(with_vectors)
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
        with self._reading(name) as shard:
            page, following = shard.scroll(
                edge.ScrollRequest(
                    offset=offset,
                    limit=limit,
                    filter=values.filter_or_none(filter),
                    with_payload=values.selection(with_payload),
                    with_vector=values.selection(with_vectors),
                )
            )
            return list(map(values.record, page)), None if following is None else str(following)

    def count(self, name: str, *, filter: Filter | None = None) -> int:
        with self._reading(name) as shard:
            return shard.count(edge.CountRequest(exact=True, filter=values.filter_or_none(filter)))

    def facet(
        self, name: str, key: str, *, filter: Filter | None = None, limit: int = 1000
    ) -> dict[str, int]:
        wanted = values.filter_or_none(filter)
        with self._reading(name) as shard:
            request = edge.FacetRequest(key, limit=_MOST_VALUES, exact=False, filter=wanted)
            hits = shard.facet(request).hits
            if filter is None or len(hits) >= _MOST_VALUES:
                request = edge.FacetRequest(key, limit=limit, exact=True, filter=wanted)
                hits = shard.facet(request).hits
        counts = ranked_counts((hit.value, hit.count) for hit in hits)
        return dict(islice(counts.items(), limit))

    def query_points(self, name: str, request: QueryRequest) -> list[ScoredPoint]:
        return self.query_batch_points(name, [request])[0]

    def query_batch_points(
        self, name: str, requests: Sequence[QueryRequest]
    ) -> list[list[ScoredPoint]]:
        with self._reading(name) as shard:

            def run(asked: Sequence[QueryRequest]) -> list[list[ScoredPoint]]:
                batch = edge.QueryBatchRequest([values.query(request) for request in asked])
                return [list(map(values.scored_point, hits)) for hits in shard.query_batch(batch)]

            def retrieve(ids: Sequence[str], request: QueryRequest) -> list[Record]:
                return self.retrieve(
                    name,
                    ids,
                    with_payload=request.with_payload,
                    with_vectors=request.with_vectors,
                )

            return rank(requests, run=run, retrieve=retrieve)

    def optimize(self, name: str) -> None:
        """Merge segments, build graphs and flush; needs room for a second copy while it runs."""
        with self._writing(name) as opened:
            require_space(self._folder, RESERVE_BYTES + allocated_bytes(opened.folder))
            with engine_failures(opened.folder):
                opened.shard.optimize()
            opened.flush()

    def close(self) -> None:
        self._closed = True
        try:
            self._shards.close_all()
        finally:
            self._lock.release()

    def _update(self, name: str, operation: edge.UpdateOperation) -> None:
        with self._writing(name) as opened:
            require_space(self._folder, RESERVE_BYTES)
            opened.update(operation)

    @contextmanager
    def _reading(self, name: str) -> Iterator[edge.EdgeShard]:
        opened = self._opened(name)
        with engine_failures(opened.folder):
            yield opened.shard

    @contextmanager
    def _writing(self, name: str) -> Iterator[OpenShard]:
        opened = self._opened(name)
        with opened.writing:
            yield opened

    def _opened(self, name: str) -> OpenShard:
        self._check_open()
        resolved = self._catalog.resolve(name)
        return self._shards.get(resolved, self._catalog.shard_folder(resolved))

    def _check_open(self) -> None:
        if self._closed:
            raise StoreUnavailable(
                f"The store in {self._folder} has been closed.", remedy="Open it again."
            )
