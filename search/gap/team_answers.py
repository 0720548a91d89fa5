"""What a team's gap is made of; CLI and API show the same fields by the same names."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from search.answers import Stamp
from search.gap.answers import Asked, Party

__all__ = ["Addition", "Column", "Member", "TeamAnswer"]


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the team; ``degrees`` (0–1) are in the order of the columns, 1 is held."""

    person: Party
    coverage: float
    degrees: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that is asked, and how the team stands to it: ``best`` is the highest degree."""

    asked: Asked
    held_by: int
    partly_by: int
    best: float


@dataclass(frozen=True, slots=True)
class Addition:
    """Somebody of the pool who is not in the team, and what the team would gain.

    ``gain`` is how much the team's coverage would grow; ``adds`` are the labels of what it lacks
    and this person holds, ``improves`` of what would be held better.
    """

    person: Party
    gain: float
    coverage: float
    adds: tuple[str, ...]
    improves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TeamAnswer:
    """A team against a target; people are ordered by coverage, columns by importance.

    ``coverage`` is the share of what is asked that somebody has, by importance. ``people_total``
    counts all that were looked at; ``people`` may be fewer.
    """

    target: Party
    coverage: float
    columns: tuple[Column, ...]
    people: tuple[Member, ...]
    people_total: int
    lacking: tuple[str, ...]
    additions: tuple[Addition, ...]
    pool_total: int
    warnings: tuple[str, ...]
    stamp: Stamp

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)
