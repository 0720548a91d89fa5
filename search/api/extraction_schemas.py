"""The bodies of requests and answers about skills in texts and lists."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from search.api.schemas import STAMP_EXAMPLE, StampOut
from skillsearch.documents import SectionKind
from skillsearch.extraction import DEFAULT_CONFIDENCE

__all__ = ["ExtractIn", "ExtractionList", "NormaliseIn", "NormalisedList"]

_SKILL: JsonDict = {
    "id": "http://example.org/skillsearch/skill/kubernetes",
    "label": "Kubernetes",
    "taxonomy": "esco",
    "version": "1.1.0",
}
_EXTRACTED: JsonDict = {
    "results": [
        {
            "sha256": "2f4d6f4e41b4ef52d1bd8fc1d0e4e4f6b9f1c1c2d0f3a7f5b6c4d2e1f0a9b8c7",
            "characters": 26,
            "kind": "posting",
            "mentions": [
                {
                    "start": 9,
                    "end": 12,
                    "text": "k8s",
                    "sentence": "You know k8s and FrobDB 4.",
                    "sentence_start": 0,
                    "sentence_end": 26,
                    "skill": _SKILL,
                    "match": "alias",
                    "confidence": 0.75,
                    "section": "other",
                    "polarity": "required",
                }
            ],
            "unmatched": [
                {"start": 17, "end": 25, "text": "FrobDB 4", "section": "other", "why": "name"}
            ],
        }
    ],
    "warnings": [],
    "stamp": STAMP_EXAMPLE,
}
_NORMALISED: JsonDict = {
    "results": [
        {
            "text": "k8s",
            "best": {**_SKILL, "match": "alias", "confidence": 0.95},
            "reason": "",
            "alternatives": [],
        },
        {
            "text": "frobnication",
            "best": None,
            "reason": "no skill of the index is near enough",
            "alternatives": [],
        },
    ],
    "warnings": [],
    "stamp": STAMP_EXAMPLE,
}


class _Chosen(BaseModel):
    """Which skills are looked for, and how sure they must be."""

    model_config = ConfigDict(extra="forbid")

    taxonomy: list[str] = Field(default=[], description="Only these; default: all.")
    language: str = Field(default="en", description="Of the labels (ISO 639-1).")
    min_confidence: float | None = Field(
        default=None, ge=0, le=1, description=f"Default: {DEFAULT_CONFIDENCE}."
    )


class ExtractIn(_Chosen):
    """One text or several of one kind."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"text": "You know k8s and FrobDB 4.", "kind": "posting"}]},
    )

    text: str | None = None
    texts: list[str] | None = None
    kind: Literal["resume", "posting", "text"] = "text"

    @model_validator(mode="after")
    def _one_of_them(self) -> ExtractIn:
        if (self.text is None) == (self.texts is None):
            raise ValueError("give either text or texts")
        return self

    @property
    def given(self) -> list[str]:
        """The texts, in order."""
        return self.texts if self.texts is not None else [self.text or ""]


class MentionedSkillOut(BaseModel):
    """A concept by what identifies it."""

    id: str
    label: str
    taxonomy: str
    version: str


class MentionOut(BaseModel):
    """A place that names a skill; offsets count characters (code points) of the text sent."""

    start: int
    end: int
    text: str
    sentence: str
    sentence_start: int
    sentence_end: int
    skill: MentionedSkillOut
    match: Literal["alias", "fuzzy", "semantic", "implied"]
    confidence: float = Field(ge=0, le=1)
    section: SectionKind
    polarity: Literal["held", "required", "preferred", "negated"]


class UnmatchedOut(BaseModel):
    """What looks like a skill and is none that the index knows."""

    start: int
    end: int
    text: str
    section: SectionKind
    why: str


class TextExtractionOut(BaseModel):
    """What one text has in it; ``sha256`` is that of its UTF-8."""

    sha256: str
    characters: int
    kind: Literal["resume", "posting", "text"]
    mentions: list[MentionOut]
    unmatched: list[UnmatchedOut]


class ExtractionList(BaseModel):
    """One result a text, in their order."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXTRACTED]})

    results: list[TextExtractionOut]
    warnings: list[str]
    stamp: StampOut


class NormaliseIn(_Chosen):
    """Free-text skills."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"lines": ["k8s", "frobnication"]}]}
    )

    lines: list[str]


class ChoiceOut(MentionedSkillOut):
    """A skill that a line may mean."""

    match: Literal["exact", "alias", "fuzzy", "semantic"]
    confidence: float = Field(ge=0, le=1)


class NormalisedOut(BaseModel):
    """A line and its skill, or null and the reason."""

    text: str
    best: ChoiceOut | None
    reason: str
    alternatives: list[ChoiceOut]


class NormalisedList(BaseModel):
    """One result a line, in their order."""

    model_config = ConfigDict(json_schema_extra={"examples": [_NORMALISED]})

    results: list[NormalisedOut]
    warnings: list[str]
    stamp: StampOut
