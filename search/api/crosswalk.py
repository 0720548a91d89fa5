"""Crosswalks over HTTP."""

from __future__ import annotations

import threading
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict
from pydantic.config import JsonDict

from search.api.routes import QUESTION, IndexOf
from search.api.schemas import STAMP_EXAMPLE, StampOut, TaxonomyOut
from search.crosswalk.desk import Asked, CrosswalkDesk
from search.crosswalk.evidence import Spelling, Words
from search.crosswalk.export import to_jsonld, to_turtle
from search.crosswalk.relation import Relation
from search.open_index import OpenIndex
from skillsearch.records import ConceptType

__all__ = ["crosswalk_router"]

MAX_LIMIT = 200
"""Concepts of one answer: the descriptions of their candidates are encoded meanwhile."""

_NAMED = "NAME or NAME@VERSION."

JSONLD, TURTLE = "application/ld+json", "text/turtle"

_SOURCE, _TARGET = (
    "urn:skillsearch:ssf:2026:automated-testing",
    "http://example.org/skillsearch/skill/write-automated-tests",
)
_CROSSWALK: JsonDict = {
    "source": {"name": "ssf", "version": "2026", "language": "en"},
    "target": {"name": "esco", "version": "1.1.0", "language": "en"},
    "type": "skill",
    "total": 60,
    "counts": {"exactMatch": 0, "closeMatch": 0, "broadMatch": 0, "narrowMatch": 1, "none": 0},
    "results": [
        {
            "source": "automated-testing",
            "source_label": "Automated Testing",
            "target": _TARGET,
            "target_label": "write automated tests",
            "relation": "narrowMatch",
            "inverse": "broadMatch",
            "confidence": 0.9,
            "evidence": {
                "spelling": "alias",
                "words": "fewer",
                "label_cosine": 0.8716,
                "best_label_cosine": 1.0,
                "description_cosine": 0.8089,
                "rank": 1,
                "rank_back": 1,
                "above": False,
                "below": False,
                "few_words": False,
            },
        }
    ],
    "stamp": STAMP_EXAMPLE
    | {
        "taxonomies": [
            {"name": "esco", "version": "1.1.0", "language": "en"},
            {"name": "ssf", "version": "2026", "language": "en"},
        ]
    },
}
_JSONLD: JsonDict = {
    "@context": {"skos": "http://www.w3.org/2004/02/skos/core#"},
    "@graph": [
        {
            "@id": _SOURCE,
            "@type": "skos:Concept",
            "skos:prefLabel": {"@value": "Automated Testing", "@language": "en"},
            "skos:narrowMatch": [{"@id": _TARGET}],
        },
        {
            "@id": _TARGET,
            "@type": "skos:Concept",
            "skos:prefLabel": {"@value": "write automated tests", "@language": "en"},
            "skos:broadMatch": [{"@id": _SOURCE}],
        },
    ],
}
_TURTLE = f"""@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<{_SOURCE}> a skos:Concept ;
    skos:prefLabel "Automated Testing"@en ;
    skos:narrowMatch <{_TARGET}> .

<{_TARGET}> a skos:Concept ;
    skos:prefLabel "write automated tests"@en ;
    skos:broadMatch <{_SOURCE}> .
"""


class EvidenceOut(BaseModel):
    """What a proposal rests on; cosines of labels and descriptions, ranks from 1."""

    spelling: Spelling
    words: Words
    label_cosine: float
    best_label_cosine: float
    description_cosine: float | None
    rank: int
    rank_back: int
    above: bool
    below: bool
    few_words: bool


class ProposalOut(BaseModel):
    """What the target is to the source (``relation``), and the source to it (``inverse``)."""

    source: str
    source_label: str
    target: str
    target_label: str
    relation: Relation
    inverse: Relation
    confidence: float
    evidence: EvidenceOut | None


class CrosswalkOut(BaseModel):
    """Proposals for a page of concepts; ``total`` counts all of the source."""

    model_config = ConfigDict(json_schema_extra={"examples": [_CROSSWALK]})

    source: TaxonomyOut
    target: TaxonomyOut
    type: ConceptType
    total: int
    counts: dict[Relation, int]
    results: list[ProposalOut]
    stamp: StampOut


def crosswalk_router() -> APIRouter:
    """One taxonomy in the terms of another."""
    router = APIRouter(prefix="/v1/crosswalk", tags=["taxonomies"], responses=QUESTION)
    desks = _Desks()

    @router.get(
        "",
        response_model=CrosswalkOut,
        responses={
            200: {
                "content": {
                    JSONLD: {"schema": {"type": "object"}, "example": _JSONLD},
                    TURTLE: {"schema": {"type": "string"}, "example": _TURTLE},
                },
                "description": "Proposals; as SKOS they are only those with a relation",
            },
        },
        summary="Map one taxonomy to another",
    )
    def crosswalk(
        index: IndexOf,
        source: Annotated[str, Query(alias="from", description=_NAMED, examples=["ssf@2026"])],
        target: Annotated[str, Query(alias="to", description=_NAMED, examples=["esco"])],
        type: ConceptType = "skill",
        concept: Annotated[
            list[str] | None, Query(description="Ids or labels.", examples=[["Automated Testing"]])
        ] = None,
        language: Annotated[
            str | None, Query(description="Where a taxonomy is indexed in several.")
        ] = None,
        min_confidence: Annotated[float, Query(ge=0, le=1)] = 0.5,
        limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = 20,
        offset: Annotated[int, Query(ge=0)] = 0,
        format: Annotated[str, Query(pattern="^(json|jsonld|ttl)$")] = "json",
    ) -> Any:
        """How concepts relate to those of another taxonomy, in the terms of SKOS.

        ``broadMatch``: the target is the broader one. ``none``: nothing could be decided; the
        target is then only the nearest. ``limit`` and ``offset`` count concepts of the source.
        """
        asked = Asked(
            source, target, type, language, tuple(concept or ()), limit, offset, min_confidence
        )
        found = desks.of(index).crosswalk(asked)
        if format == "jsonld":
            return Response(to_jsonld(found), media_type=JSONLD)
        if format == "ttl":
            return Response(to_turtle(found), media_type=TURTLE)
        return found.as_dict()

    return router


class _Desks:
    """One desk for the index of an application, made at the first question."""

    def __init__(self) -> None:
        self._desk: CrosswalkDesk | None = None
        self._lock = threading.Lock()

    def of(self, index: OpenIndex) -> CrosswalkDesk:
        with self._lock:
            if self._desk is None:
                self._desk = CrosswalkDesk(index)
            return self._desk
