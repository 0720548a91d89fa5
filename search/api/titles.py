"""``/v1/titles``: what job titles say, over HTTP."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from search.api.routes import QUESTION, IndexOf
from search.api.schemas import STAMP_EXAMPLE, Problem, StampOut
from search.titles.noise_forms import Kind
from search.titles.reading import DEFAULT_LIMIT, MAX_LIMIT, MAX_REQUEST_TITLES, read_titles
from skillsearch.documents import Seniority
from skillsearch.settings import load_settings

__all__ = ["titles_router"]

_FIT: JsonDict = {
    "id": "http://example.org/skillsearch/occupation/software-developer",
    "label": "software developer",
    "taxonomy": "esco",
    "version": "1.1.0",
    "matched_label": "software engineer",
    "score": 0.78,
    "confidence": 0.71,
}
_TITLES: JsonDict = {
    "results": [
        {
            "text": "Sr. SW Engr (Python) – Night Shift",
            "titles": [
                {
                    "title": "Senior Software Engineer",
                    "core": "Software Engineer",
                    "seniority": "senior",
                    "specialisations": ["Python"],
                    "best": _FIT,
                    "reason": "",
                    "occupations": [_FIT],
                    "similar": [
                        {
                            "title": "Backend Developer",
                            "cosine": 0.74,
                            "source": "postings",
                            "label": "",
                            "count": 3,
                        }
                    ],
                    "jobs": [
                        {
                            "id": "5f0c2c3e-6c0e-5d3f-9a53-0b8a4e0e5d8c",
                            "external_id": "A-17",
                            "title": "Python Developer",
                            "location": "Singapore",
                            "score": 0.8,
                        }
                    ],
                }
            ],
            "parts": [{"text": "Night Shift", "kind": "shift"}],
            "reason": "",
        }
    ],
    "warnings": [],
    "stamp": STAMP_EXAMPLE,
}

_TOO_MUCH: dict[int | str, dict[str, Any]] = {
    413: {"model": Problem, "description": "More titles than one request may hold"}
}


class TitlesIn(BaseModel):
    """Titles to read."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"titles": ["Sr. SW Engr (Python) – Night Shift", "Nurse / Carer"], "jobs": True}
            ]
        },
    )

    titles: list[str] = Field(description=f"At most {MAX_REQUEST_TITLES:,}.")
    jobs: bool = Field(default=False, description="Similar jobs among the postings too.")
    taxonomy: list[str] = Field(default=[], description="Only these; default: all.")
    language: str = Field(default="en", description="Of the labels (ISO 639-1).")
    limit: int = Field(
        default=DEFAULT_LIMIT,
        ge=1,
        le=MAX_LIMIT,
        description="Occupations, similar titles and jobs of each.",
    )
    tenant: str | None = Field(default=None, description="Whose postings; default: the server's.")


class PartOut(BaseModel):
    """A stretch that was taken off, as it was written."""

    text: str
    kind: Kind


class OccupationFitOut(BaseModel):
    """An occupation that the title may name."""

    id: str
    label: str
    taxonomy: str
    version: str
    matched_label: str
    score: float = Field(ge=0, le=1, description="Closeness in meaning.")
    confidence: float = Field(
        ge=0, le=1, description="How often such a title stands for this very occupation."
    )


class SimilarTitleOut(BaseModel):
    """Another title for the same or a near job."""

    title: str
    cosine: float = Field(ge=0, le=1)
    source: Literal["occupations", "postings"]
    label: str = Field(description="The occupation that goes by it.")
    count: int = Field(description="The postings that it stands above, of those looked at.")


class SimilarJobOut(BaseModel):
    """A posting whose title is near."""

    id: str
    external_id: str
    title: str
    location: str
    score: float = Field(ge=0, le=1, description="Cosine of the titles.")


class TitleReadingOut(BaseModel):
    """One job that the title names; `best` is null, and `reason` says why, where it is a guess."""

    title: str
    core: str = Field(description="Without its level.")
    seniority: Seniority
    specialisations: list[str]
    best: OccupationFitOut | None
    reason: str
    occupations: list[OccupationFitOut]
    similar: list[SimilarTitleOut]
    jobs: list[SimilarJobOut]


class TitleOut(BaseModel):
    """What one title says."""

    text: str
    titles: list[TitleReadingOut]
    parts: list[PartOut]
    reason: str


class TitleListOut(BaseModel):
    """Answers in the order of the titles."""

    model_config = ConfigDict(json_schema_extra={"examples": [_TITLES]})

    results: list[TitleOut]
    warnings: list[str]
    stamp: StampOut


def titles_router() -> APIRouter:
    """One title, or many."""
    router = APIRouter(prefix="/v1/titles", tags=["titles"], responses=QUESTION)

    @router.get("", response_model=TitleListOut, summary="What a job title says")
    def title(
        request: Request,
        index: IndexOf,
        q: Annotated[
            str,
            Query(
                description="A title as an employer wrote it.",
                openapi_examples={
                    "noise": {"value": "URGENT! Staff Nurse x3 – Night Shift – Leeds"},
                    "two jobs": {"value": "Nurse / Carer"},
                },
            ),
        ],
        jobs: Annotated[bool, Query(description="Similar jobs among the postings too.")] = False,
        taxonomy: Annotated[list[str] | None, Query()] = None,
        language: Annotated[str, Query(description="Of the labels (ISO 639-1).")] = "en",
        limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
        tenant: Annotated[str | None, Query(description="Whose postings.")] = None,
    ) -> dict[str, Any]:
        """The title in plain words, its level and field, occupations, similar titles and jobs."""
        return read_titles(
            index,
            [q],
            tenant=tenant or _tenant(request),
            taxonomies=tuple(taxonomy or ()),
            language=language,
            limit=limit,
            jobs=jobs,
        ).as_dict()

    @router.post(
        "", response_model=TitleListOut, responses=_TOO_MUCH, summary="What many job titles say"
    )
    def titles(request: Request, index: IndexOf, asked: TitlesIn) -> dict[str, Any]:
        """The same for a list; answers come in its order."""
        return read_titles(
            index,
            asked.titles,
            tenant=asked.tenant or _tenant(request),
            taxonomies=tuple(asked.taxonomy),
            language=asked.language,
            limit=asked.limit,
            jobs=asked.jobs,
        ).as_dict()

    return router


def _tenant(request: Request) -> str:
    """The tenant of the server; without a desk that of the environment."""
    desk = request.app.state.desk
    return str(desk.settings.tenant if desk is not None else load_settings().tenant)
