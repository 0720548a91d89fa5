"""The change desk over HTTP."""

from __future__ import annotations

import threading
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict
from pydantic.config import JsonDict

from search.api.routes import QUESTION, IndexOf
from search.api.schemas import TaxonomyOut
from search.changes.desk import ChangeDesk
from search.changes.editions import named_key
from search.changes.export import as_dict
from search.changes.impact import Impact, impact_of
from search.changes.records import ChangeKind, Changes
from search.open_index import OpenIndex
from skillsearch.ledger.opening import open_ledger
from skillsearch.records import ConceptType
from skillsearch.settings import load_settings
from workers.desk import JobDesk

__all__ = ["changes_router"]

_EDITION = "NAME@VERSION, or NAME for the newest that is indexed."

_BEFORE: JsonDict = {"id": "data-analytics-and-insight", "label": "Data Analytics and Insight"}
_AFTER: JsonDict = {
    "id": "data-analysis-and-interpretation",
    "label": "Data Analysis and Interpretation",
}
_CHANGES: JsonDict = {
    "old": {"name": "ssf", "version": "2025-q3", "language": "en"},
    "new": {"name": "ssf", "version": "2026", "language": "en"},
    "sizes": {"old": 15, "new": 68},
    "unchanged": 13,
    "counts": {
        "added": 53,
        "removed": 0,
        "renamed": 2,
        "merged": 0,
        "split": 0,
        "relabelled": 0,
        "redescribed": 0,
        "moved": 0,
        "relations": 0,
        "levels": 0,
        "reclassified": 0,
    },
    "notes": ["The tag 'casl' is in the new edition only: 13 skills."],
    "changes": [
        {
            "kind": "renamed",
            "type": "skill",
            "before": [_BEFORE],
            "after": [_AFTER],
            "details": [],
            "evidence": [
                {
                    "after": _AFTER,
                    "confidence": 0.999,
                    "share": 1.0,
                    "same_label": True,
                    "same_description": True,
                    "label_cosine": 0.6217,
                    "description_cosine": 1.0,
                    "letters": 0.6897,
                }
            ],
            "doubtful": False,
        }
    ],
    "impact": {
        "made_with": {"candidates": 1, "postings": 0},
        "touched": {"candidates": 1, "postings": 0},
        "decisions": 0,
        "concepts": [
            {
                "kind": "renamed",
                "before": _BEFORE,
                "after": [_AFTER],
                "counts": {"candidates": 1, "postings": 0, "decisions": 0},
                "examples": {"candidates": ["analyst.txt"]},
            }
        ],
    },
}


class SideOut(BaseModel):
    """A concept of one of the editions."""

    id: str
    label: str


class KinOut(BaseModel):
    """How surely an old concept lives on in a new one, and by what it is known."""

    after: SideOut
    confidence: float
    share: float | None
    same_label: bool
    same_description: bool
    label_cosine: float | None
    description_cosine: float | None
    letters: float | None


class DetailOut(BaseModel):
    """A field that differs: what only the old and only the new edition has."""

    field: str
    before: list[str]
    after: list[str]


class ChangeOut(BaseModel):
    """One change with both sides."""

    kind: ChangeKind
    type: ConceptType
    before: list[SideOut]
    after: list[SideOut]
    details: list[DetailOut]
    evidence: list[KinOut]
    doubtful: bool


class TouchedOut(BaseModel):
    """What names one concept that is removed, renamed, merged or split."""

    kind: ChangeKind
    before: SideOut
    after: list[SideOut]
    counts: dict[str, int]
    examples: dict[str, list[str]]


class ImpactOut(BaseModel):
    """What a switch to the new edition would touch."""

    made_with: dict[str, int]
    touched: dict[str, int]
    decisions: int | None
    concepts: list[TouchedOut]


class ChangeList(BaseModel):
    """Counts of everything, and a page of changes."""

    model_config = ConfigDict(json_schema_extra={"examples": [_CHANGES]})

    old: TaxonomyOut
    new: TaxonomyOut
    sizes: dict[str, int]
    unchanged: int
    counts: dict[str, int]
    notes: list[str]
    changes: list[ChangeOut]
    impact: ImpactOut | None


def changes_router() -> APIRouter:
    """What a new edition changes, and whom it touches."""
    router = APIRouter(prefix="/v1/changes", tags=["taxonomies"], responses=QUESTION)
    desks = _Desks()

    @router.get("", response_model=ChangeList, summary="Compare two editions")
    def changes(
        request: Request,
        index: IndexOf,
        old: Annotated[str, Query(alias="from", description=_EDITION, examples=["ssf@2025-q3"])],
        new: Annotated[str, Query(alias="to", description=_EDITION, examples=["ssf@2026"])],
        kind: Annotated[list[ChangeKind] | None, Query()] = None,
        language: Annotated[
            str | None, Query(description="Where an edition is indexed in several.")
        ] = None,
        limit: Annotated[int, Query(ge=0, le=1000)] = 50,
        offset: Annotated[int, Query(ge=0)] = 0,
        impact: Annotated[bool, Query(description="Say whom it touches.")] = True,
        tenant: Annotated[
            str | None, Query(min_length=1, max_length=100, description="Whose documents.")
        ] = None,
    ) -> dict[str, Any]:
        """What is added, removed, renamed, merged, split, moved or described anew.

        The counts are of everything; ``kind``, ``limit`` and ``offset`` choose the changes shown.
        """
        found = desks.of(index).changes(
            named_key(index, old, language), named_key(index, new, language)
        )
        shown = found.of_kinds(tuple(kind or ()))[offset : offset + limit]
        touched = _impact(request, index, found, tenant) if impact else None
        return as_dict(found, shown, touched)

    return router


def _impact(request: Request, index: OpenIndex, changes: Changes, tenant: str | None) -> Impact:
    """Decisions are asked for where the server keeps a ledger at all."""
    desk: JobDesk | None = request.app.state.desk
    if desk is None:
        return impact_of(index, changes, tenant or load_settings().tenant)
    with open_ledger(desk.settings) as ledger:
        return impact_of(index, changes, tenant or desk.settings.tenant, ledger)


class _Desks:
    """One desk for the index of an application, made at the first question."""

    def __init__(self) -> None:
        self._desk: ChangeDesk | None = None
        self._lock = threading.Lock()

    def of(self, index: OpenIndex) -> ChangeDesk:
        with self._lock:
            if self._desk is None:
                self._desk = ChangeDesk(index)
            return self._desk
