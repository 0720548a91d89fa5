"""What people decide about pairs of concepts, as values: imported without SQLAlchemy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Decision", "NewDecision", "Verdict"]

Verdict = Literal["merge", "keep", "later"]
"""``merge``: the two are one; ``keep``: they are two, and stay so; ``later``: not now."""


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A verdict on two concepts of one taxonomy, by their ids in it.

    ``version`` and the labels are those that the person saw; the verdict holds for every version,
    as long as both ids are in it. ``survivor`` is the id that stays, "" unless merged.
    """

    taxonomy: str
    type: str
    left: str
    right: str
    verdict: Verdict
    by: str
    version: str = ""
    left_label: str = ""
    right_label: str = ""
    survivor: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict as it is kept; ``left`` sorts before ``right``.

    Times are ISO 8601 in UTC; ``undone`` and ``undone_by`` are "" while it stands.
    """

    id: str
    tenant: str
    taxonomy: str
    type: str
    version: str
    left: str
    right: str
    left_label: str
    right_label: str
    verdict: Verdict
    survivor: str
    by: str
    note: str
    created: str
    undone: str
    undone_by: str

    @property
    def pair(self) -> tuple[str, str]:
        """The two ids, sorted."""
        return self.left, self.right
