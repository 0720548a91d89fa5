"""Everything that is held of one document, wherever it is: the ledger, the store, uploads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.ingest.collections import ALIASES
from indexer.ingest.collections import point_id as point_of
from indexer.ingest.uploads import uploaded_files
from skillsearch.documents import DocumentKind
from skillsearch.errors import NotFound, QueryError
from skillsearch.store.base import VectorStore
from skillsearch.store.models import Record

if TYPE_CHECKING:
    from skillsearch.ledger import Ledger
    from skillsearch.ledger.records import Document, Item

__all__ = ["NOUN", "Held", "find_held", "generations_of", "point_named"]

NOUN: Mapping[DocumentKind, str] = {"resume": "candidate", "posting": "posting"}
"""What a document of a kind is called when it is asked for by its id."""

_SHORTEST_PREFIX = 4
_POINT_START = re.compile(r"[0-9a-f]{4}[0-9a-f-]{0,32}", re.IGNORECASE)


@dataclass(frozen=True)
class Held:
    """One document. ``document`` is the ledger's, None if it has none.

    ``points`` are those of every generation that holds one, with payload and vectors, by the name
    of the generation; ``live`` is the one that answers. ``items`` are all that tell of the
    document, the newest first. ``uploads`` are the files in the data folder that it came in,
    ``shared`` those of them that hold other documents too.
    """

    kind: DocumentKind
    tenant: str
    point_id: str
    external_id: str
    document: Document | None
    points: Mapping[str, Record] = field(default_factory=dict)
    live: str | None = None
    items: tuple[Item, ...] = ()
    uploads: tuple[Path, ...] = ()
    shared: tuple[Path, ...] = ()

    @property
    def point(self) -> Record | None:
        """The point that answers; where none is live, that of the newest generation."""
        if self.live is not None and self.live in self.points:
            return self.points[self.live]
        return self.points[max(self.points)] if self.points else None

    @property
    def source(self) -> str:
        """Where it came from, as people were told."""
        if self.document is not None:
            return self.document.source
        return next((item.source for item in self.items if item.source), "")


def find_held(
    ledger: Ledger, store: VectorStore, home: Path, tenant: str, kind: DocumentKind, name: str
) -> Held:
    """What is held of the document that ``name`` names: external id, point id, or its beginning.

    Raises :class:`NotFound`, or :class:`QueryError` for the beginning of several.
    """
    generations = generations_of(store, kind)
    document = _in_ledger(ledger, tenant, kind, name)
    if document is not None:
        point, external_id = document.point_id, document.external_id
    else:
        point, external_id = _in_store(store, generations, tenant, kind, name)
    items = tuple(ledger.items_named(tenant, kind, external_id))
    points = {
        generation: record
        for generation in generations
        for record in store.retrieve(generation, [point], with_vectors=True)
    }
    if document is None and not points and not items:
        raise NotFound(
            f"There is no {NOUN[kind]} {name!r}.",
            remedy="Give its external id or the id of its point; skillsearch job ID --items "
            "shows both.",
        )
    uploads = uploaded_files(home, (item.reference for item in items))
    return Held(
        kind=kind,
        tenant=tenant,
        point_id=point,
        external_id=external_id,
        document=document,
        points=points,
        live=store.get_aliases().get(ALIASES[kind]),
        items=items,
        uploads=tuple(uploads),
        shared=tuple(path for path, alone in uploads.items() if not alone),
    )


def point_named(ledger: Ledger, tenant: str, kind: DocumentKind, name: str) -> str:
    """The id of the point that ``name`` names, the ledger alone being asked."""
    document = _in_ledger(ledger, tenant, kind, name)
    return document.point_id if document is not None else point_of(tenant, kind, name)


def generations_of(store: VectorStore, kind: DocumentKind) -> list[str]:
    """Every generation of a kind, live, kept or unfinished."""
    named = re.compile(re.escape(ALIASES[kind]) + r"__g\d{4,}")
    return [name for name in store.get_collections() if named.fullmatch(name)]


def _in_ledger(ledger: Ledger, tenant: str, kind: DocumentKind, name: str) -> Document | None:
    document = ledger.document(tenant, kind, name)
    if document is not None or not _POINT_START.fullmatch(name):
        return document
    begun = name.lower()
    exact = ledger.document_by_point(begun)
    if exact is not None:
        return exact if (exact.tenant, exact.kind) == (tenant, kind) else None
    # documents come in the order of their ids: those that begin so follow the beginning
    following = ledger.documents(tenant, kind, after=begun, limit=2)
    matching = [one for one in following if one.point_id.startswith(begun)]
    if len(matching) > 1:
        raise QueryError(
            f"Several {NOUN[kind]} ids begin with {name!r}: {matching[0].point_id}, "
            f"{matching[1].point_id} …",
            remedy="Give more of the id.",
        )
    return matching[0] if matching else None


def _in_store(
    store: VectorStore, generations: list[str], tenant: str, kind: DocumentKind, name: str
) -> tuple[str, str]:
    """Point and external id of a document that the ledger does not know, or not any more."""
    for point in (name.lower(), point_of(tenant, kind, name)):
        if not _POINT_START.fullmatch(point) or len(point) != len(point_of("", kind, "")):
            continue
        for generation in generations:
            for record in store.retrieve(generation, [point], with_payload=True):
                if record.payload.get("tenant") == tenant:
                    return point, str(record.payload.get("external_id", ""))
    return point_of(tenant, kind, name), name
