"""Stepping stones: occupations that keep most of what is held and bring some of what is missing.

    score = (readiness · share of what is missing that it brings) ** ½

Both must be there: an occupation that one can do already and that teaches nothing is no step, nor
is one that teaches all and is as far away as the target.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from search.gap.answers import SteppingStone
from search.gap.occupations import OccupationSkills
from search.gap.standing import HELD_DEGREE
from search.matching.skill_space import SkillSpace

__all__ = ["stepping_stones"]

LEAST_READINESS = 0.2
"""Of its essential skills: below it the step is as hard as the way itself."""

LOOKED_AT = 80
"""Occupations whose readiness is worked out: those that bring and keep most by the same skills."""


def stepping_stones(
    space: SkillSpace,
    occupations: Sequence[OccupationSkills],
    held: Sequence[str],
    missing: Sequence[tuple[str, frozenset[str]]],
    *,
    target: str = "",
    readiness: float = 0.0,
    limit: int = 5,
) -> tuple[SteppingStone, ...]:
    """The best ``limit`` of the occupations.

    ``missing`` are label and alternatives (point ids) of what the target asks and the person lacks;
    ``target`` is the id of the occupation that is wanted, ``readiness`` the share of its essential
    skills that are held: a stone must be nearer than that.
    """
    if not held or not missing:
        return ()
    own = set(held)

    def promise(one: OccupationSkills) -> float:
        brings = sum(not one.skills.isdisjoint(skills) for _, skills in missing)
        return brings * (1 + len(one.skills & own))

    likely = [one for one in occupations if one.id != target and one.essential]
    likely = sorted(likely, key=lambda one: (-promise(one), one.id))[:LOOKED_AT]
    met = _met(space, likely, held)
    found = []
    for one in likely:
        brings = [label for label, skills in missing if not one.skills.isdisjoint(skills)]
        ready = len(one.essential & met) / len(one.essential)
        if not brings or ready < max(LEAST_READINESS, readiness):
            continue
        found.append(
            SteppingStone(
                id=one.id,
                label=one.label,
                taxonomy=str(one.key),
                keeps=len(one.skills & met),
                readiness=round(ready, 4),
                brings=tuple(brings),
                lacks=len(one.essential - met),
                score=round(math.sqrt(ready * len(brings) / len(missing)), 4),
            )
        )
    found.sort(key=lambda stone: (-stone.score, -stone.keeps, stone.label, stone.id))
    return tuple(found[:limit])


def _met(
    space: SkillSpace, occupations: Sequence[OccupationSkills], held: Sequence[str]
) -> frozenset[str]:
    """The skills of these occupations that what is held does for."""
    asked = sorted(set[str]().union(*(one.skills for one in occupations)))
    kin = space.kin(asked, held)
    return frozenset(
        skill for skill, one in zip(asked, kin, strict=True) if one and one.degree >= HELD_DEGREE
    )
