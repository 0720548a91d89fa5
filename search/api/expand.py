"""``GET /v1/expand``: a query made wider, and strings to paste elsewhere."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from search.api.routes import QUESTION, IndexOf
from search.api.schemas import StampOut
from search.expansion.answers import Dialect
from search.expansion.dialects import DIALECTS
from search.expansion.expanding import expand as expand_query
from search.expansion.fitting import DEFAULT_MAX_LENGTH, MAX_LENGTH, MIN_LENGTH
from search.expansion.weighing import DEFAULT_BREADTH
from search.request import ConceptFilter

__all__ = ["ExpansionOut", "expand_router"]


class MeantOut(BaseModel):
    """A concept that a part of the query names or means."""

    id: str
    label: str
    taxonomy: str
    version: str
    language: str


class TermOut(BaseModel):
    """Something else to look for."""

    text: str
    kind: Literal["spelling", "synonym", "narrower", "taxonomy", "related", "title", "broader"]
    weight: float = Field(gt=0, le=1)
    reason: str = Field(examples=["alias of Kubernetes in esco"])
    id: str
    taxonomy: str
    covered_by: str = Field(description="A shorter term of the part that finds what this one does.")


class PartOut(BaseModel):
    """A stretch of the query: ``query[start:end]``."""

    text: str
    start: int
    end: int
    kind: Literal[
        "skill", "title", "seniority", "sector", "place", "words", "filler", "quoted", "excluded"
    ]
    understood: bool
    concepts: list[MeantOut]
    terms: list[TermOut]


class BooleanOut(BaseModel):
    """A query string ready to be pasted."""

    dialect: Literal["linkedin", "ats", "elasticsearch"]
    text: str = Field(examples=["(k8s OR Kubernetes) AND admin"])
    max_length: int
    dropped: list[str] = Field(description="Terms left out for length, least weighted first.")
    json_: dict[str, Any] | None = Field(
        alias="json", description="The same in Elasticsearch's query language."
    )


class ExpansionOut(BaseModel):
    """A query understood part by part, and the strings made of it."""

    query: str
    breadth: float
    parts: list[PartOut]
    not_understood: list[str]
    booleans: list[BooleanOut]
    warnings: list[str]
    stamp: StampOut


def expand_router() -> APIRouter:
    """The one route of query expansion."""
    router = APIRouter(tags=["expansion"], responses=QUESTION)

    @router.get("/v1/expand", response_model=ExpansionOut, summary="Make a query wider")
    def expand(
        index: IndexOf,
        q: Annotated[
            str,
            Query(
                description="What a recruiter would type; AND, OR, NOT, quotes and brackets count.",
                openapi_examples={
                    "words": {"value": "rust backend dev fintech"},
                    "boolean": {"value": '(java OR kotlin) "spring boot" NOT junior'},
                },
            ),
        ],
        breadth: Annotated[float, Query(ge=0, le=1)] = DEFAULT_BREADTH,
        taxonomy: Annotated[list[str] | None, Query()] = None,
        version: Annotated[list[str] | None, Query()] = None,
        language: Annotated[list[str] | None, Query()] = None,
        dialect: Annotated[Dialect | None, Query(description="Default: all three.")] = None,
        max_length: Annotated[int, Query(ge=MIN_LENGTH, le=MAX_LENGTH)] = DEFAULT_MAX_LENGTH,
    ) -> dict[str, Any]:
        """What else to look for, why, and boolean strings in three dialects."""
        wanted = ConceptFilter.of(
            {"taxonomy": taxonomy or (), "version": version or (), "language": language or ()}
        )
        dialects = (dialect,) if dialect else tuple(DIALECTS)
        return expand_query(
            index, q, wanted, breadth=breadth, dialects=dialects, max_length=max_length
        ).as_dict()

    return router
