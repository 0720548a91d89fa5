"""How each collection is laid out, and how a stored point of it is encoded again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from indexer.courses.points import course_schema, course_texts, course_vectors
from indexer.ingest.collections import ALIASES as DOCUMENT_ALIASES
from indexer.ingest.collections import document_schema
from indexer.ingest.points import encoded_vectors, titles_text
from indexer.points import ALIASES as CONCEPT_ALIASES
from indexer.points import concept_schema
from skillsearch.courses import COURSES
from skillsearch.documents import DocumentKind
from skillsearch.encoder.base import Vectors
from skillsearch.records import stored_labels
from skillsearch.store.models import CollectionSchema, Payload, Vector

__all__ = ["LAYOUTS", "Layout"]


@dataclass(frozen=True)
class Layout:
    """A kind of collection.

    ``texts`` of a payload are what is encoded, at least one; ``vectors`` makes the named vectors
    of the point from their rows; ``kept`` names those that do not depend on the encoder.
    """

    schema: Callable[[int], CollectionSchema]
    kept: tuple[str, ...]
    texts: Callable[[Payload], Sequence[str]]
    vectors: Callable[[Payload, Vectors], Mapping[str, Vector]]


def _label_vectors(_: Payload, rows: Vectors) -> Mapping[str, Vector]:
    return {"dense": rows[0], "labels": rows}


def _document_texts(payload: Payload) -> list[str]:
    texts = [piece["text"] for piece in payload["pieces"]]
    titles = titles_text(payload["titles"])
    return [*texts, titles] if titles else texts


def _document_vectors(kind: DocumentKind, payload: Payload, rows: Vectors) -> Mapping[str, Vector]:
    sections = [piece["section"] for piece in payload["pieces"]]
    count = len(sections)
    title = rows[count] if len(rows) > count else None
    return encoded_vectors(kind, sections, rows[:count], title)


_CONCEPTS = Layout(concept_schema, ("bm25",), stored_labels, _label_vectors)

LAYOUTS: dict[str, Layout] = {
    **dict.fromkeys(CONCEPT_ALIASES.values(), _CONCEPTS),
    **{
        alias: Layout(
            partial(document_schema, kind),
            ("bm25", "skills"),
            _document_texts,
            partial(_document_vectors, kind),
        )
        for kind, alias in DOCUMENT_ALIASES.items()
    },
    COURSES: Layout(course_schema, (), course_texts, course_vectors),
}
"""Alias → its layout. Which skills a document names stays as it is until it is indexed again."""
