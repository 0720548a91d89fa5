"""Gaps over HTTP."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from search.api.gap_schemas import GapIn, GapOut, TargetIn, TeamGapIn, TeamGapOut
from search.api.routes import QUESTION, IndexOf
from search.gap.gap import find_gap
from search.gap.question import Against, Who
from search.gap.team import find_team_gap
from search.request import ConceptFilter

__all__ = ["gap_router"]


def gap_router() -> APIRouter:
    """``/v1/gap`` and ``/v1/gap/team``."""
    router = APIRouter(prefix="/v1/gap", tags=["gap"], responses=QUESTION)

    @router.post("", response_model=GapOut, summary="What somebody lacks, and the way there")
    def gap(index: IndexOf, asked: GapIn) -> dict[str, Any]:
        """What of a posting, occupation or role is held, partly held and missing.

        With the sentences that show it, what each missing skill builds on, an ordered path,
        stepping-stone occupations, and the courses of the indexed catalogue that teach most of the
        gap for the fewest hours or the least cost.
        """
        person = asked.person
        return find_gap(
            index,
            Who(person.candidate_id, person.text, None, tuple(person.skills)),
            _against(asked.target, asked.language),
            tenant=asked.tenant,
            language=asked.language,
            minimise=asked.fewest,
        ).as_dict()

    @router.post("/team", response_model=TeamGapOut, summary="What a team lacks, and who adds it")
    def team(index: IndexOf, asked: TeamGapIn) -> dict[str, Any]:
        """Who has what of a target, what nobody has, and who of the other candidates would add it.

        A team of up to 50 is read sentence by sentence; of more people the skills found in the
        resumes count alone.
        """
        return find_team_gap(
            index,
            asked.team,
            _against(asked.target, asked.language),
            tenant=asked.tenant,
            language=asked.language,
            shown=asked.shown,
            additions=asked.additions,
        ).as_dict()

    return router


def _against(target: TargetIn, language: str) -> Against:
    wanted = ConceptFilter(taxonomy=tuple(target.taxonomy), language=(language,))
    return Against(
        posting=target.posting_id,
        text=target.text,
        occupation=target.occupation,
        title=target.title,
        wanted=wanted,
    )
