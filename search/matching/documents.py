"""A candidate or posting as the index holds it, for reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from search.open_index import LiveCollection, OpenIndex
from skillsearch.documents import DocumentKind
from skillsearch.errors import NotFound, NothingIndexed, QueryError
from skillsearch.held_skills import held_skills
from skillsearch.store.compatibility import check_layout
from skillsearch.store.models import FieldCondition, Filter, MatchValue, Payload, Record

__all__ = [
    "ALIASES",
    "NOUNS",
    "OTHER_KIND",
    "IndexedDocument",
    "Named",
    "document_collection",
    "find_document",
]

ALIASES: Mapping[DocumentKind, str] = {"resume": "candidates", "posting": "postings"}
NOUNS: Mapping[DocumentKind, str] = {"resume": "candidate", "posting": "posting"}

OTHER_KIND: Mapping[DocumentKind, DocumentKind] = {"resume": "posting", "posting": "resume"}
"""What asks for documents of a kind."""

MOST_SKILLS = 400
"""Skills of a document that are compared, the surest first; more is a list, not a resume."""


class Named(NamedTuple):
    """A skill that a document names: its point id, how surely, since when, and where."""

    skill: str
    label: str
    taxonomy: str
    confidence: float
    years: float | None
    mentions: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class IndexedDocument:
    """A stored document; a field of ``payload`` that was not asked for reads as absent."""

    id: str
    payload: Payload

    @cached_property
    def named(self) -> tuple[Named, ...]:
        """Its skills, the surest first."""
        return tuple(
            Named(
                each["skill"],
                each["label"],
                each["taxonomy"],
                each["confidence"],
                each["years"],
                each["mentions"],
            )
            for each in self.payload.get("evidence", ())[:MOST_SKILLS]
        )

    @cached_property
    def held(self) -> Mapping[str, Sequence[Any]]:
        """Its skills in short, the surest first: point id → the values of a
        :class:`~skillsearch.held_skills.Held`, by its evidence or as kept beside it.
        """
        evidence = self.payload.get("evidence")
        if evidence is None:
            return {each[0]: each for each in self.payload.get("held", ())[:MOST_SKILLS]}
        rows = held_skills(evidence[:MOST_SKILLS], self.payload.get("experience", ()))
        return {each.skill: each for each in rows}

    @property
    def pieces(self) -> Sequence[Mapping[str, Any]]:
        """Its sentences with their sections, in the order of the rows of ``chunks``."""
        pieces: Sequence[Mapping[str, Any]] = self.payload.get("pieces", ())
        return pieces

    @property
    def titles(self) -> tuple[str, ...]:
        """Its job titles, the latest or most telling first."""
        return tuple(title for title in self.payload.get("titles", ()) if title)


def document_collection(index: OpenIndex, kind: DocumentKind) -> LiveCollection:
    """The live candidates or postings.

    Raises :class:`~skillsearch.errors.NothingIndexed` where there are none, and
    :class:`~skillsearch.errors.IndexMismatch` where another layout or model made them.
    """
    alias = ALIASES[kind]
    if alias not in index.store.get_aliases():
        raise NothingIndexed(
            f"No {alias} are indexed at {index.store.description}.",
            remedy=f"Run: skillsearch index {kind}s PATH (files, folders, zips, tables).",
        )
    collection = index.collection(alias)
    check_layout(collection.metadata, alias)
    return collection


def find_document(
    index: OpenIndex,
    kind: DocumentKind,
    name: str,
    tenant: str,
    *,
    with_vectors: bool | Sequence[str] = False,
) -> Record:
    """The document whose external id or point id is ``name``.

    Raises :class:`~skillsearch.errors.NotFound`, and :class:`~skillsearch.errors.QueryError` for an
    empty name. What belongs to another tenant is not found.
    """
    if not name.strip():
        raise QueryError(f"The id of the {NOUNS[kind]} is empty.", remedy="Give its id.")
    collection = document_collection(index, kind)
    by_name = Filter(must=[
        FieldCondition("tenant", MatchValue(tenant)),
        FieldCondition("external_id", MatchValue(name)),
    ])  # fmt: skip
    found, _ = index.store.scroll(
        collection.name, filter=by_name, limit=1, with_vectors=with_vectors
    )
    if not found and _is_point(name):
        found = [
            record
            for record in index.store.retrieve(
                collection.name, [name.lower()], with_vectors=with_vectors
            )
            if record.payload.get("tenant") == tenant
        ]
    if not found:
        raise NotFound(
            f"There is no {NOUNS[kind]} {name!r}.",
            remedy="Give its external id or the id of its point, as searches show them.",
        )
    return found[0]


def _is_point(name: str) -> bool:
    import uuid

    try:
        uuid.UUID(name)
    except ValueError:
        return False
    return len(name) == 36
