"""What is kept of an answer about documents: enough to ask again and to compare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from skillsearch.documents import DocumentKind

__all__ = ["NewReceipt", "RankedHit", "Receipt"]


@dataclass(frozen=True, slots=True)
class RankedHit:
    """A document of an answer as it was: its place from 1, its score, what its point was made of.

    ``sha256`` is that of the document's content, ``pipeline`` what made the point. ``score`` is
    None where there was not enough evidence.
    """

    rank: int
    id: str
    score: float | None
    sha256: str
    pipeline: str


@dataclass(frozen=True, slots=True)
class NewReceipt:
    """An answer to be kept.

    ``query`` is the structured query, without sentences of the document that asked. ``named`` are
    the points of documents that it rests on: the one that asked, examples. ``asking`` is the
    SHA-256 of a document that asked and is not indexed, "" where none did. ``request`` holds what
    was asked besides (offset, limit, diversity, taxonomies, language, total), ``stamp`` what
    answered.
    """

    kind: DocumentKind
    query: Mapping[str, Any]
    named: tuple[str, ...]
    asking: str
    request: Mapping[str, Any]
    stamp: Mapping[str, Any]
    hits: tuple[RankedHit, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """An answer as it is kept; ``created`` is ISO 8601 in UTC.

    ``shown`` counts the hits that the answer had. Who was erased since is not in ``hits`` any more:
    their ranks are missing.
    """

    id: str
    tenant: str
    created: str
    kind: DocumentKind
    query: Mapping[str, Any]
    named: tuple[str, ...]
    asking: str
    request: Mapping[str, Any]
    stamp: Mapping[str, Any]
    hits: tuple[RankedHit, ...]
    shown: int

    @property
    def erased(self) -> tuple[int, ...]:
        """The ranks of those who were erased since."""
        first = int(self.request["offset"]) + 1
        held = {hit.rank for hit in self.hits}
        return tuple(rank for rank in range(first, first + self.shown) if rank not in held)

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self) | {"erased": list(self.erased)}
