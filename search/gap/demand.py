"""How much each thing counts: what the target says of it, and how many like postings ask for it.

    importance = GRADE                                     where there are no like postings
    importance = (1 - DEMAND) · GRADE + DEMAND · share     where there are

GRADE is 1 for essential, .5 for optional; share is that of the like postings that ask for the
skill, for its like in another taxonomy, or for a narrower one.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from search.extraction.live import LiveExtractor
from search.gap.answers import Asked, Grade
from search.gap.documents import live_name, of_tenant
from search.gap.naming import name_of
from search.gap.standing import HELD_DEGREE
from search.gap.target import Target
from search.matching.skill_space import SkillSpace
from search.open_index import OpenIndex
from skillsearch.encoder.base import Vectors
from skillsearch.store.models import QueryRequest

__all__ = ["DEMAND", "GRADE", "MOST_POSTINGS", "LikePostings", "like_postings", "weighed"]

GRADE: dict[Grade, float] = {"essential": 1.0, "optional": 0.5}

DEMAND = 0.4
"""What the market says, against what the target itself says. So an optional skill that every like
posting asks for (.7) comes before an essential one that none does (.6)."""

MOST_POSTINGS = 50
LEAST_POSTINGS = 5
"""Of fewer no share is told: one posting more or less would turn it."""

LIKE_TITLE = 0.7
"""The cosine from which two titles are alike."""

LikePostings = tuple[tuple[str, ...], ...]
"""Of each like posting, the point ids of its skills."""


def like_postings(
    index: OpenIndex, live: LiveExtractor, target: Target, tenant: str
) -> LikePostings:
    """The skills of the postings whose titles are nearest to the target's, itself left out."""
    name = live_name(index, "postings")
    if name is None or not target.title:
        return ()
    given = target.record.vector.get("title")
    own = target.party.kind == "posting" and isinstance(given, np.ndarray)
    vector: Vectors = given if own else live.sentences.of([target.title])[0]  # type: ignore[assignment]
    request = QueryRequest(
        vector,
        "title",
        limit=MOST_POSTINGS + 1,
        filter=of_tenant(tenant),
        score_threshold=LIKE_TITLE,
        with_payload=("skills",),
    )
    found = index.store.query_points(name, request)
    others = [point for point in found if point.id != target.record.id][:MOST_POSTINGS]
    return tuple(tuple(point.payload["skills"]) for point in others)


def weighed(space: SkillSpace, target: Target, like: LikePostings) -> list[Asked]:
    """What is asked, with its importance: the most important first, then in the target's order."""
    shares = _shares(space, target, like) if len(like) >= LEAST_POSTINGS else None
    asked = []
    for number, want in enumerate(target.wants):
        names = tuple(name_of(space, skill) for skill in want.skills)
        importance = GRADE[want.grade]
        one = Asked(names[0].label, names, want.grade, importance, None, want.level, want.evidence)
        if shares is not None:
            share = shares[number]
            weight = (1 - DEMAND) * importance + DEMAND * share
            one = replace(one, importance=round(weight, 4), like_postings_share=round(share, 4))
        asked.append(one)
    return sorted(asked, key=lambda one: -one.importance)


def _shares(space: SkillSpace, target: Target, like: LikePostings) -> list[float]:
    """Of each thing wanted, the share of the postings that ask for it."""
    flat = [(number, skill) for number, want in enumerate(target.wants) for skill in want.skills]
    named = sorted({skill for skills in like for skill in skills if skill in space})
    does: list[set[int]] = []  # of each skill that is named: the wants it does for
    for skill in named:
        kin = space.kin([s for _, s in flat], [skill])
        does.append(
            {n for (n, _), one in zip(flat, kin, strict=True) if one and one.degree >= HELD_DEGREE}
        )
    met_by = dict(zip(named, does, strict=True))
    counts = [0] * len(target.wants)
    for skills in like:
        for number in set[int]().union(*(met_by.get(skill, ()) for skill in skills)):
            counts[number] += 1
    return [count / len(like) for count in counts]
