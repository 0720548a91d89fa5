"""How near what is missing is to what is held, and why.

    nearness = 1 - (1 - meaning) · (1 - group) · (1 - together) · (1 - tie)

meaning    (cosine of the two labels - .4) / .6, in 0 to 1
group      .2 where both stand directly in one group of their taxonomy
together   .4 times the occupations that ask for both, over those that ask for the missing one and 2
tie        .3 where the taxonomy relates the two

The weights were set by hand; the measure orders what is missing and is no probability.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from search.gap.answers import Transfer
from search.gap.naming import name_of
from search.gap.occupations import OccupationSkills
from search.matching.skill_space import SkillSpace
from search.open_index import OpenIndex

__all__ = ["SkillFacts", "facts_of", "transfers"]

LEAST_COSINE = 0.4
GROUP = 0.2
TOGETHER = 0.4
TIE = 0.3
PRIOR = 2
"""Occupations that are thought to ask for it and not for the other: one of one proves little."""

LEAST_NEARNESS = 0.25
"""Below this nothing is said to transfer."""

MOST_TRANSFERS = 3


@dataclass(frozen=True)
class SkillFacts:
    """What the taxonomy says of a skill: group id → label, and related point ids by kind."""

    groups: Mapping[str, str]
    needs: tuple[str, ...]
    related: frozenset[str]


def facts_of(index: OpenIndex, skills: Iterable[str]) -> dict[str, SkillFacts]:
    """The facts of each of these skills that is indexed.

    ``needs`` are the skills that one cannot do without (skill → skill, essential); ``related`` all
    that it is tied to in any way.
    """
    from skillsearch.records import TaxonomyKey

    wanted = ("taxonomy", "version", "language", "paths", "relations")
    name = index.collection("skills").name
    facts = {}
    for record in index.store.retrieve(name, sorted(set(skills)), with_payload=wanted):
        payload = record.payload
        key = TaxonomyKey(payload["taxonomy"], payload["version"], payload["language"])
        relations = [(r["kind"], key.point_id("skill", r["target"])) for r in payload["relations"]]
        facts[record.id] = SkillFacts(
            {path[-1]["id"]: path[-1]["label"] for path in payload["paths"] if path},
            tuple(dict.fromkeys(target for kind, target in relations if kind == "essential")),
            frozenset(target for _, target in relations),
        )
    return facts


def transfers(
    space: SkillSpace,
    missing: str,
    held: Sequence[str],
    facts: Mapping[str, SkillFacts],
    occupations: Sequence[OccupationSkills],
) -> tuple[Transfer, ...]:
    """The held skills that help most with a missing one, the nearest first, each with reasons."""
    if not held:
        return ()
    cosines = space.vectors(held) @ space.vectors([missing])[0]
    asking = [one.skills for one in occupations if missing in one.skills]
    found = []
    for skill, cosine in zip(held, cosines.tolist(), strict=True):
        together = sum(skill in skills for skills in asking)
        nearness, reasons = _near(facts.get(missing), facts.get(skill), skill, missing, cosine,
                                  together, len(asking))  # fmt: skip
        if nearness >= LEAST_NEARNESS:
            found.append(
                Transfer(name_of(space, skill), round(nearness, 4), round(cosine, 4), reasons)
            )
    found.sort(key=lambda one: (-one.nearness, one.skill.label, one.skill.point))
    return _of_distinct_labels(found)[:MOST_TRANSFERS]


def _near(
    missing: SkillFacts | None,
    held: SkillFacts | None,
    held_skill: str,
    missing_skill: str,
    cosine: float,
    together: int,
    asking: int,
) -> tuple[float, tuple[str, ...]]:
    meaning = float(np.clip((cosine - LEAST_COSINE) / (1 - LEAST_COSINE), 0.0, 1.0))
    rest = 1 - meaning
    reasons = [f"near in meaning ({cosine:.2f})"] if meaning > 0 else []
    if missing is not None and held is not None:
        shared = [label for group, label in missing.groups.items() if group in held.groups]
        if shared:
            rest *= 1 - GROUP
            reasons.append(f"same group: {shared[0]}")
        if held_skill in missing.related or missing_skill in held.related:
            rest *= 1 - TIE
            reasons.append("related in the taxonomy")
    if together:
        rest *= 1 - TOGETHER * together / (asking + PRIOR)
        by = f"{together:,} of the {asking:,} occupations" if asking > 1 else "the one occupation"
        reasons.append(f"asked for beside it by {by} that {'ask' if asking > 1 else 'asks'} for it")
    return 1 - rest, tuple(reasons)


def _of_distinct_labels(found: Sequence[Transfer]) -> tuple[Transfer, ...]:
    """The same words of two taxonomies say the same to a reader."""
    shown = {one.skill.label.casefold(): one for one in reversed(found)}
    return tuple(sorted(shown.values(), key=lambda one: -one.nearness))
