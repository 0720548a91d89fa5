"""All points of a collection, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skillsearch.store.base import VectorStore
from skillsearch.store.models import Filter, Record

__all__ = ["scroll_pages"]


def scroll_pages(
    store: VectorStore,
    collection: str,
    *,
    filter: Filter | None = None,
    page: int = 1000,
    with_payload: bool | Sequence[str] = True,
    with_vectors: bool | Sequence[str] = False,
) -> Iterator[list[Record]]:
    """The points that match, in order of id, at most ``page`` at a time; none is left out."""
    offset: str | None = None
    while True:
        records, offset = store.scroll(
            collection,
            filter=filter,
            limit=page,
            offset=offset,
            with_payload=with_payload,
            with_vectors=with_vectors,
        )
        yield records
        if offset is None:
            return
