"""What is looked into besides an answer: what constraints cost, what cues move, whom it selects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from search.matching.answers import MatchAnswer
from search.matching.asked import Asked
from search.matching.diversity import diversified
from search.matching.groups import GroupLabels
from search.matching.impact import GroupImpact, read_impact
from search.matching.matcher import Matcher
from search.matching.meter import STRONG, ConstraintCost, read_meter
from search.matching.need import Need
from search.matching.probe import Probe, run_probe
from search.matching.scoring import FitModel
from search.open_index import OpenIndex
from search.request import Page
from skillsearch.errors import QueryError
from skillsearch.store.models import Record

__all__ = ["Examination", "Wanted", "examine"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look into. ``threshold`` is the score from which ``groups`` count as selected."""

    meter: bool = False
    probe: bool = False
    groups: GroupLabels | None = None
    threshold: float = STRONG

    def __post_init__(self) -> None:
        if not 0 <= self.threshold <= 100:
            raise QueryError(f"threshold = {self.threshold} is out of range.", remedy="Use 0–100.")


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found; None where it was not asked for."""

    meter: tuple[ConstraintCost, ...] | None = None
    probe: Probe | None = None
    impact: GroupImpact | None = None

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)


def examine(
    index: OpenIndex,
    need: Need,
    page: Page,
    tenant: str,
    answer: MatchAnswer,
    wanted: Wanted,
    *,
    taxonomies: Sequence[str] = (),
    language: str = "en",
    diversity: float = 0.0,
    asking: Record | None = None,
    model: FitModel | None = None,
    reveal: bool = False,
) -> Examination:
    """Look into ``answer``, which :func:`~search.matching.matching.search_documents` gave.

    The other arguments are those of that search. Raises :class:`~skillsearch.errors.QueryError`
    where groups or the probe are asked for of postings.
    """
    if not (wanted.meter or wanted.probe or wanted.groups):
        return Examination()
    if need.kind != "resume" and wanted.groups:
        raise QueryError(
            "Groups are of candidates, and this is a search for postings.",
            remedy="Leave the groups out, or search for candidates.",
        )
    matcher = Matcher.open(
        index, need.kind, tenant, taxonomies=taxonomies, language=language, model=model
    )
    matcher = replace(matcher, reveal=reveal)
    asking = matcher.asking(need) if asking is None else asking
    asked = matcher.asked(need, asking)
    impact = None
    if wanted.groups:
        ranked = _ranked(matcher, need, asked, page, answer, diversity)
        impact = read_impact(
            matcher, need, asked, ranked, wanted.groups, threshold=wanted.threshold
        )
    shown = [hit.id for hit in answer.results]
    return Examination(
        meter=read_meter(matcher, need, asked) if wanted.meter else None,
        probe=run_probe(matcher, asked, shown) if wanted.probe else None,
        impact=impact,
    )


def _ranked(
    matcher: Matcher, need: Need, asked: Asked, page: Page, answer: MatchAnswer, diversity: float
) -> list[str]:
    """The points of all ranks down to the last one shown."""
    if not page.offset:
        return [hit.id for hit in answer.results]
    ranking = matcher.rank(asked, matcher.condition(need), page.offset + page.limit)
    if diversity:
        ranking = diversified(matcher.index.store, matcher.documents, ranking, diversity)
    return [scored.document.id for scored in ranking]
