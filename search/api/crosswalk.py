"""Crosswalks over HTTP."""

from __future__ import annotations

import threading
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import BaseModel

from search.api.routes import QUESTION, IndexOf
from search.api.schemas import StampOut, TaxonomyOut
from search.crosswalk.desk import Asked, CrosswalkDesk
from search.crosswalk.evidence import Spelling, Words
from search.crosswalk.export import to_jsonld, to_turtle
from search.crosswalk.relation import Relation
from search.open_index import OpenIndex
from skillsearch.records import ConceptType

__all__ = ["crosswalk_router"]

MAX_LIMIT = 200
"""Concepts of one answer: the descriptions of their candidates are encoded meanwhile."""

JSONLD, TURTLE = "application/ld+json", "text/turtle"


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
                "content": {JSONLD: {"schema": {"type": "object"}}, TURTLE: {}},
                "description": "Proposals; as SKOS they are only those with a relation",
            },
        },
        summary="Map one taxonomy to another",
    )
    def crosswalk(
        index: IndexOf,
        source: Annotated[str, Query(alias="from", description="NAME or NAME@VERSION.")],
        target: Annotated[str, Query(alias="to", description="NAME or NAME@VERSION.")],
        type: ConceptType = "skill",
        concept: Annotated[list[str] | None, Query(description="Ids or labels.")] = None,
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
