"""Courses of the user's own catalogue that teach what is lacking."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Literal

from search.gap.answers import CourseChoice, CoursePlan, Line
from search.gap.cover import Offer, cheapest_cover
from search.gap.documents import live_name, of_tenant
from search.gap.standing import HELD_DEGREE
from search.matching.skill_space import SkillSpace
from search.open_index import OpenIndex
from skillsearch.courses import COURSES, Course, course_from
from skillsearch.store.scrolling import scroll_pages

__all__ = ["Minimise", "catalogue", "course_plan"]

Minimise = Literal["hours", "cost"]


def catalogue(index: OpenIndex, tenant: str) -> list[Course]:
    """All courses of a tenant, by catalogue and id; none where none are indexed."""
    name = live_name(index, COURSES)
    if name is None:
        return []
    pages = scroll_pages(index.store, name, filter=of_tenant(tenant))
    found = [course_from(record.payload) for page in pages for record in page]
    return sorted(found, key=lambda course: (course.catalogue, course.id))


def course_plan(
    space: SkillSpace, courses: Sequence[Course], lines: Sequence[Line], minimise: Minimise
) -> CoursePlan | None:
    """The cheapest courses for the lines that are not held; None where there are no courses.

    A course teaches what is asked if one of its skills is that, its like in another taxonomy, or a
    narrower one. A course that does not say its hours (or cost) counts as the median of those that
    do.
    """
    lacking = [line for line in lines if line.standing != "held"]
    if not courses:
        return None
    teaches = [_taught(space, course, lacking) for course in courses]
    given = [_price(course, minimise) for course in courses]
    known = [price for price in given if price is not None]
    unknown = median(known) if known else 1.0
    offers = [
        Offer(taught, unknown if price is None else price)
        for taught, price in zip(teaches, given, strict=True)
    ]
    weights = [line.asked.importance for line in lacking]
    chosen = cheapest_cover(offers, weights)
    covered = frozenset[int]().union(*(teaches[n] for n in chosen))
    picked = [
        _choice(courses[n], tuple(lacking[i].asked.label for i in sorted(teaches[n])))
        for n in chosen
    ]
    picked.sort(key=lambda choice: (-len(choice.teaches), choice.title, choice.id))
    currencies = {course.currency for course in picked if course.cost}
    total = sum(weights)
    return CoursePlan(
        minimises=minimise,
        courses=tuple(picked),
        covered=round(sum(weights[i] for i in covered) / total, 4) if total else 1.0,
        uncovered=tuple(
            line.asked.label for number, line in enumerate(lacking) if number not in covered
        ),
        hours=round(sum(course.hours or 0 for course in picked), 2),
        cost=round(sum(course.cost or 0 for course in picked), 2) if len(currencies) < 2 else None,
        currency=next(iter(currencies), "") if len(currencies) < 2 else "",
        unpriced=sum((c.hours if minimise == "hours" else c.cost) is None for c in picked),
        catalogue_size=len(courses),
    )


def _taught(space: SkillSpace, course: Course, lacking: Sequence[Line]) -> frozenset[int]:
    flat = [(n, skill.point) for n, line in enumerate(lacking) for skill in line.asked.skills]
    kin = space.kin([skill for _, skill in flat], course.skills)
    return frozenset(
        n for (n, _), one in zip(flat, kin, strict=True) if one and one.degree >= HELD_DEGREE
    )


def _price(course: Course, minimise: Minimise) -> float | None:
    return course.hours if minimise == "hours" else course.cost


def _choice(course: Course, teaches: tuple[str, ...]) -> CourseChoice:
    return CourseChoice(
        course.id,
        course.title,
        course.catalogue,
        course.provider,
        course.hours,
        course.cost,
        course.currency,
        course.url,
        teaches,
    )
