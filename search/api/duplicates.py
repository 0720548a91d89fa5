"""Duplicates over HTTP: clusters of one taxonomy, and what people decide about them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from search.api.routes import NOT_FOUND, QUESTION, IndexOf
from search.api.schemas import STAMP_EXAMPLE, StampOut, TaxonomyOut
from search.duplicates.deciding import decide
from search.duplicates.finding import DEFAULT_CONFIDENCE, find_duplicates
from search.request import ConceptFilter
from skillsearch.ledger.verdicts import Decision
from skillsearch.settings import Settings
from workers.desk import JobDesk

if TYPE_CHECKING:
    from skillsearch.ledger.ledger import Ledger

__all__ = ["duplicate_router"]

Type = Literal["skill", "occupation"]

_LEFT, _RIGHT = (
    "http://example.org/skillsearch/skill/manage-projects",
    "http://example.org/skillsearch/skill/project-management",
)
_DECISION: JsonDict = {
    "id": "019a8c41-7fae-7ae7-98c0-beeef9d7546a",
    "tenant": "default",
    "taxonomy": "esco",
    "type": "skill",
    "version": "1.1.0",
    "left": _LEFT,
    "right": _RIGHT,
    "left_label": "manage projects",
    "right_label": "project management",
    "verdict": "merge",
    "survivor": _LEFT,
    "by": "anna",
    "note": "Nobody here tells the two apart.",
    "created": "2025-11-16T10:41:34.126+00:00",
    "undone": "",
    "undone_by": "",
}
_DUPLICATES: JsonDict = {
    "results": [
        {
            "status": "open",
            "confidence": 0.3894,
            "survivor": {
                "id": _LEFT,
                "label": "manage projects",
                "why": "most relations, levels, sectors and labels hang on it",
            },
            "members": [
                {
                    "id": _LEFT,
                    "label": "manage projects",
                    "code": "",
                    "description": "Plan and steer people, money and time so that a project "
                    "reaches its goal.",
                },
                {
                    "id": _RIGHT,
                    "label": "project management",
                    "code": "",
                    "description": "Methods of initiating, planning, carrying out and closing a "
                    "piece of work with a fixed goal.",
                },
            ],
            "pairs": [
                {
                    "left": _LEFT,
                    "right": _RIGHT,
                    "confidence": 0.3894,
                    "evidence": {
                        "label_cosine": 0.8552,
                        "description_cosine": 0.5028,
                        "detail_cosine": None,
                        "letters": 0.8485,
                        "shared_words": ["manage", "projects"],
                        "shared_labels": [],
                        "shared_groups": [],
                        "shared_sectors": [],
                        "same_code": False,
                        "shared_neighbours": 0.7778,
                    },
                    "decision": None,
                }
            ],
        }
    ],
    "total": 1,
    "entries": 417,
    "taxonomy": {"name": "esco", "version": "1.1.0", "language": "en"},
    "type": "skill",
    "warnings": [],
    "stamp": STAMP_EXAMPLE,
}


class DecisionIn(BaseModel):
    """A verdict on two concepts of one taxonomy, each by id, code or label."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "left": "manage projects",
                    "right": "project management",
                    "verdict": "merge",
                    "survivor": "manage projects",
                    "by": "anna",
                    "note": "Nobody here tells the two apart.",
                    "taxonomy": "esco",
                }
            ]
        },
    )

    left: str
    right: str
    verdict: Literal["merge", "keep", "later"]
    by: str = Field(min_length=1, description="Who decides.")
    survivor: str = ""
    note: str = Field("", max_length=10_000)
    taxonomy: str = ""
    version: str = ""
    language: str = ""
    type: Type = "skill"


class DecisionOut(BaseModel):
    """A verdict as it is kept."""

    model_config = ConfigDict(json_schema_extra={"examples": [_DECISION]})

    id: str
    tenant: str
    taxonomy: str
    type: str
    version: str
    left: str
    right: str
    left_label: str
    right_label: str
    verdict: Literal["merge", "keep", "later"]
    survivor: str
    by: str
    note: str
    created: str
    undone: str
    undone_by: str


