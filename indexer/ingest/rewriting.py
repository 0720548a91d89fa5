"""A collection of documents written anew, so that nothing of what was deleted stays in its files.

The embedded engine marks a deleted point and keeps its vectors, payload and log until enough is
deleted to be worth a merge. Whoever was erased must not wait for that.
"""

from __future__ import annotations

import uuid

from indexer.ingest.collections import ALIASES, document_schema
from skillsearch.documents import DocumentKind
from skillsearch.errors import StoreUnavailable
from skillsearch.store.base import VectorStore
from skillsearch.store.generations import Generations
from skillsearch.store.models import PointStruct

__all__ = ["rewrite_live"]

_PAGE_POINTS = 256


def rewrite_live(store: VectorStore, kind: DocumentKind) -> str | None:
    """Copy the live generation point by point, put the copy in its place, and delete the old one.

    Gives the name of the new one, None where no generation is live. Nobody may write to the
    collection meanwhile. A kill in the middle leaves the old one live.
    """
    generations = Generations(store, ALIASES[kind])
    old = generations.live()
    if old is None:
        return None
    metadata = store.get_metadata(old)
    fingerprint = metadata.get("fingerprint")
    dimension = int(fingerprint["dimension"]) if isinstance(fingerprint, dict) else 0
    # a name of its own: what a killed run left unfinished may hold what is erased now
    own = {key: metadata.get(key) for key in ("fingerprint", "layout", "model", "uid")}
    own["job"] = f"rewritten {uuid.uuid4()}"
    new = generations.start(document_schema(kind, dimension), own, clone_from_live=False)
    offset: str | None = None
    while True:
        page, offset = store.scroll(old, limit=_PAGE_POINTS, offset=offset, with_vectors=True)
        store.upsert(new, [PointStruct(r.id, r.vector, r.payload) for r in page])
        if offset is None:
            break
    if (copied := store.count(new)) != (had := store.count(old)):
        generations.abandon(new)
        raise StoreUnavailable(
            f"{old} cannot be written anew: of {had:,} points {copied:,} arrived.",
            remedy="Try again when nothing else writes to it.",
        )
    generations.finish(new, undoable=False)
    store.delete_collection(old)
    return new
