"""The questions that can be asked over HTTP."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request

from search.api.parameters import ConceptId, Limit, PageOf, QueryText, Wanted
from search.api.schemas import Detail, Health, HitList, Holdings, Problem, SuggestionList, Version
from search.completion import MAX_SUGGESTIONS, complete
from search.concepts import search_concepts
from search.detail import concept_detail, similar_concepts
from search.holdings import holdings
from search.library import Library
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


def _library(request: Request) -> Library:
    library: Library = request.app.state.library
    return library


LibraryOf = Annotated[Library, Depends(_library)]


def concept_router(alias: str) -> APIRouter:
    """Search, typeahead, detail and neighbours of ``skills`` or ``occupations``."""
    router = APIRouter(prefix=f"/v1/{alias}", tags=[alias], responses=QUESTION)

    @router.get("/search", response_model=HitList, summary=f"Search {alias}")
    def search(library: LibraryOf, q: QueryText, wanted: Wanted, page: PageOf) -> dict[str, Any]:
        """Concepts that the query names, means or nearly spells, best first."""
        return search_concepts(library, alias, q, wanted, page).as_dict()

    @router.get("/suggest", response_model=SuggestionList, summary=f"Complete {alias}")
    def suggest(
        library: LibraryOf,
        q: Annotated[str, Query(description="What has been typed so far.")],
        wanted: Wanted,
        limit: Annotated[int, Query(ge=1, le=MAX_SUGGESTIONS)] = 10,
    ) -> dict[str, Any]:
        """Labels that complete what is being typed."""
        return complete(library, alias, q, wanted, limit).as_dict()

    @router.get(
        "/{concept:path}/similar",
        response_model=HitList,
        responses=NOT_FOUND,
        summary=f"Neighbours among {alias}",
    )
    def similar(
        library: LibraryOf, concept: ConceptId, wanted: Wanted, limit: Limit = 10
    ) -> dict[str, Any]:
        """Concepts that mean nearly the same as the one with this id, code or label."""
        return similar_concepts(library, alias, concept, wanted, limit).as_dict()

    @router.get(
        "/{concept:path}", response_model=Detail, responses=NOT_FOUND, summary="Everything known"
    )
    def detail(library: LibraryOf, concept: ConceptId, wanted: Wanted) -> dict[str, Any]:
        """Labels, hierarchy, relations, levels and neighbours of one concept."""
        return concept_detail(library, alias, concept, wanted)

    return router


def service_router() -> APIRouter:
    """What runs, whether it is ready, and what it holds."""
    router = APIRouter(tags=["service"], responses=UNEXPECTED)

    @router.get("/health", response_model=Health)
    def health() -> dict[str, str]:
        """The process is alive."""
        return {"status": "ok"}

    @router.get("/ready", response_model=Holdings, responses=UNAVAILABLE)
    def ready(library: LibraryOf) -> dict[str, Any]:
        """The index can answer with the configured model; 503 says why not."""
        held = holdings(library)
        for alias in ("skills", "occupations"):
            try:
                library.encoder_for(library.collection(alias))
            except NothingIndexed:
                continue
        return held

    @router.get("/version", response_model=Version)
    def version(library: LibraryOf) -> dict[str, str]:
        """What is running."""
        return {
            "product_version": __version__,
            "model": library.model,
            "store": library.store.description,
        }

    @router.get("/v1/taxonomies", response_model=Holdings, responses=UNAVAILABLE)
    def taxonomies(library: LibraryOf) -> dict[str, Any]:
        """The taxonomies in the index, with their sizes."""
        return holdings(library)

    return router
