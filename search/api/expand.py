"""``GET /v1/expand``: a query made wider, and strings to paste elsewhere."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from search.api.routes import QUESTION, IndexOf
from search.api.schemas import STAMP_EXAMPLE, StampOut
from search.expansion.answers import Dialect
from search.expansion.dialects import DIALECTS
from search.expansion.expanding import expand as expand_query
from search.expansion.fitting import DEFAULT_MAX_LENGTH, MAX_LENGTH, MIN_LENGTH
from search.expansion.weighing import DEFAULT_BREADTH
from search.request import ConceptFilter

__all__ = ["ExpansionOut", "expand_router"]

_KUBERNETES: JsonDict = {
    "id": "http://example.org/skillsearch/skill/kubernetes",
    "taxonomy": "esco",
}
_EXPANSION: JsonDict = {
    "query": "k8s frobnicator",
    "breadth": 0.2,
    "parts": [
        {
            "text": "k8s",
            "start": 0,
            "end": 3,
            "kind": "skill",
            "understood": True,
            "concepts": [
                {**_KUBERNETES, "label": "Kubernetes", "version": "1.1.0", "language": "en"}
            ],
            "terms": [
                {
                    **_KUBERNETES,
                    "text": "Kubernetes",
                    "kind": "synonym",
                    "weight": 0.96,
                    "reason": "label of Kubernetes in esco",
                    "covered_by": "",
                },
                {
                    **_KUBERNETES,
                    "text": "Kubernetes orchestration",
                    "kind": "synonym",
                    "weight": 0.9407,
                    "reason": "alias of Kubernetes in esco",
                    "covered_by": "Kubernetes",
                },
            ],
        },
        {
            "text": "frobnicator",
            "start": 4,
            "end": 15,
            "kind": "words",
            "understood": False,
            "concepts": [],
            "terms": [],
        },
    ],
    "not_understood": ["frobnicator"],
    "booleans": [
        {
            "dialect": "linkedin",
            "text": "(k8s OR Kubernetes) AND frobnicator",
            "max_length": 1000,
            "dropped": [],
            "json": None,
        },
        {
            "dialect": "elasticsearch",
            "text": "(k8s OR Kubernetes^0.96) AND frobnicator",
            "max_length": 1000,
            "dropped": [],
            "json": {
                "bool": {
                    "must": [
                        {
                            "bool": {
                                "should": [
                                    {"multi_match": {"query": "k8s", "type": "phrase"}},
                                    {
                                        "multi_match": {
                                            "query": "Kubernetes",
                                            "type": "phrase",
                                            "boost": 0.96,
                                        }
                                    },
                                ],
                                "minimum_should_match": 1,
                            }
                        },
                        {"multi_match": {"query": "frobnicator", "type": "phrase"}},
                    ]
                }
            },
        },
    ],
    "warnings": ["Not understood and kept as typed: 'frobnicator'."],
    "stamp": STAMP_EXAMPLE,
}


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

    model_config = ConfigDict(json_schema_extra={"examples": [_EXPANSION]})

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
