"""The bodies of requests and answers about jobs and the people in them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from skillsearch.ledger.records import ItemState, JobState

__all__ = [
    "Accepted",
    "Counts",
    "ErasureOut",
    "Export",
    "ItemIn",
    "ItemList",
    "JobIn",
    "JobList",
    "JobOut",
    "Portrait",
    "Retried",
]

_JOB: JsonDict = {
    "id": "0199f2b4-7c1e-7d20-9a55-3a1c5d1f0b77",
    "kind": "resume",
    "tenant": "default",
    "state": "running",
    "label": "3 files over HTTP (5d1f0b77)",
    "given": 3,
    "counts": {
        "done": 1,
        "changed": 0,
        "unchanged": 0,
        "quarantined": 1,
        "failed": 0,
        "waiting": 1,
    },
    "created": "2026-01-31T09:30:00.000+00:00",
    "started": "2026-01-31T09:30:01.000+00:00",
    "finished": "",
    "per_second": 8.4,
    "seconds_left": 0.1,
}

_ITEM: JsonDict = {
    "number": 2,
    "external_id": "scan.pdf",
    "source": "scan.pdf",
    "state": "quarantined",
    "reason": "no-text",
    "message": "scan.pdf: none of its 2 pages holds text, only images.",
    "attempts": 0,
    "id": "",
    "duplicate_of": [],
    "finished": "2026-01-31T09:30:02.000+00:00",
}

_PORTRAIT: JsonDict = {
    "id": "3f0c9a52-51f5-5d3c-8a5b-0d4a3c0f5e11",
    "external_id": "4711",
    "kind": "resume",
    "tenant": "default",
    "indexed": "2026-01-31T09:30:02.000+00:00",
    "as_of": "2026-01-31",
    "titles": ["Senior Software Engineer"],
    "location": "London, United Kingdom",
    "seniority": "senior",
    "education_level": "bachelor",
    "quality": 0.93,
    "text_language": "en",
    "years": 11.8,
    "languages": [{"code": "en", "name": "English", "level": "native"}],
    "skills": [
        {
            "label": "Kubernetes",
            "id": "http://example.org/skillsearch/skill/kubernetes",
            "taxonomy": "esco",
            "version": "1.1.0",
            "confidence": 0.97,
            "years": 7.1,
            "evidence": [
                {
                    "sentence": "Deployed them with Docker and Kubernetes.",
                    "text": "Kubernetes",
                    "match": "alias",
                    "confidence": 0.97,
                    "start": 412,
                    "end": 422,
                }
            ],
        }
    ],
    "personal": {"email": 1, "name": 2, "phone": 1},
    "duplicate_of": [],
}

_ERASURE: JsonDict = {
    "id": "3f0c9a52-51f5-5d3c-8a5b-0d4a3c0f5e11",
    "erased": True,
    "removed": {
        "points": ["candidates__g0001"],
        "documents": 1,
        "contacts": 2,
        "items": 1,
        "parsed": 0,
        "receipts": 0,
        "spooled": 0,
        "uploads": 1,
        "classifier_examples": 0,
    },
    "rewritten": True,
    "proof": [
        {"where": "the store, by id", "passed": True, "found": "nothing in 1 generation"},
    ],
    "not_touched": [],
}


class ItemIn(BaseModel):
    """A document: its whole ``text``, or ``fields`` as a table has them (title, description …)."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(min_length=1, max_length=500)
    text: str | None = None
    fields: dict[str, Any] | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> ItemIn:
        if (self.text is None) == (self.fields is None):
            raise ValueError("give either text or fields")
        return self


class JobIn(BaseModel):
    """A bulk request as JSON."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "kind": "posting",
                    "items": [
                        {
                            "id": "4711",
                            "fields": {
                                "title": "Data Engineer",
                                "description": "You build pipelines in Python and SQL.",
                            },
                        }
                    ],
                }
            ]
        },
    )

    kind: Literal["resume", "posting"]
    items: list[ItemIn]
    tenant: str | None = Field(None, min_length=1, max_length=100)
    as_of: str = Field("", description="Count years up to this date (ISO 8601).")


class Counts(BaseModel):
    """Items by outcome; all values together are what was given."""

    done: int
    changed: int
    unchanged: int
    quarantined: int
    failed: int
    cancelled: int = 0
    waiting: int = Field(0, description="Not finished yet.")


class JobOut(BaseModel):
    """A bulk request and how far it is."""

    model_config = ConfigDict(json_schema_extra={"examples": [_JOB]})

    id: str
    kind: Literal["resume", "posting"]
    tenant: str
    state: JobState
    label: str
    given: int
    counts: Counts
    created: str
    started: str
    finished: str
    per_second: float | None = Field(None, description="Items finished in the last minute.")
    seconds_left: float | None = None


class Accepted(JobOut):
    """A job that was made."""

    model_config = ConfigDict(json_schema_extra={"examples": [_JOB | {"recognised": []}]})

    recognised: list[str] = Field(description="Columns as they were taken, and what was left out.")


class Retried(JobOut):
    """A job of which items were given back to work."""

    model_config = ConfigDict(json_schema_extra={"examples": [_JOB | {"retried": 1}]})

    retried: int


class JobList(BaseModel):
    """Jobs, the newest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"jobs": [_JOB]}]})

    jobs: list[JobOut]


class ItemOut(BaseModel):
    """A document of a job, and what became of it."""

    number: int
    external_id: str
    source: str
    state: ItemState
    reason: str
    message: str
    attempts: int
    id: str = Field(description="The id of the candidate or posting, once it is indexed.")
    duplicate_of: list[str]
    finished: str


class ItemList(BaseModel):
    """Items by number; ``after`` of the next page, null on the last."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_ITEM], "after": None}]})

    items: list[ItemOut]
    after: int | None


class Portrait(BaseModel):
    """Everything understood of a document, personal data masked; further fields by its kind."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"examples": [_PORTRAIT]})

    id: str
    external_id: str
    kind: Literal["resume", "posting"]
    tenant: str
    indexed: str
    titles: list[str] | None
    skills: list[dict[str, Any]]
    personal: dict[str, int] = Field(description="Spans of personal data by kind, masked.")
    duplicate_of: list[str]


class Export(BaseModel):
    """Everything that is held about a person."""

    model_config = ConfigDict(extra="allow")

    id: str
    external_id: str
    document: dict[str, Any] | None
    points: dict[str, Any]
    items: list[dict[str, Any]]
    jobs: list[dict[str, Any]]


class CheckOut(BaseModel):
    """A place that was looked in afterwards."""

    where: str
    passed: bool
    found: str


class ErasureOut(BaseModel):
    """What was removed, and the proof."""

    model_config = ConfigDict(json_schema_extra={"examples": [_ERASURE]})

    id: str
    erased: bool
    removed: dict[str, Any]
    rewritten: bool
    proof: list[CheckOut]
    not_touched: list[str]
