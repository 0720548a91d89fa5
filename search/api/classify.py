"""Role categories over HTTP."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from search.api.routes import QUESTION, IndexOf
from search.api.schemas import Problem
from search.classification.classifying import (
    ALTERNATIVES,
    NEAREST,
    Subject,
    candidate_subject,
    classify,
)
from search.classification.opening import ClassifierShelf
from skillsearch.classification.portraits import portraits_of

__all__ = ["classification_router"]

MAX_RESUMES = 100
MAX_CHARACTERS = 200_000
"""Of one text: a hundred pages."""

_REFUSED: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem, "description": "No classifier, or no such candidate"}
}

_ANSWER: JsonDict = {
    "results": [
        {
            "source": "anna.pdf",
            "candidate_id": "3f0c9a52-6c1e-5b1f-8a53-0d6a5e2f7c11",
            "category": "NURSING",
            "likeliest": "NURSING",
            "probability": 0.94,
            "alternatives": [{"category": "TEACHING", "probability": 0.03}],
            "sentences": [
                {
                    "sentence": "Looked after twelve patients on a cardiac ward.",
                    "section": "experience",
                    "weight": 0.61,
                }
            ],
            "nearest": [
                {
                    "id": "8d1b7a0e-54f2-5c0e-9a37-5f4c2d1e6b90",
                    "external_id": "ben.pdf",
                    "category": "NURSING",
                    "labelled": True,
                    "similarity": 0.88,
                    "titles": ["Staff Nurse"],
                }
            ],
        }
    ],
    "classifier": {
        "method": "linear SVM",
        "made": "2026-01-31",
        "resumes": 400,
        "categories": ["NURSING", "TEACHING"],
        "macro_f1": 0.8,
        "threshold": 0.55,
        "sure": 0.9,
        "model": "skill-minilm-v1",
        "fingerprint": "5b1c0f6a2d9e4b37",
    },
    "warnings": [],
}


class ClassifyIn(BaseModel):
    """Resumes as texts, or indexed candidates by external id or id of the point."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"candidate_ids": ["anna.pdf"]}]},
    )

    texts: list[str] = Field(default=[], description="Resumes as plain text.")
    candidate_ids: list[str] = []
    tenant: str | None = Field(default=None, min_length=1, max_length=100)
    alternatives: int = Field(default=ALTERNATIVES, ge=0, le=1000)
    nearest: int = Field(default=NEAREST, ge=0, le=100)

    @model_validator(mode="after")
    def _something(self) -> ClassifyIn:
        if not 1 <= len(self.texts) + len(self.candidate_ids) <= MAX_RESUMES:
            raise ValueError(f"give 1 to {MAX_RESUMES} texts and candidate_ids in all")
        for number, text in enumerate(self.texts, 1):
            if len(text) > MAX_CHARACTERS:
                raise ValueError(f"text {number} has more than {MAX_CHARACTERS:,} characters")
        return self


class ChoiceOut(BaseModel):
    """A category and its probability."""

    category: str
    probability: float = Field(ge=0, le=1)


class SpeakingOut(BaseModel):
    """A masked sentence; ``weight``: what the log odds of the category would lose without it."""

    sentence: str
    section: str
    weight: float


class NeighbourOut(BaseModel):
    """A past candidate like this one; ``id`` is empty where it is not indexed.

    ``labelled``: somebody put it into the category; else the classifier did.
    """

    id: str
    external_id: str
    category: str
    labelled: bool
    similarity: float
    titles: list[str]


class ClassifiedOut(BaseModel):
    """One resume; ``category`` is null where it is not sure, ``likeliest`` what it would be."""

    source: str
    candidate_id: str
    category: str | None
    likeliest: str
    probability: float = Field(ge=0, le=1)
    alternatives: list[ChoiceOut]
    sentences: list[SpeakingOut]
    nearest: list[NeighbourOut]


class ClassifiedByOut(BaseModel):
    """What classified; of answers from ``threshold`` on, a share of ``sure`` is right."""

    method: str
    made: str
    resumes: int
    categories: list[str]
    macro_f1: float
    threshold: float
    sure: float
    model: str
    fingerprint: str


class ClassifyOut(BaseModel):
    """One result a resume: the texts, then the candidates."""

    model_config = ConfigDict(json_schema_extra={"examples": [_ANSWER]})

    results: list[ClassifiedOut]
    classifier: ClassifiedByOut
    warnings: list[str]


def classification_router() -> APIRouter:
    """``/v1/classify``."""
    router = APIRouter(prefix="/v1", tags=["candidates"], responses={**QUESTION, **_REFUSED})
    shelf = ClassifierShelf()

    @router.post("/classify", response_model=ClassifyOut, summary="The role category of resumes")
    def classify_resumes(request: Request, index: IndexOf, asked: ClassifyIn) -> dict[str, Any]:
        """The category with its probability, what speaks for it, and the nearest past candidates.

        The categories are those that `skillsearch train classify` learned for the tenant. Personal
        data is masked, and nothing of a text is stored.
        """
        from workers.understanding import understood_resume

        tenant = asked.tenant or _own_tenant(request)
        classifier = shelf.of(index, tenant)
        encoder = index.encoder_for(index.collection("skills"))
        subjects = [
            Subject(f"text {number}", portrait)
            for number, portrait in enumerate(
                portraits_of([understood_resume(text) for text in asked.texts], encoder.encode)
                if asked.texts
                else (),
                1,
            )
        ]
        subjects += [candidate_subject(index, name, tenant) for name in asked.candidate_ids]
        return classify(
            index,
            classifier,
            subjects,
            tenant,
            encoder.fingerprint,
            alternatives=asked.alternatives,
            nearest=asked.nearest,
        ).as_dict()

    return router


def _own_tenant(request: Request) -> str:
    """The tenant of the server."""
    desk = request.app.state.desk
    if desk is None:
        from skillsearch.settings import load_settings

        return load_settings().tenant
    tenant: str = desk.settings.tenant
    return tenant
