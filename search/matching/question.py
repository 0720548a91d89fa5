"""Whatever is asked with, a sentence, a document, examples, filters, as one structured query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from search.matching.documents import IndexedDocument
from search.matching.matching import need_for
from search.matching.need import DocumentFilter, Need, need_from
from search.matching.reading import need_of_document
from search.open_index import OpenIndex
from skillsearch.documents import DocumentKind
from skillsearch.errors import QueryError
from skillsearch.store.models import Record

__all__ = ["Question", "Understood", "understand_question"]


@dataclass(frozen=True)
class Question:
    """What was given; all of it counts together, but only one of ``query`` and the others.

    ``text`` is a sentence. ``document`` is the id of an indexed posting (or candidate) that asks,
    ``asking`` one that is not indexed. ``query`` is a structured query as an answer showed it.
    ``filters`` are added to those that the sentence asks for and win over them.
    """

    text: str = ""
    document: str = ""
    asking: Record | None = None
    query: Mapping[str, Any] | None = None
    like: Sequence[str] = ()
    unlike: Sequence[str] = ()
    filters: DocumentFilter = field(default_factory=DocumentFilter)


@dataclass(frozen=True)
class Understood:
    """The structured query, what could not be used, and which words became what."""

    need: Need
    warnings: tuple[str, ...] = ()
    parts: tuple[Mapping[str, Any], ...] = ()


def understand_question(
    index: OpenIndex,
    kind: DocumentKind,
    question: Question,
    tenant: str,
    *,
    taxonomies: Sequence[str] = (),
    language: str = "en",
) -> Understood:
    """The query for documents of ``kind``.

    Raises :class:`~skillsearch.errors.QueryError` where nothing is asked or what is given excludes
    each other, and :class:`~skillsearch.errors.NotFound` for a document that is not there.
    """
    given = [name for name in ("text", "document", "asking", "query") if getattr(question, name)]
    if not given and not question.like and not question.unlike and not question.filters.given:
        raise QueryError(
            "Nothing is asked.", remedy="Give a sentence, a document, examples, filters or a query."
        )
    if ("query" in given and len(given) > 1) or {"document", "asking"} <= set(given):
        raise QueryError(
            f"{' and '.join(given)} cannot be given together.", remedy="Give one of them."
        )
    said = Understood(Need(kind))
    if question.query is not None:
        need = need_from(question.query)
        if need.kind != kind:
            raise QueryError(
                f"The query seeks {need.kind}s, and this is a search for {kind}s.",
                remedy=f'Set "kind": "{kind}", or ask the other search.',
            )
        said = Understood(need)
    if question.document:
        said = Understood(need_for(index, kind, question.document, tenant))
    elif question.asking is not None:
        record = question.asking
        need = need_of_document(IndexedDocument(record.id, record.payload), kind)
        said = Understood(replace(need, document=""))
    if question.text:
        said = _with_sentence(said, index, kind, question.text, taxonomies, language)
    need = replace(
        said.need,
        like=(*said.need.like, *question.like),
        unlike=(*said.need.unlike, *question.unlike),
        filters=_joined(said.need.filters, question.filters),
    )
    return replace(said, need=need)


def _with_sentence(
    said: Understood,
    index: OpenIndex,
    kind: DocumentKind,
    text: str,
    taxonomies: Sequence[str],
    language: str,
) -> Understood:
    """What a sentence adds to the need of a document, or asks by itself."""
    from search.matching.asking import read_request

    reading = read_request(index, text, kind, taxonomies=taxonomies, language=language)
    asked, own = said.need, reading.need
    stated = {
        f.name: value
        for f in fields(Need)
        if (value := getattr(own, f.name)) and f.name not in ("kind", "requirements", "filters")
    }
    need = replace(
        asked,
        **stated,
        requirements=(*own.requirements, *asked.requirements),
        filters=_joined(asked.filters, own.filters),
    )
    parts = tuple(reading.as_dict()["understood"])
    return Understood(need, (*said.warnings, *reading.warnings), parts)


def _joined(one: DocumentFilter, other: DocumentFilter) -> DocumentFilter:
    return replace(one, **{name: getattr(other, name) for name in other.given})
