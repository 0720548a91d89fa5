"""Members: what is filed under a concept, by which it is known again under another name.

A unique skill of SkillsFuture is the sum of the sector skills merged into it. Their codes stay
when the unique skill is renamed, so where the codes went, the skill went. Sector skills without
codes are known by title and level. A taxonomy without either has no members.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from skillsearch.records import Concept
from skillsearch.text import normal_form

__all__ = ["Members", "members_of"]


def members_of(concept: Concept, *, codes: bool = True) -> frozenset[str]:
    """The codes of a concept's levels, or (``codes`` False) their titles with the level."""
    if codes:
        return frozenset(level.code for level in concept.levels if level.code)
    return frozenset(
        f"{normal_form(level.title)} @{level.level}" for level in concept.levels if level.title
    )


class Members:
    """Who holds which member in one edition."""

    def __init__(self, concepts: Iterable[Concept], *, codes: bool = True) -> None:
        self._codes = codes
        self._holders: defaultdict[str, list[str]] = defaultdict(list)
        for concept in concepts:
            for member in members_of(concept, codes=codes):
                self._holders[member].append(concept.id)

    def __bool__(self) -> bool:
        return bool(self._holders)

    def holders(self, member: str) -> list[str]:
        """The ids of the concepts that have a member."""
        return self._holders.get(member, [])

    def shares(self, concept: Concept) -> dict[str, float]:
        """Id here → the part of the concept's members that it has; only those that have any.

        A member with several holders counts for each by its part, so that a title that is filed
        everywhere says little.
        """
        mine = members_of(concept, codes=self._codes)
        found: Counter[str] = Counter()
        for member in sorted(mine):
            holders = self.holders(member)
            for holder in holders:
                found[holder] += 1 / len(holders)  # type: ignore[assignment]
        return {holder: weight / len(mine) for holder, weight in found.items()}
