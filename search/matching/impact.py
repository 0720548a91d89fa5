"""Whom a ranking selects, by the groups that the user supplied."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from search.matching.asked import Asked
from search.matching.fairness import Impact, impact_of
from search.matching.groups import GroupLabels, points_of
from search.matching.matcher import Matcher
from search.matching.need import Need
from search.matching.ranking import score_documents
from skillsearch.errors import QueryError
from skillsearch.store.models import Filter, HasIdCondition

__all__ = ["GroupImpact", "read_impact"]

_BATCH = 500


@dataclass(frozen=True, slots=True)
class GroupImpact:
    """Every attribute at every cut.

    ``labelled`` candidates are the pool: all that are indexed and have a label, whether or not the
    filters pass them, as filters select too. ``unknown`` labels are of no indexed candidate;
    ``unlabelled_shown`` of the ranks looked at have none. Labels are used and forgotten.
    """

    labelled: int
    unknown: int
    shown: int
    unlabelled_shown: int
    cuts: tuple[Impact, ...]


def read_impact(
    matcher: Matcher,
    need: Need,
    asked: Asked,
    ranked: Sequence[str],
    labels: GroupLabels,
    *,
    threshold: float,
) -> GroupImpact:
    """Selection by the filters (where there are any), by score, and by rank.

    ``ranked`` are the points of the ranks down to the last one shown. ``threshold`` is the score
    from which a candidate counts as selected. Raises :class:`~skillsearch.errors.QueryError` where
    no label is of an indexed candidate.
    """
    names = labels.names
    points = points_of(matcher, names)
    if not points:
        raise QueryError(
            f"None of the {len(names):,} labelled ids is an indexed candidate.",
            remedy="Give external ids or ids of points, as searches show them.",
        )
    pool = sorted(set(points.values()))
    passing = _passing(matcher, need, pool)
    cuts: list[tuple[str, Collection[str]]] = []
    if len(passing) < len(pool):
        cuts.append(("passes the filters", passing))
    cuts.append((f"score {threshold:g} or more", _scoring(matcher, asked, passing, threshold)))
    if ranked:
        cuts.append((f"first {len(ranked):,}", frozenset(ranked)))
    found = []
    for attribute, groups in labels.attributes.items():
        held = _by_point(groups, points)
        found += [impact_of(attribute, cut, held, chosen) for cut, chosen in cuts if held]
    return GroupImpact(
        labelled=len(pool),
        unknown=len(names) - len(points),
        shown=len(ranked),
        unlabelled_shown=len(set(ranked) - set(pool)),
        cuts=tuple(found),
    )


def _by_point(groups: Mapping[str, str], points: Mapping[str, str]) -> dict[str, str]:
    return {points[name]: group for name, group in groups.items() if name in points}


def _passing(matcher: Matcher, need: Need, pool: Sequence[str]) -> frozenset[str]:
    condition = matcher.condition(need)
    passing: set[str] = set()
    for start in range(0, len(pool), _BATCH):
        among = Filter(must=[condition, HasIdCondition(list(pool[start : start + _BATCH]))])
        records, _ = matcher.index.store.scroll(
            matcher.documents.name, filter=among, limit=_BATCH, with_payload=False
        )
        passing.update(record.id for record in records)
    return frozenset(passing)


def _scoring(
    matcher: Matcher, asked: Asked, passing: Collection[str], threshold: float
) -> frozenset[str]:
    """Those of ``passing`` with such a score; every one of them is scored."""
    ordered = sorted(passing)
    chosen: set[str] = set()
    for start in range(0, len(ordered), _BATCH):
        scored = score_documents(
            matcher.index.store,
            matcher.documents,
            asked,
            ordered[start : start + _BATCH],
            matcher.space,
            matcher.model,
        )
        chosen.update(
            one.document.id for one in scored if one.score is not None and one.score >= threshold
        )
    return frozenset(chosen)
