"""Skills out of texts and lists, over HTTP."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from search.api.extraction_schemas import (
    ExtractIn,
    ExtractionList,
    NormalisedList,
    NormaliseIn,
)
from search.api.routes import QUESTION, IndexOf
from search.api.schemas import Problem
from search.extraction.extracting import extract_texts
from search.extraction.normalising import normalise_lines

__all__ = ["extraction_router"]

_TOO_MUCH: dict[int | str, dict[str, Any]] = {
    413: {"model": Problem, "description": "More than one request may hold"}
}


def extraction_router() -> APIRouter:
    """``/v1/extract`` and ``/v1/normalise``."""
    router = APIRouter(prefix="/v1", tags=["extraction"], responses={**QUESTION, **_TOO_MUCH})

    @router.post("/extract", response_model=ExtractionList, summary="Skills that texts name")
    def extract(index: IndexOf, asked: ExtractIn) -> dict[str, Any]:
        """Each skill with its place, its sentence, how it is named and how sure that is.

        Offsets count characters of the text as it was sent. `unmatched` looks like a skill and is
        none of the index. Nothing of a text is stored.
        """
        return extract_texts(
            index,
            asked.given,
            kind=asked.kind,
            taxonomies=asked.taxonomy,
            language=asked.language,
            min_confidence=asked.min_confidence,
        ).as_dict()

    @router.post("/normalise", response_model=NormalisedList, summary="Free-text skills, mapped")
    def normalise(index: IndexOf, asked: NormaliseIn) -> dict[str, Any]:
        """The skill that each line spells or means, with alternatives; or none, and why."""
        return normalise_lines(
            index,
            asked.lines,
            taxonomies=asked.taxonomy,
            language=asked.language,
            min_confidence=asked.min_confidence,
        ).as_dict()

    return router
