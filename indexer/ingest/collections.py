"""The collections that documents live in: ``candidates`` and ``postings``."""

from __future__ import annotations

import uuid
from dataclasses import asdict

from skillsearch.documents import DocumentKind
from skillsearch.encoder.base import Encoder
from skillsearch.store.base import VectorStore
from skillsearch.store.compatibility import DOCUMENT_LAYOUT, check_fingerprint, check_layout
from skillsearch.store.generations import Generations
from skillsearch.store.models import CollectionSchema, PayloadType

__all__ = ["ALIASES", "document_schema", "live_collection", "point_id"]

ALIASES: dict[DocumentKind, str] = {"resume": "candidates", "posting": "postings"}
"""The collection alias that the documents of each kind live behind."""

_NAMESPACE = uuid.UUID("0b8a4e0e-5d8c-5a55-9f0e-7d3c2b1a9f60")

_DENSE: dict[DocumentKind, tuple[str, ...]] = {
    "resume": ("dense", "title", "beginning"),
    "posting": ("dense", "title"),
}

_SHARED: dict[str, PayloadType] = {
    "tenant": "tenant",
    "external_id": "keyword",
    "skills": "keyword",
    "taxonomies": "keyword",
    "title_keys": "keyword",
    "location_keys": "keyword",
    "languages": "keyword",
    "education_rank": "integer",
    "seniority_rank": "integer",
    "as_of_day": "integer",
    "quality": "float",
}

_OWN: dict[DocumentKind, dict[str, PayloadType]] = {
    "resume": {"years": "float"},
    "posting": {
        "must_have_skills": "keyword",
        "nice_to_have_skills": "keyword",
        "contract": "keyword",
        "years_low": "float",
        "pay_low": "float",
        "pay_high": "float",
    },
}


def document_schema(kind: DocumentKind, dimension: int) -> CollectionSchema:
    """The layout of a collection of documents.

    ``dense`` is the document as a whole, ``title`` its titles, absent where it has none, ``chunks``
    one row a piece in the order of the payload's ``pieces``, ``skills`` one dimension a skill,
    ``bm25`` every word; of a resume ``beginning`` is how it begins.
    """
    return CollectionSchema(
        dense=dict.fromkeys(_DENSE[kind], dimension),
        multi={"chunks": dimension},
        sparse=("skills", "bm25"),
        indexes={**_SHARED, **_OWN[kind]},
        half=("chunks",),
    )


def point_id(tenant: str, kind: DocumentKind, external_id: str) -> str:
    """The point of a document: UUIDv5 of what identifies it, so indexing twice changes nothing."""
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join((tenant, kind, external_id))))


def live_collection(store: VectorStore, kind: DocumentKind, encoder: Encoder, model: str) -> str:
    """The live generation of a kind, made empty where there is none.

    Raises :class:`~skillsearch.errors.IndexMismatch` if another encoder or layout made it.
    """
    generations = Generations(store, ALIASES[kind])
    live = generations.live()
    if live is not None:
        metadata = store.get_metadata(live)
        check_fingerprint(metadata, encoder.fingerprint, model=model)
        check_layout(metadata, ALIASES[kind])
        return live
    name = generations.start(
        document_schema(kind, encoder.fingerprint.dimension),
        {
            "fingerprint": asdict(encoder.fingerprint),
            "model": model,
            "job": "documents",
            "layout": DOCUMENT_LAYOUT,
            "uid": str(uuid.uuid4()),
        },
        clone_from_live=False,
    )
    generations.finish(name, undoable=False)
    return name
