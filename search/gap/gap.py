"""A person against a target: what is held, what is missing, and the way there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from search.gap.answers import CoursePlan, GapAnswer, Line, Step, SteppingStone
from search.gap.courses import Minimise, catalogue, course_plan
from search.gap.demand import LEAST_POSTINGS, like_postings, weighed
from search.gap.nearness import SkillFacts, facts_of, transfers
from search.gap.occupations import OccupationSkills, occupations_asking
from search.gap.path import path
from search.gap.person import Person
from search.gap.question import Against, Who
from search.gap.standing import compare
from search.gap.stepping import stepping_stones
from search.gap.target import Target
from search.gap.wording import asked_labels
from search.matching.skill_space import SkillSpace, skill_space
from search.open_index import OpenIndex

__all__ = ["coverage_of", "find_gap"]


def find_gap(
    index: OpenIndex,
    who: Who,
    against: Against,
    *,
    tenant: str = "default",
    language: str = "en",
    minimise: Minimise = "hours",
    stones: int = 5,
) -> GapAnswer:
    """The gap between a person and a target.

    Raises :class:`~skillsearch.errors.NotFound` for a candidate, posting or occupation that is not
    indexed, :class:`~skillsearch.errors.QueryError` for what cannot be compared, and what
    :func:`~search.extraction.live.live_extractor` raises.
    """
    space, live = skill_space(index, language=language)
    person = who.found(index, live, tenant, language)
    target = against.found(index, space, live, tenant)
    like = like_postings(index, live, target, tenant)
    asked = weighed(space, target, like)
    lines = compare(space, person, asked, asked_labels(index, asked))
    lacking = [
        skill.point for line in lines if line.standing != "held" for skill in line.asked.skills
    ]
    occupations = occupations_asking(index, space, lacking, language)
    facts = facts_of(index, [*lacking, *person.sure])
    lines = [_with_transfers(space, line, person, facts, occupations) for line in lines]
    courses = course_plan(space, catalogue(index, tenant), lines, minimise)
    held = [line for line in lines if line.standing == "held"]
    partly = [line for line in lines if line.standing == "partly"]
    missing = [line for line in lines if line.standing == "missing"]
    missing.sort(key=lambda line: (-line.asked.importance, -line.nearness))
    return GapAnswer(
        person=person.party,
        target=target.party,
        coverage=coverage_of(lines),
        held=tuple(held),
        partly=tuple(sorted(partly, key=lambda line: (-line.asked.importance, -line.degree))),
        missing=tuple(missing),
        path=_with_courses(path(space, lines, person.sure, facts), courses),
        stepping_stones=_stones(space, occupations, person, target, lines, stones),
        courses=courses,
        like_postings=len(like),
        warnings=_warnings(person, target, len(like), courses),
        stamp=live.stamp,
    )


def coverage_of(lines: Sequence[Line]) -> float:
    """The share of what is asked that is held, by importance; partly held counts by its degree."""
    total = sum(line.asked.importance for line in lines)
    return round(sum(line.asked.importance * line.degree for line in lines) / total, 4)


def _with_transfers(
    space: SkillSpace,
    line: Line,
    person: Person,
    facts: Mapping[str, SkillFacts],
    occupations: Sequence[OccupationSkills],
) -> Line:
    if line.standing == "held":
        return line
    leader = line.asked.skills[0].point
    found = transfers(space, leader, person.sure, facts, occupations)
    nearness = found[0].nearness if found else 0.0
    return replace(line, nearness=max(nearness, line.degree), transfers=found)


def _with_courses(steps: Sequence[Step], plan: CoursePlan | None) -> tuple[Step, ...]:
    if plan is None:
        return tuple(steps)
    return tuple(
        replace(step, courses=tuple(c.id for c in plan.courses if step.label in c.teaches))
        for step in steps
    )


def _stones(
    space: SkillSpace,
    occupations: Sequence[OccupationSkills],
    person: Person,
    target: Target,
    lines: Sequence[Line],
    limit: int,
) -> tuple[SteppingStone, ...]:
    missing = [
        (line.asked.label, frozenset(skill.point for skill in line.asked.skills))
        for line in lines
        if line.standing == "missing"
    ]
    essential = [line for line in lines if line.asked.grade == "essential"]
    ready = sum(line.standing == "held" for line in essential) / max(len(essential), 1)
    wanted = target.party.id if target.key is not None else ""
    return stepping_stones(
        space, occupations, person.sure, missing, target=wanted, readiness=ready, limit=limit
    )


def _warnings(
    person: Person, target: Target, like: int, courses: CoursePlan | None
) -> tuple[str, ...]:
    said = [*person.warnings, *target.warnings]
    if like < LEAST_POSTINGS:
        said.append(
            f"{like or 'No'} like posting{'s are' if like != 1 else ' is'} indexed, so importance "
            "is what the target itself says."
        )
    if courses is None:
        said.append("No courses are indexed: skillsearch index courses FILE.csv.")
    return tuple(said)
