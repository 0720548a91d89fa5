"""A structured query as conditions on the payload: who is looked at at all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import get_args

from search.matching.need import DocumentFilter, Need, Requirement
from skillsearch.documents import DocumentKind, EducationLevel, Seniority
from skillsearch.store.models import (
    FieldCondition,
    Filter,
    HasIdCondition,
    MatchAny,
    MatchValue,
    Range,
)
from skillsearch.text import normal_form

__all__ = ["condition_of", "conditions_of_filter", "strict_condition"]

Condition = FieldCondition | HasIdCondition | Filter


def condition_of(
    need: Need,
    tenant: str,
    *,
    excluded: Iterable[str] = (),
    found: Iterable[tuple[Requirement, frozenset[str]]] = (),
) -> Filter:
    """Who passes: of the tenant, through the filters and every strict requirement.

    ``excluded`` are points that are never hits: the document that asks, the examples. ``found``
    are strict requirements of words with the points that have them.
    """
    must: list[Condition] = [FieldCondition("tenant", MatchValue(tenant))]
    for conditions in conditions_of_filter(need.filters, need.kind).values():
        must += conditions
    must_not: list[Condition] = []
    for requirement in need.requirements:
        if requirement.strict and requirement.skills and not requirement.phrases:
            target = must_not if requirement.importance == "not" else must
            target.append(strict_condition(requirement))
    for requirement, points in found:
        alternatives: list[Condition] = [HasIdCondition(sorted(points))]
        if requirement.skills:
            alternatives.append(strict_condition(requirement))
        either = Filter(should=alternatives)
        (must_not if requirement.importance == "not" else must).append(either)
    hidden = sorted(set(excluded))
    if hidden:
        must_not.append(HasIdCondition(hidden))
    return Filter(must=must, must_not=must_not)


def strict_condition(requirement: Requirement) -> FieldCondition:
    """The document names one of the requirement's skills."""
    return FieldCondition("skills", MatchAny(list(requirement.skills)))


def conditions_of_filter(
    wanted: DocumentFilter, kind: DocumentKind
) -> dict[str, list[FieldCondition]]:
    """Field of the filter → its conditions, for those that are given."""
    made: dict[str, list[FieldCondition]] = {}
    if wanted.location:
        keys = [normal_form(place) for place in wanted.location]
        made["location"] = [FieldCondition("location_keys", MatchAny(keys))]
    years = "years" if kind == "resume" else "years_low"
    if wanted.years_min is not None:
        made["years_min"] = [FieldCondition(years, range=Range(gte=wanted.years_min))]
    if wanted.years_max is not None:
        made["years_max"] = [FieldCondition(years, range=Range(lte=wanted.years_max))]
    if wanted.seniority:
        ranks = [get_args(Seniority).index(level) for level in wanted.seniority]
        made["seniority"] = [FieldCondition("seniority_rank", MatchAny(ranks))]
    if wanted.education_min:
        least = get_args(EducationLevel).index(wanted.education_min)
        made["education_min"] = [FieldCondition("education_rank", range=Range(gte=least))]
    if wanted.languages:
        made["languages"] = [
            FieldCondition("languages", MatchValue(code)) for code in wanted.languages
        ]
    if wanted.as_of_from:
        made["as_of_from"] = [FieldCondition("as_of_day", range=Range(gte=_day(wanted.as_of_from)))]
    if wanted.as_of_to:
        made["as_of_to"] = [FieldCondition("as_of_day", range=Range(lte=_day(wanted.as_of_to)))]
    if wanted.quality_min is not None:
        made["quality_min"] = [FieldCondition("quality", range=Range(gte=wanted.quality_min))]
    return made


def _day(written: str) -> int:
    return date.fromisoformat(written).toordinal()
