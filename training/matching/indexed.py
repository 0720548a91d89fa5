"""Documents out of the index by their external ids: first the ids, later payload and vectors."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from search.matching.documents import document_collection
from search.open_index import OpenIndex
from skillsearch.documents import DocumentKind
from skillsearch.store.models import FieldCondition, Filter, MatchAny, MatchValue, Record
from skillsearch.store.scrolling import scroll_pages

__all__ = ["Indexed", "find_indexed", "records_of"]

_TOGETHER = 64


@dataclass(frozen=True, slots=True)
class Indexed:
    """A document that is indexed; ``sha256`` (hex) is that of its content."""

    point: str
    external_id: str
    sha256: str


def find_indexed(
    index: OpenIndex, kind: DocumentKind, names: Sequence[str], tenant: str
) -> dict[str, Indexed]:
    """Of the external ids (or ids of points) those that the tenant has, without vectors.

    Raises :class:`~skillsearch.errors.NothingIndexed` where there are no such documents at all.
    """
    name = document_collection(index, kind).name
    wanted = ["external_id", "sha256", "tenant"]
    found: dict[str, Indexed] = {}
    for some in _batches(list(dict.fromkeys(names))):
        condition = Filter(must=(
            FieldCondition("tenant", MatchValue(tenant)),
            FieldCondition("external_id", MatchAny(some)),
        ))  # fmt: skip
        for page in scroll_pages(index.store, name, filter=condition, with_payload=wanted):
            found |= {str(r.payload["external_id"]): _indexed(r) for r in page}
        points = {p: n for n in some if n not in found and (p := _as_point(n))}
        if points:
            records = index.store.retrieve(name, list(points), with_payload=wanted)
            found |= {points[r.id]: _indexed(r) for r in records if r.payload["tenant"] == tenant}
    return found


def records_of(
    index: OpenIndex, kind: DocumentKind, documents: Sequence[Indexed]
) -> Mapping[str, Record]:
    """Id of the point → record with payload and all vectors."""
    name = document_collection(index, kind).name
    points = [document.point for document in documents]
    return {
        record.id: record
        for some in _batches(points)
        for record in index.store.retrieve(name, some, with_vectors=True)
    }


def _indexed(record: Record) -> Indexed:
    payload = record.payload
    return Indexed(record.id, str(payload["external_id"]), str(payload.get("sha256", "")))


def _as_point(name: str) -> str:
    """The id of a point in its usual form, "" for what is none."""
    try:
        return str(uuid.UUID(name)) if len(name) == 36 else ""
    except ValueError:
        return ""


def _batches(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), _TOGETHER):
        yield names[start : start + _TOGETHER]
