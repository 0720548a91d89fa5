"""Skills that say one thing: the same words named in several taxonomies, asked for once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search.matching.skill_space import EQUIVALENT_COSINE, SkillSpace

__all__ = ["Named", "grouped"]

SPELLED_COSINE = 0.4
"""Below this two skills that the same words spell are two things: an alias may be very wide."""

OVERLAPPING_COSINE = 0.7
"""From here two skills that overlapping words name are taken for one thing."""


@dataclass(frozen=True, slots=True)
class Named:
    """A skill and the places that name it: (start, end, is it by meaning)."""

    skill: str
    confidence: float
    places: tuple[tuple[int, int, bool], ...] = ()


def grouped(space: SkillSpace, named: Sequence[Named]) -> list[list[str]]:
    """Point ids in groups, in the order of ``named``; the first of a group is its leader.

    A skill joins the first group whose leader is of another taxonomy and either means the same, or
    is named by the same words, or by overlapping words and is near in meaning. Within one
    taxonomy only labels of nearly one meaning are joined.
    """
    vectors = space.vectors([one.skill for one in named])
    cosines = vectors @ vectors.T
    groups: list[list[int]] = []
    for number, one in enumerate(named):
        for group in groups:
            if _same(space, named[group[0]], one, float(cosines[group[0], number])):
                group.append(number)
                break
        else:
            groups.append([number])
    return [[named[number].skill for number in group] for group in groups]


def _same(space: SkillSpace, leader: Named, other: Named, cosine: float) -> bool:
    if cosine >= EQUIVALENT_COSINE:
        return True
    if space.taxonomy(leader.skill) == space.taxonomy(other.skill):
        return False
    spelled = {(s, e) for s, e, by_meaning in leader.places if not by_meaning}
    if any((s, e) in spelled for s, e, by_meaning in other.places if not by_meaning):
        return cosine >= SPELLED_COSINE
    if cosine < OVERLAPPING_COSINE or not leader.places or not other.places:
        return False
    ours = np.array([place[:2] for place in leader.places])
    theirs = np.array([place[:2] for place in other.places])
    overlap = (ours[:, None, 0] < theirs[None, :, 1]) & (theirs[None, :, 0] < ours[:, None, 1])
    return bool(overlap.any())
