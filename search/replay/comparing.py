"""Two generations asked the same questions, and how far their first ten hits agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from search.answers import Hit
from search.concepts import search_concepts
from search.open_index import OpenIndex
from search.request import ConceptFilter, Page
from skillsearch.errors import NothingIndexed, QueryError
from skillsearch.queries import AskedQuery

__all__ = ["DEPTH", "Change", "Comparison", "Moved", "compare"]

DEPTH = 10
"""Hits of an answer that are compared: the first page."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A hit that only one of the two answers has; ``rank`` counts from 1."""

    rank: int
    taxonomy: str
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one question.

    ``overlap`` is overlap@10: the hits that both first pages have, divided by the length of the
    longer one, in 0..1; two empty answers agree. ``same_first``: the first hit stays the first.
    """

    query: AskedQuery
    overlap: float
    same_first: bool
    left: tuple[Moved, ...]
    came: tuple[Moved, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            **self.query.as_dict(),
            "overlap": round(self.overlap, 3),
            "same_first": self.same_first,
            "left": [asdict(moved) for moved in self.left],
            "came": [asdict(moved) for moved in self.came],
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """What becomes of every question, most changed first.

    ``unanswerable`` questions could not be asked of either generation: a taxonomy that their
    filters name is no longer indexed. ``recorded``: people asked them; else they are labels.
    """

    changes: tuple[Change, ...]
    unanswerable: int
    recorded: bool

    @property
    def overlap(self) -> float | None:
        """The mean of overlap@10, in 0..1; None if no question could be asked."""
        if not self.changes:
            return None
        return sum(change.overlap for change in self.changes) / len(self.changes)

    @property
    def same_first(self) -> int:
        """Questions whose first hit stays the first."""
        return sum(change.same_first for change in self.changes)

    @property
    def kept(self) -> dict[str, int]:
        """Questions that keep all of their first ten hits, at least half of them, and fewer."""
        overlaps = [change.overlap for change in self.changes]
        whole = sum(overlap == 1 for overlap in overlaps)
        fewer = sum(overlap < 0.5 for overlap in overlaps)
        return {
            "all": whole,
            "at_least_half": len(overlaps) - whole - fewer,
            "less_than_half": fewer,
        }

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON, every question included."""
        return {
            "questions": "recorded" if self.recorded else "labels",
            "asked": len(self.changes),
            "unanswerable": self.unanswerable,
            "overlap_at_10": None if self.overlap is None else round(self.overlap, 4),
            "kept": self.kept,
            "same_first": self.same_first,
            "changes": [change.as_dict() for change in self.changes],
        }


def compare(
    old: OpenIndex,
    new: OpenIndex,
    queries: Sequence[AskedQuery],
    *,
    recorded: bool,
    progress: Callable[[int], None] = lambda steps: None,
) -> Comparison:
    """Ask both the first page of every question, exactly as a user would.

    ``progress`` is called with the number of questions done since the last call. Equally changed
    questions stay in the order of ``queries``. Raises
    :class:`~skillsearch.errors.IndexMismatch` if an index was not made by its encoder.
    """
    changes: list[Change] = []
    for query in queries:
        try:
            before, after = _first_page(old, query), _first_page(new, query)
        except (QueryError, NothingIndexed, TypeError):
            pass  # TypeError: a filter that this version does not have
        else:
            changes.append(_change(query, before, after))
        progress(1)
    ordered = sorted(changes, key=lambda change: (change.overlap, change.same_first))
    return Comparison(tuple(ordered), len(queries) - len(changes), recorded)


def _first_page(index: OpenIndex, query: AskedQuery) -> list[Hit]:
    wanted = ConceptFilter(**dict(query.filters))
    answer = search_concepts(index, query.collection, query.text, wanted, Page(DEPTH))
    return [hit for hit in answer.results if isinstance(hit, Hit)]


def _change(query: AskedQuery, before: Sequence[Hit], after: Sequence[Hit]) -> Change:
    old, new = [_concept(hit) for hit in before], [_concept(hit) for hit in after]
    longer = max(len(old), len(new))
    return Change(
        query,
        overlap=len(set(old) & set(new)) / longer if longer else 1.0,
        same_first=old[:1] == new[:1],
        left=_only(before, set(new)),
        came=_only(after, set(old)),
    )


def _only(hits: Sequence[Hit], others: set[tuple[str, ...]]) -> tuple[Moved, ...]:
    return tuple(
        Moved(rank, hit.taxonomy, hit.id, hit.label)
        for rank, hit in enumerate(hits, 1)
        if _concept(hit) not in others
    )


def _concept(hit: Hit) -> tuple[str, ...]:
    return hit.taxonomy, hit.version, hit.language, hit.id
