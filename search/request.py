"""A question about skills or occupations, checked before anything is asked of the index."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skillsearch.errors import QueryError
from skillsearch.text import words

__all__ = [
    "MAX_LIMIT",
    "MAX_OFFSET",
    "MAX_QUERY_CHARACTERS",
    "ConceptFilter",
    "Page",
    "clean_query",
]

MAX_QUERY_CHARACTERS = 10_000
"""A longer text is a document; a question is not."""

MAX_LIMIT = 1000
MAX_OFFSET = 10_000


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of the ranking is wanted."""

    limit: int = 10
    offset: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= MAX_LIMIT:
            raise QueryError(
                f"limit = {self.limit} is out of range.", remedy=f"Use 1 to {MAX_LIMIT}."
            )
        if not 0 <= self.offset <= MAX_OFFSET:
            raise QueryError(
                f"offset = {self.offset} is out of range.", remedy=f"Use 0 to {MAX_OFFSET}."
            )


@dataclass(frozen=True, slots=True)
class ConceptFilter:
    """What a hit must be. Values of one field are alternatives; fields must all hold.

    Without ``version`` the newest version of each taxonomy and language is searched; ``all``
    searches every version. ``hierarchy`` is the id, code or label of a group above the concept.
    """

    taxonomy: Sequence[str] = ()
    version: Sequence[str] = ()
    language: Sequence[str] = ()
    kind: Sequence[str] = ()
    sector: Sequence[str] = ()
    hierarchy: Sequence[str] = ()
    tag: Sequence[str] = ()

    @classmethod
    def of(cls, values: Mapping[str, Sequence[str]]) -> ConceptFilter:
        """A filter from option values, each of which may hold several separated by commas.

        Sectors and groups may have commas in their names, so those two are taken whole.
        """
        whole = ("sector", "hierarchy")
        parts = {
            name: tuple(
                part.strip()
                for value in given
                for part in ([value] if name in whole else value.split(","))
                if part.strip()
            )
            for name, given in values.items()
        }
        return cls(**parts)


def clean_query(text: str) -> str:
    """The query without control characters and surplus space.

    Raises :class:`~skillsearch.errors.QueryError` if it is empty, too long or has no word in it.
    """
    if len(text) > MAX_QUERY_CHARACTERS:
        raise QueryError(
            f"The query has {len(text):,} characters; at most {MAX_QUERY_CHARACTERS:,} are taken.",
            remedy="Send the sentence or phrase that matters.",
        )
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Cn") else c for c in text)
    kept = " ".join(kept.split())
    if not kept:
        raise QueryError("The query is empty.", remedy="Name a skill, for example: python.")
    if not words(kept):
        shown = kept if len(kept) <= 40 else f"{kept[:40]}…"
        raise QueryError(
            f"The query {shown!r} has no word in it, only punctuation.",
            remedy="Name a skill, for example: python.",
        )
    return kept
