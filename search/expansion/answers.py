"""What an expansion is made of; CLI and API show the same fields by the same names."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from search.answers import Stamp

__all__ = ["Boolean", "Dialect", "Expansion", "Meant", "Part", "PartKind", "Term", "TermKind"]

TermKind = Literal["spelling", "synonym", "narrower", "taxonomy", "related", "title", "broader"]

PartKind = Literal[
    "skill", "title", "seniority", "sector", "place", "words", "filler", "quoted", "excluded"
]

Dialect = Literal["linkedin", "ats", "elasticsearch"]


@dataclass(frozen=True, slots=True)
class Meant:
    """A concept that a part of the query names or means."""

    id: str
    label: str
    taxonomy: str
    version: str
    language: str


@dataclass(frozen=True, slots=True)
class Term:
    """Something else to look for instead of a part of the query.

    ``weight`` lies in (0, 1), where 1 is what was typed. ``covered_by`` names a shorter term of the
    same part that finds whatever this one does, so that no boolean string needs it; "" if none.
    """

    text: str
    kind: TermKind
    weight: float
    reason: str
    id: str = ""
    taxonomy: str = ""
    covered_by: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the query, ``query[start:end]``, and what it was taken for.

    ``understood`` is False where no label of the index has the words and nothing is near in
    meaning: such words are kept as they are.
    """

    text: str
    start: int
    end: int
    kind: PartKind
    understood: bool
    concepts: tuple[Meant, ...] = ()
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Boolean:
    """A query string ready to be pasted.

    ``dropped`` are the terms that did not fit into ``max_length`` characters, least weighted
    first. ``json`` is the same query in Elasticsearch's query language, None for other dialects.
    """

    dialect: Dialect
    text: str
    max_length: int
    dropped: tuple[str, ...] = ()
    json: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Expansion:
    """A query understood part by part, and the strings made of it."""

    query: str
    breadth: float
    parts: tuple[Part, ...]
    not_understood: tuple[str, ...]
    booleans: tuple[Boolean, ...]
    warnings: tuple[str, ...]
    stamp: Stamp

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)
