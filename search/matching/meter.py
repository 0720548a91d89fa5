"""What each constraint costs: who would appear without it, and how many of them would fit well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from search.matching.asked import Asked
from search.matching.features import features_of
from search.matching.matcher import Matcher
from search.matching.need import DocumentFilter, Need
from search.matching.ranking import Scored, score_documents, score_of
from search.matching.retrieval import MOST_WORDS_FOUND, find_pool
from search.matching.scoring import BANDS, FitModel
from skillsearch.store.models import Filter

__all__ = ["MOST_SCORED", "STRONG", "ConstraintCost", "read_meter"]

MOST_SCORED = 200
"""Documents that are scored for one constraint, the best found."""

STRONG = BANDS[0][0]
"""The score from which a document counts as one that fits well: 75."""


@dataclass(frozen=True, slots=True)
class ConstraintCost:
    """What one constraint takes away.

    ``constraint`` is the filter's name, or ``requirements[i]`` of the query. ``strict``: who fails
    it is left out; filters always do. ``more`` documents appear without it, by an exact count: 0 of
    a soft one, which hides nobody. ``more_above_75`` of them score 75 or more without it; of a
    soft one, so many more of those looked at would. Without ``is_exact`` that is "at least": only
    the best 200 found were scored.
    """

    constraint: str
    kind: Literal["must", "not", "filter"]
    text: str
    strict: bool
    more: int
    more_above_75: int
    is_exact: bool


@dataclass(frozen=True)
class _Constraint:
    name: str
    kind: Literal["must", "not", "filter"]
    text: str
    strict: bool
    number: int
    """The place of the requirement; -1 of a filter."""
    without: Need


def read_meter(matcher: Matcher, need: Need, asked: Asked) -> tuple[ConstraintCost, ...]:
    """Every must-have, must-not and filter of ``need``, the one that costs most first.

    One count and one retrieval a constraint that hides documents; for all that hide none, one
    retrieval together.
    """
    constraints = list(_constraints(need))
    if not constraints:
        return ()
    store, documents = matcher.index.store, matcher.documents
    condition = matcher.condition(need)
    total = store.count(documents.name, filter=condition)
    looked_at: Sequence[Scored] = ()
    if not all(each.strict for each in constraints):
        looked_at = _scored(matcher, asked, condition)
    costs = [
        _hidden(matcher, each, asked, condition, total)
        if each.strict
        else _lowered(matcher.model, each, asked, looked_at, total)
        for each in constraints
    ]
    return tuple(sorted(costs, key=lambda cost: (-cost.more_above_75, -cost.more)))


def _constraints(need: Need) -> Iterator[_Constraint]:
    for name in need.filters.given:
        reset = replace(need.filters, **{name: getattr(DocumentFilter(), name)})
        text = _said(name, getattr(need.filters, name))
        yield _Constraint(name, "filter", text, True, -1, replace(need, filters=reset))
    for number, requirement in enumerate(need.requirements):
        if requirement.importance != "nice":
            kept = need.requirements[:number] + need.requirements[number + 1 :]
            yield _Constraint(
                f"requirements[{number}]",
                requirement.importance,
                requirement.text,
                requirement.strict,
                number,
                replace(need, requirements=kept),
            )


def _said(name: str, value: object) -> str:
    """A filter in words: "at least 5 years", "location Leeds or York"."""
    if isinstance(value, tuple):
        joint = " and " if name == "languages" else " or "
        return f"{name} {joint.join(map(str, value))}"
    shown = f"{value:g}" if isinstance(value, float | int) else str(value)
    return {
        "years_min": f"at least {shown} years",
        "years_max": f"at most {shown} years",
        "education_min": f"education {shown} or above",
        "as_of_from": f"documents since {shown}",
        "as_of_to": f"documents up to {shown}",
        "quality_min": f"quality of the text from {shown}",
    }[name]


def _hidden(
    matcher: Matcher, constraint: _Constraint, asked: Asked, condition: Filter, total: int
) -> ConstraintCost:
    """Of a constraint that leaves documents out."""
    store, name = matcher.index.store, matcher.documents.name
    wider = matcher.condition(constraint.without)
    count = store.count(name, filter=wider)
    without = asked if constraint.number < 0 else _asked_without(matcher, asked, constraint)
    more = count - total
    only = Filter(must=[wider], must_not=[condition])
    strong = [s for s in _scored(matcher, without, only) if _is_strong(s.score)] if more else []
    worded = _looks_for_words(constraint.without) or _looks_for_words(asked.need)
    return _cost(
        constraint, more, len(strong), more <= MOST_SCORED and not (worded and _many(matcher))
    )


def _lowered(
    model: FitModel,
    constraint: _Constraint,
    asked: Asked,
    looked_at: Sequence[Scored],
    total: int,
) -> ConstraintCost:
    """Of a constraint that hides nobody and costs score."""
    without = _without(asked, constraint.number)
    more = 0
    for scored in looked_at:
        if scored.score is None:
            continue
        score = _rescored(model, without, scored, constraint.number)
        more += _is_strong(score) - _is_strong(scored.score)
    return _cost(constraint, 0, more, total <= MOST_SCORED)


def _rescored(model: FitModel, without: Asked, scored: Scored, left_out: int) -> float:
    """The score of a document by what is left of the requirements, from what is known of it."""
    alignments = [a for number, a in enumerate(scored.alignments) if number != left_out]
    known = scored.features
    features = features_of(
        without,
        scored.document,
        alignments,
        profile=known["profile"],
        title=known["title"],
        sentences=known["sentences"],
        field=known["field"],
    )
    return score_of(model, without, alignments, features)


def _asked_without(matcher: Matcher, asked: Asked, constraint: _Constraint) -> Asked:
    """As a search without the requirement would ask; a file that asks is not read again."""
    if asked.sentences is not None and not constraint.without.document:
        return _without(asked, constraint.number)
    return matcher.asked(constraint.without, matcher.asking(constraint.without))


def _without(asked: Asked, number: int) -> Asked:
    """What is asked, less one requirement; the vectors of the whole stay."""
    kept = asked.need.requirements[:number] + asked.need.requirements[number + 1 :]
    return replace(
        asked,
        need=replace(asked.need, requirements=kept),
        vectors=np.delete(asked.vectors, number, axis=0),
        specificity=np.delete(asked.specificity, number),
    )


def _scored(matcher: Matcher, asked: Asked, condition: Filter) -> list[Scored]:
    store, documents = matcher.index.store, matcher.documents
    pool = find_pool(store, documents, asked, condition, MOST_SCORED)
    return score_documents(store, documents, asked, pool, matcher.space, matcher.model)


def _cost(constraint: _Constraint, more: int, strong: int, is_exact: bool) -> ConstraintCost:
    return ConstraintCost(
        constraint.name, constraint.kind, constraint.text, constraint.strict, more, strong, is_exact
    )


def _is_strong(score: float | None) -> bool:
    return score is not None and score >= STRONG


def _looks_for_words(need: Need) -> bool:
    return any(r.strict and (r.phrases or not r.skills) for r in need.requirements)


def _many(matcher: Matcher) -> bool:
    """Whether words may stand in more documents than are looked through for them."""
    return matcher.index.store.count(matcher.documents.name) > MOST_WORDS_FOUND
