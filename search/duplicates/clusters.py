"""Pairs → clusters in which everybody is like everybody: no chain glues strangers together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from search.duplicates.entries import Entry
from search.duplicates.pairs import Pair
from search.duplicates.steering import Steering
from search.duplicates.survivor import propose_survivor

__all__ = ["Cluster", "Status", "clusters"]

Status = Literal["open", "merged", "later"]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Entries that may be one, by their rows, the survivor first.

    ``confidence`` is that of the least sure pair in it that nobody decided; 1 where all are.
    ``status``: ``open`` while a pair is undecided, ``merged`` once decisions join all of them,
    ``later`` where a person put it off. ``pairs`` are all pairs of its members.
    """

    rows: tuple[int, ...]
    confidence: float
    status: Status
    why: str
    pairs: tuple[Pair, ...]

    @property
    def survivor(self) -> int:
        """The row that stays."""
        return self.rows[0]


def clusters(
    entries: Sequence[Entry], pairs: Sequence[Pair], steer: Steering, least: float
) -> list[Cluster]:
    """Complete linkage: open ones surest first, then those put off, then those decided.

    Every two members are a pair of at least ``least`` confidence, or were merged by a person; no
    two of them were kept apart by one, not even by way of a third. An entry is in one cluster at
    most. Where decisions contradict each other the later one, as :class:`Steering` has them, wins
    for its pair alone: who is kept apart stays apart.
    """
    known = {(pair.left, pair.right): pair for pair in pairs}
    apart = set(steer.pairs("keep"))
    together = _Groups(apart)
    for left, right in steer.pairs("merge"):
        together.join(left, right)
    decided = {frozenset(group) for group in together.groups()}
    joined = {row: group for group in decided for row in group}

    def like(left: int, right: int) -> bool:
        pair = known.get((min(left, right), max(left, right)))
        return (pair is not None and pair.confidence >= least) or right in joined.get(left, ())

    for pair in pairs:  # surest first
        if pair.confidence >= least:
            together.join(pair.left, pair.right, like)
    found = [_cluster(entries, group, known, decided, steer) for group in together.groups()]
    order: dict[Status, int] = {"open": 0, "later": 1, "merged": 2}
    return sorted(found, key=lambda c: (order[c.status], -c.confidence, sorted(c.rows)))


class _Groups:
    """Rows in groups that never hold two that are to stay apart."""

    def __init__(self, apart: set[tuple[int, int]]) -> None:
        self._apart = apart
        self._of: dict[int, list[int]] = {}

    def join(self, left: int, right: int, like: object = None) -> None:
        """Unite the groups of two rows if all of one may go with all of the other."""
        one, other = (self._of.setdefault(row, [row]) for row in (left, right))
        if one is other:
            return
        for a in one:
            for b in other:
                if (min(a, b), max(a, b)) in self._apart:
                    return
                if callable(like) and not like(a, b):
                    return
        one.extend(other)
        for row in other:
            self._of[row] = one

    def groups(self) -> list[list[int]]:
        """The groups of two and more."""
        return list({id(g): g for g in self._of.values() if len(g) > 1}.values())


def _cluster(
    entries: Sequence[Entry],
    group: Sequence[int],
    known: dict[tuple[int, int], Pair],
    decided: set[frozenset[int]],
    steer: Steering,
) -> Cluster:
    rows = sorted(group)
    inside = [(a, b) for place, a in enumerate(rows) for b in rows[place + 1 :]]
    pairs = [known[pair] for pair in inside if pair in known]
    merged = any(set(rows) <= one for one in decided)
    later = not merged and any(
        pair in steer.decided and steer.decided[pair].verdict == "later" for pair in inside
    )
    open_ones = [p.confidence for p in pairs if not _is_merged(decided, p)]
    chosen = [
        steer.decided[pair].survivor
        for pair in inside
        if pair in steer.decided and steer.decided[pair].verdict == "merge"
    ]
    named = [row for row in rows if entries[row].id in {name for name in chosen if name}]
    if named:
        survivor, why = named[0], "chosen by a person"
        if len(named) > 1:
            survivor, why = propose_survivor(entries, named)
            why = f"chosen by people among {len(named)}: {why}"
    else:
        survivor, why = propose_survivor(entries, rows)
    return Cluster(
        rows=(survivor, *(row for row in rows if row != survivor)),
        confidence=min(open_ones, default=1.0),
        status="merged" if merged else "later" if later else "open",
        why=why,
        pairs=tuple(pairs),
    )


def _is_merged(decided: set[frozenset[int]], pair: Pair) -> bool:
    return any(pair.left in one and pair.right in one for one in decided)
