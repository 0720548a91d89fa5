"""The bodies of requests and answers about jobs and the people in them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from search.api.job_examples import (
    ERASURE_EXAMPLE,
    EXPORT_EXAMPLE,
    ITEM_EXAMPLE,
    JOB_EXAMPLE,
    PORTRAIT_EXAMPLE,
)
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

    model_config = ConfigDict(json_schema_extra={"examples": [JOB_EXAMPLE]})

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

    model_config = ConfigDict(json_schema_extra={"examples": [JOB_EXAMPLE | {"recognised": []}]})

    recognised: list[str] = Field(description="Columns as they were taken, and what was left out.")


class Retried(JobOut):
    """A job of which items were given back to work."""

    model_config = ConfigDict(json_schema_extra={"examples": [JOB_EXAMPLE | {"retried": 1}]})

    retried: int


class JobList(BaseModel):
    """Jobs, the newest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"jobs": [JOB_EXAMPLE]}]})

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

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"items": [ITEM_EXAMPLE], "after": None}]}
    )

    items: list[ItemOut]
    after: int | None


class Portrait(BaseModel):
    """Everything understood of a document, personal data masked; further fields by its kind."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"examples": [PORTRAIT_EXAMPLE]})

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

    model_config = ConfigDict(extra="allow", json_schema_extra={"examples": [EXPORT_EXAMPLE]})

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

    model_config = ConfigDict(json_schema_extra={"examples": [ERASURE_EXAMPLE]})

    id: str
    erased: bool
    removed: dict[str, Any]
    rewritten: bool
    proof: list[CheckOut]
    not_touched: list[str]
