"""A question as it was asked: the text and the filters, and nothing about who asked it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["AskedQuery"]


@dataclass(frozen=True, slots=True)
class AskedQuery:
    """``text`` asked of ``collection`` (``skills`` or ``occupations``).

    ``filters`` are sorted pairs of a filter's name and its sorted values, those without a value
    left out: the same question is equal however its filters were ordered.
    """

    collection: str
    text: str
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of(
        cls, collection: str, text: str, filters: Mapping[str, Sequence[str]] | None = None
    ) -> AskedQuery:
        """The question with its filters in their standard form."""
        given = [(name, tuple(sorted(set(values)))) for name, values in (filters or {}).items()]
        return cls(collection, text, tuple(sorted(pair for pair in given if pair[1])))

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        filters = {name: list(values) for name, values in self.filters}
        return {"collection": self.collection, "query": self.text, "filters": filters}