class DecisionList(BaseModel):
    """Verdicts, the newest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"results": [_DECISION]}]})

    results: list[DecisionOut]


class EvidenceOut(BaseModel):
    """Why two may be one; a cosine is null where one of the two has no such text."""

    label_cosine: float
    description_cosine: float | None
    detail_cosine: float | None
    letters: float
    shared_words: list[str]
    shared_labels: list[str]
    shared_groups: list[str]
    shared_sectors: list[str]
    same_code: bool
    shared_neighbours: float


class PairOut(BaseModel):
    """Two members of a cluster."""

    left: str
    right: str
    confidence: float
    evidence: EvidenceOut
    decision: DecisionOut | None


class MemberOut(BaseModel):
    """A concept of a cluster."""

    id: str
    label: str
    code: str
    description: str


class SurvivorOut(BaseModel):
    """Who stays, and why."""

    id: str
    label: str
    why: str


class ClusterOut(BaseModel):
    """Concepts that may be one, the survivor first."""

    status: Literal["open", "merged", "later"]
    confidence: float = Field(ge=0, le=1, description="Of the least sure pair; calibrated.")
    survivor: SurvivorOut
    members: list[MemberOut]
    pairs: list[PairOut]


class DuplicateList(BaseModel):
    """Clusters: open ones surest first, then those put off, then those decided."""

    model_config = ConfigDict(json_schema_extra={"examples": [_DUPLICATES]})

    results: list[ClusterOut]
    total: int
    entries: int
    taxonomy: TaxonomyOut
    type: Type
    warnings: list[str]
    stamp: StampOut


def _settings(request: Request) -> Settings | None:
    desk: JobDesk | None = request.app.state.desk
    return None if desk is None else desk.settings


SettingsOf = Annotated[Settings | None, Depends(_settings)]


def _tenant(settings: SettingsOf, tenant: Annotated[str | None, Query()] = None) -> str:
    return tenant or (settings.tenant if settings is not None else "")


Tenant = Annotated[str, Depends(_tenant)]


@contextmanager
def _ledger(settings: Settings | None) -> Iterator[Ledger]:
    from skillsearch.ledger import open_ledger

    assert settings is not None, "decisions are served where there is a desk"
    with open_ledger(settings) as ledger:
        yield ledger


def duplicate_router(*, decides: bool) -> APIRouter:
    """Clusters; and decisions that steer them, where there is a desk with a ledger."""
    router = APIRouter(prefix="/v1/duplicates", tags=["duplicates"], responses=QUESTION)

    @router.get("", response_model=DuplicateList, summary="Concepts that are listed twice")
    def duplicates(
        index: IndexOf,
        settings: SettingsOf,
        tenant: Tenant,
        taxonomy: str | None = None,
        version: str | None = None,
        language: str | None = None,
        type: Type = "skill",
        min_confidence: Annotated[float, Query(ge=0, le=1)] = DEFAULT_CONFIDENCE,
        limit: Annotated[int, Query(ge=1, le=10_000)] = 50,
    ) -> dict[str, Any]:
        """Clusters of one taxonomy that may be one; the first question of a taxonomy is slow."""
        decided: list[Decision] = []
        if decides:
            with _ledger(settings) as ledger:
                decided = ledger.decisions(tenant)
        return find_duplicates(
            index,
            f"{type}s",
            _wanted(taxonomy, version, language),
            decided,
            least=min_confidence,
            limit=limit,
        ).as_dict()

    if not decides:
        return router

    @router.post(
        "/decisions",
        response_model=DecisionOut,
        status_code=201,
        responses=NOT_FOUND,
        summary="Decide on two concepts",
    )
    def add(
        index: IndexOf, settings: SettingsOf, tenant: Tenant, decision: DecisionIn
    ) -> dict[str, Any]:
        """Keep a verdict; the last one on a pair stands."""
        wanted = _wanted(decision.taxonomy, decision.version, decision.language)
        with _ledger(settings) as ledger:
            made = decide(
                index,
                ledger,
                tenant,
                f"{decision.type}s",
                (decision.left, decision.right),
                wanted,
                decision.verdict,
                by=decision.by,
                survivor=decision.survivor,
                note=decision.note,
            )
        return asdict(made)

    @router.get("/decisions", response_model=DecisionList, summary="What was decided")
    def listed(
        settings: SettingsOf,
        tenant: Tenant,
        taxonomy: str | None = None,
        undone: Annotated[bool, Query(description="Those taken back, too.")] = False,
    ) -> dict[str, Any]:
        """Decisions in force, the newest first."""
        with _ledger(settings) as ledger:
            found = ledger.decisions(tenant, taxonomy, undone=undone)
        return {"results": [asdict(made) for made in reversed(found)]}

    @router.delete(
        "/decisions/{decision}",
        response_model=DecisionOut,
        responses=NOT_FOUND,
        summary="Take a decision back",
    )
    def undo(
        settings: SettingsOf,
        tenant: Tenant,
        decision: Annotated[str, Path(description="An id, or the end of one.")],
        by: Annotated[str, Query(min_length=1, description="Who takes it back.")],
    ) -> dict[str, Any]:
        """The decision stays in the ledger, marked; the one before it stands again."""
        with _ledger(settings) as ledger:
            return asdict(ledger.undo_decision(tenant, decision, by))

    return router


def _wanted(taxonomy: str | None, version: str | None, language: str | None) -> ConceptFilter:
    given = {"taxonomy": taxonomy, "version": version, "language": language}
    return ConceptFilter.of({name: (value,) for name, value in given.items() if value})
