"""The bodies of answers, as OpenAPI shows them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

__all__ = ["Detail", "Health", "HitList", "Holdings", "Problem", "SuggestionList", "Version"]

STAMP_EXAMPLE: JsonDict = {
    "product_version": "0.1.0",
    "model": "skill-minilm-v1",
    "fingerprint": "5b1c0f6a2d9e4b37",
    "generation": "skills__g0003",
    "taxonomies": [{"name": "esco", "version": "1.1.0", "language": "en"}],
}

_HIT: JsonDict = {
    "id": "http://example.org/skillsearch/skill/kubernetes",
    "taxonomy": "esco",
    "version": "1.1.0",
    "language": "en",
    "label": "Kubernetes",
    "matched_label": "k8s",
    "match": "alias",
    "score": 0.99,
    "description": "Runs containers on many machines as one.",
    "kind": "knowledge",
}


_SUGGESTION: JsonDict = {
    "text": "project management",
    "id": "http://example.org/skillsearch/skill/project-management",
    "taxonomy": "esco",
    "version": "1.1.0",
    "language": "en",
    "match": "prefix",
}

_DETAIL: JsonDict = {
    "id": "http://example.org/skillsearch/skill/kubernetes",
    "taxonomy": "esco",
    "version": "1.1.0",
    "language": "en",
    "kind": "knowledge",
    "label": "Kubernetes",
    "alt_labels": ["k8s"],
    "hidden_labels": [],
    "description": "Runs containers on many machines as one.",
    "paths": [[{"id": "S5.1", "label": "programming computer systems", "code": "S5.1"}]],
    "levels": [],
    "relations": {"related": [{"id": "http://example.org/skillsearch/skill/docker", "label": ""}]},
    "narrower": [],
    "neighbours": [
        {"id": "http://example.org/skillsearch/skill/docker", "label": "Docker", "score": 0.42}
    ],
    "also": [
        {
            "id": "technology/kubernetes",
            "taxonomy": "onet",
            "version": "1.0",
            "language": "en",
            "label": "Kubernetes",
        }
    ],
    "stamp": STAMP_EXAMPLE,
}


class TaxonomyOut(BaseModel):
    """A taxonomy in one version and language."""

    name: str
    version: str
    language: str


class StampOut(BaseModel):
    """Where an answer came from."""

    product_version: str
    model: str
    fingerprint: str
    generation: str
    taxonomies: list[TaxonomyOut]


class HitOut(BaseModel):
    """A concept that answers the question."""

    id: str
    taxonomy: str
    version: str
    language: str
    label: str
    matched_label: str
    match: Literal["exact", "alias", "prefix", "fuzzy", "lexical", "semantic"]
    score: float = Field(ge=0, le=1, description="Comparable between queries; see /docs.")
    description: str
    kind: str


class HitList(BaseModel):
    """Hits, best first."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"results": [_HIT], "warnings": [], "stamp": STAMP_EXAMPLE}]
        }
    )

    results: list[HitOut]
    warnings: list[str]
    stamp: StampOut


class SuggestionOut(BaseModel):
    """A label that completes what is being typed."""

    text: str
    id: str
    taxonomy: str
    version: str
    language: str
    match: str


class SuggestionList(BaseModel):
    """Completions, best first."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"results": [_SUGGESTION], "warnings": [], "stamp": STAMP_EXAMPLE}]
        }
    )

    results: list[SuggestionOut]
    warnings: list[str]
    stamp: StampOut


class TaxonomySize(TaxonomyOut):
    """A taxonomy and how much of it is indexed."""

    skills: int
    occupations: int


class Holdings(BaseModel):
    """What the index holds."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "taxonomies": [
                        {
                            "name": "esco",
                            "version": "1.1.0",
                            "language": "en",
                            "skills": 417,
                            "occupations": 58,
                        }
                    ],
                    "generations": {"skills": "skills__g0003"},
                    "models": {"skills": "skill-minilm-v1"},
                }
            ]
        }
    )

    taxonomies: list[TaxonomySize]
    generations: dict[str, str]
    models: dict[str, str]


class Detail(BaseModel):
    """Everything known about a concept; further fields as its taxonomy has them."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"examples": [_DETAIL]})

    id: str
    taxonomy: str
    version: str
    language: str
    kind: str
    label: str
    alt_labels: list[str]
    hidden_labels: list[str]
    description: str
    paths: list[list[dict[str, str]]]
    levels: list[dict[str, Any]]
    relations: dict[str, list[dict[str, str]]]
    narrower: list[dict[str, str]]
    neighbours: list[dict[str, Any]]
    also: list[dict[str, str]] = Field(
        description="Further concepts that go by the id, code or label that was asked for."
    )
    stamp: StampOut


class Health(BaseModel):
    """The process is alive."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"status": "ok"}]})

    status: Literal["ok"]


class Version(BaseModel):
    """What is running."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "product_version": "0.1.0",
                    "model": "skill-minilm-v1",
                    "store": "embedded at /home/anna/.skillsearch/store",
                }
            ]
        }
    )

    product_version: str
    model: str
    store: str


class Problem(BaseModel):
    """An error, by RFC 9457."""

    type: str = Field(examples=["/problems/query-error"])
    title: str = Field(examples=["The query cannot be answered"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["The query '???' has no word in it, only punctuation."])
    remedy: str = Field("", examples=["Name a skill, for example: python."])
