"""What people decided, as it steers the next run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from search.duplicates.entries import Entry

if TYPE_CHECKING:
    from skillsearch.ledger.verdicts import Decision

__all__ = ["Steering", "steering"]

Rows = tuple[int, int]


@dataclass(frozen=True)
class Steering:
    """The last decision on each pair of rows, the smaller row first.

    ``elsewhere`` counts decisions in force about concepts that the list does not have.
    """

    decided: Mapping[Rows, Decision] = field(default_factory=dict)
    elsewhere: int = 0

    def pairs(self, verdict: str) -> list[Rows]:
        """The pairs of one verdict."""
        return [pair for pair, decision in self.decided.items() if decision.verdict == verdict]


def steering(entries: Sequence[Entry], decisions: Iterable[Decision]) -> Steering:
    """Decisions in force, oldest first, brought to the rows of a list."""
    rows = {entry.id: row for row, entry in enumerate(entries)}
    decided: dict[Rows, Decision] = {}
    elsewhere = 0
    for decision in decisions:
        left, right = rows.get(decision.left), rows.get(decision.right)
        if left is None or right is None:
            elsewhere += 1
            continue
        decided[min(left, right), max(left, right)] = decision
    return Steering(decided, elsewhere)
