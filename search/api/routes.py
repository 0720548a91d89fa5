"""The questions that can be asked over HTTP."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request

from search.api.parameters import ConceptId, Limit, PageOf, QueryText, Wanted
from search.api.schemas import Detail, Health, HitList, Holdings, Problem, SuggestionList, Version
from search.completion import MAX_SUGGESTIONS, complete
from search.concepts import search_concepts
from search.detail import concept_detail, similar_concepts
from search.expansion.searching import search_expanded
from search.holdings import holdings
from search.open_index import OpenIndex
from skillsearch import __version__
from skillsearch.errors import NothingIndexed

__all__ = ["concept_router", "service_router"]

Responses = dict[int | str, dict[str, Any]]

UNEXPECTED: Responses = {500: {"model": Problem, "description": "The server made a mistake"}}
UNAVAILABLE: Responses = {
    503: {"model": Problem, "description": "The index cannot answer now"},
    **UNEXPECTED,
}
QUESTION: Responses = {
    400: {"model": Problem, "description": "A setting of the server cannot be used"},
    422: {"model": Problem, "description": "The question cannot be answered as asked"},
    **UNAVAILABLE,
}
NOT_FOUND: Responses = {404: {"model": Problem, "description": "No such concept"}}


def _index(request: Request) -> OpenIndex:
    index: OpenIndex = request.app.state.index
    return index


IndexOf = Annotated[OpenIndex, Depends(_index)]


def concept_router(alias: str) -> APIRouter:
    """Search, typeahead, detail and neighbours of ``skills`` or ``occupations``."""
    router = APIRouter(prefix=f"/v1/{alias}", tags=[alias], responses=QUESTION)

    @router.get("/search", response_model=HitList, summary=f"Search {alias}")
    def search(
        index: IndexOf,
        q: QueryText,
        wanted: Wanted,
        page: PageOf,
        expand: Annotated[
            bool, Query(description="Search for synonyms and narrower terms too.")
        ] = False,
    ) -> dict[str, Any]:
        """Concepts that the query names, means or nearly spells, best first."""
        ask = search_expanded if expand else search_concepts
        return ask(index, alias, q, wanted, page).as_dict()

    @router.get("/suggest", response_model=SuggestionList, summary=f"Complete {alias}")
    def suggest(
        index: IndexOf,
        q: Annotated[str, Query(description="What has been typed so far.")],
        wanted: Wanted,
        limit: Annotated[int, Query(ge=1, le=MAX_SUGGESTIONS)] = 10,
    ) -> dict[str, Any]:
        """Labels that complete what is being typed."""
        return complete(index, alias, q, wanted, limit).as_dict()

    @router.get(
        "/{concept:path}/similar",
        response_model=HitList,
        responses=NOT_FOUND,
        summary=f"Neighbours among {alias}",
    )
    def similar(
        index: IndexOf, concept: ConceptId, wanted: Wanted, limit: Limit = 10
    ) -> dict[str, Any]:
        """Concepts that mean nearly the same as the one with this id, code or label."""
        return similar_concepts(index, alias, concept, wanted, limit).as_dict()

    @router.get(
        "/{concept:path}", response_model=Detail, responses=NOT_FOUND, summary="Everything known"
    )
    def detail(index: IndexOf, concept: ConceptId, wanted: Wanted) -> dict[str, Any]:
        """Labels, hierarchy, relations, levels and neighbours of one concept."""
        return concept_detail(index, alias, concept, wanted)

    return router


def service_router() -> APIRouter:
    """What runs, whether it is ready, and what it holds."""
    router = APIRouter(tags=["service"], responses=UNEXPECTED)

    @router.get("/health", response_model=Health)
    def health() -> dict[str, str]:
        """The process is alive."""
        return {"status": "ok"}

    @router.get("/ready", response_model=Holdings, responses=UNAVAILABLE)
    def ready(index: IndexOf) -> dict[str, Any]:
        """The index can answer with the configured model; 503 says why not."""
        held = holdings(index)
        for alias in ("skills", "occupations"):
            try:
                index.encoder_for(index.collection(alias))
            except NothingIndexed:
                continue
        return held

    @router.get("/version", response_model=Version)
    def version(index: IndexOf) -> dict[str, str]:
        """What is running."""
        return {
            "product_version": __version__,
            "model": index.model,
            "store": index.store.description,
        }

    @router.get("/v1/taxonomies", response_model=Holdings, responses=UNAVAILABLE)
    def taxonomies(index: IndexOf) -> dict[str, Any]:
        """The taxonomies in the index, with their sizes."""
        return holdings(index)

    return router
