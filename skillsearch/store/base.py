"""What a vector store must do, whichever engine does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Protocol, Self

from skillsearch.store.models import (
    CollectionSchema,
    Filter,
    Payload,
    PointStruct,
    QueryRequest,
    Record,
    ScoredPoint,
)

__all__ = ["VectorStore"]


class VectorStore(Protocol):
    """The subset of qdrant-client that the product uses, by the same method names.

    Wherever a collection is named to be read, an alias does too. Errors are those of
    ``skillsearch.errors``: :class:`~skillsearch.errors.StoreUnavailable` and its kinds for an
    engine that cannot serve, :class:`~skillsearch.errors.NothingIndexed` for an unknown
    collection. Equal scores are ordered by id, on every engine.
    """

    @property
    def description(self) -> str:
        """The engine and where it is, for people: ``embedded at ~/.skillsearch/store``."""
        ...

    def create_collection(
        self, name: str, schema: CollectionSchema, metadata: Mapping[str, object]
    ) -> None:
        """Make an empty collection with its payload indexes; ``metadata`` is stored with it."""
        ...

    def clone_collection(self, source: str, target: str) -> None:
        """Make ``target`` a full copy of ``source``: schema, indexes, points and metadata."""
        ...

    def delete_collection(self, name: str) -> None:
        """Remove a collection and all that it holds; an absent one is no error."""
        ...

    def get_collections(self) -> list[str]:
        """The names of all collections (not of aliases), sorted."""
        ...

    def collection_exists(self, name: str) -> bool:
        """Whether a collection or alias goes by the name."""
        ...

    def get_metadata(self, name: str) -> dict[str, object]:
        """What :meth:`create_collection` or :meth:`set_metadata` stored last."""
        ...

    def set_metadata(self, name: str, metadata: Mapping[str, object]) -> None:
        """Replace the stored metadata; durable when the call returns."""
        ...

    def get_aliases(self) -> dict[str, str]:
        """Alias → collection, for every alias."""
        ...

    def set_aliases(self, aliases: Mapping[str, str | None]) -> None:
        """Point aliases at collections (None removes), all of them in one atomic step."""
        ...

    def upsert(self, name: str, points: Sequence[PointStruct]) -> None:
        """Write points, replacing those with the same id; acknowledged means durable."""
        ...

    def set_payload(self, name: str, payload: Payload, ids: Sequence[str]) -> None:
        """Set these payload fields on these points and leave the rest as it is."""
        ...

    def delete(self, name: str, selector: Sequence[str] | Filter) -> None:
        """Remove points by id or by filter; absent ones are no error."""
        ...

    def retrieve(
        self,
        name: str,
        ids: Sequence[str],
        *,
        with_payload: bool | Sequence[str] = True,
        with_vectors: bool | Sequence[str] = False,
    ) -> list[Record]:
        """The points that exist among ``ids``, in the order asked for."""
        ...

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
        """A page of points in order of id, and the offset of the next page (None: no more)."""
        ...

    def count(self, name: str, *, filter: Filter | None = None) -> int:
        """How many points match, exactly."""
        ...

    def facet(
        self, name: str, key: str, *, filter: Filter | None = None, limit: int = 1000
    ) -> dict[str, int]:
        """Value → number of matching points, most first, for an indexed keyword field."""
        ...

    def query_points(self, name: str, request: QueryRequest) -> list[ScoredPoint]:
        """The nearest points, best first."""
        ...

    def query_batch_points(
        self, name: str, requests: Sequence[QueryRequest]
    ) -> list[list[ScoredPoint]]:
        """Several queries in one round trip."""
        ...

    def optimize(self, name: str) -> None:
        """Bring a finished collection into its fastest shape; a server does that by itself."""
        ...

    def close(self) -> None:
        """Release everything; the store cannot be used afterwards."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...
