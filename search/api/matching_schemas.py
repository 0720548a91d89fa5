"""What searches for candidates and postings take and give over HTTP."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from search.api.examination_schemas import ConstraintCostOut, GroupImpactOut, ProbeOut
from search.api.matching_examples import PAIR_EXAMPLE, SEARCH_BODY_EXAMPLE, SEARCH_EXAMPLE
from search.api.schemas import StampOut
from search.matching.answers import Band, Status, Way
from search.matching.groups import MOST_LABELLED
from search.matching.need import DocumentFilter, Importance
from search.request import MAX_LIMIT, MAX_OFFSET
from skillsearch.documents import EducationLevel, Seniority

__all__ = ["CandidateSearchIn", "MatchIn", "MatchOut", "PostingSearchIn"]

MAX_TEXT = 200_000


class FiltersIn(BaseModel):
    """Who is left out; what a document does not say does not pass."""

    model_config = ConfigDict(extra="forbid")

    location: list[str] = []
    years_min: float | None = Field(default=None, ge=0)
    years_max: float | None = Field(default=None, ge=0)
    seniority: list[Seniority] = []
    education_min: EducationLevel = ""
    languages: list[str] = Field(default=[], description="ISO 639-1; all of them.")
    as_of_from: str = Field(default="", description="Documents since this date, ISO 8601.")
    as_of_to: str = ""
    quality_min: float | None = Field(default=None, ge=0, le=1)

    def checked(self) -> DocumentFilter:
        """Raises :class:`~skillsearch.errors.QueryError` for a date that is none."""
        given: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in self.model_dump().items()
        }
        return DocumentFilter(**given)


class _SearchIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(default="", description="A sentence; AND, OR, NOT and quotes work in it.")
    query: dict[str, Any] | None = Field(
        default=None,
        description="A structured query as an answer's `query` shows it, perhaps edited.",
    )
    like: list[str] = Field(default=[], max_length=20, description="Ids of documents to be like.")
    unlike: list[str] = Field(default=[], max_length=20)
    filters: FiltersIn = FiltersIn()
    limit: int = Field(default=10, ge=1, le=MAX_LIMIT)
    offset: int = Field(default=0, ge=0, le=MAX_OFFSET)
    diversity: float = Field(default=0.0, ge=0, le=1)
    facets: bool = False
    meter: bool = Field(default=False, description="What each constraint costs.")
    taxonomies: list[str] = Field(default=[], description="Whose skills count; default: of all.")
    language: str = Field(default="en", description="Of the labels, ISO 639-1.")
    reveal: bool = Field(
        default=False,
        description="External ids whole and sentences as they are, where the server permits it.",
    )
    tenant: str | None = Field(default=None, min_length=1, max_length=100)


class CandidateSearchIn(_SearchIn):
    """Who fits: a sentence, an indexed posting, the text of one, examples, or a query."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                SEARCH_BODY_EXAMPLE,
                {"text": "senior python dev in Singapore, 5+ years, fintech, not agencies"},
                {"posting_id": "solar-installer.txt", "limit": 20, "facets": True},
                {
                    "posting_id": "solar-installer.txt",
                    "probe": True,
                    "groups": [{"external_id": "electrician.txt", "trained": "abroad"}],
                },
            ]
        },
    )

    posting_id: str = Field(default="", description="Of an indexed posting: external or point id.")
    posting_text: str = Field(default="", max_length=MAX_TEXT, description="Not indexed.")
    probe: bool = Field(default=False, description="Swap cues in the hits: does a score move?")
    groups: list[dict[str, str]] = Field(
        default=[],
        max_length=MOST_LABELLED,
        description="`external_id` or `id`, and a group for each attribute; never stored.",
    )
    threshold: float = Field(default=75, ge=0, le=100, description="Selected from this score.")


class PostingSearchIn(_SearchIn):
    """Which vacancy fits: a sentence, an indexed candidate, a resume's text, examples, a query."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"candidate_id": "site-manager.xml", "limit": 5}]},
    )

    candidate_id: str = ""
    resume_text: str = Field(default="", max_length=MAX_TEXT)


class MatchIn(BaseModel):
    """One person and one posting, each indexed or as text."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"candidate_id": "site-manager.xml", "posting_id": "solar-installer.txt"}]
        },
    )

    candidate_id: str = ""
    resume_text: str = Field(default="", max_length=MAX_TEXT)
    posting_id: str = ""
    posting_text: str = Field(default="", max_length=MAX_TEXT)
    reveal: bool = Field(
        default=False,
        description="External ids whole and sentences as they are, where the server permits it.",
    )
    tenant: str | None = Field(default=None, min_length=1, max_length=100)

    @model_validator(mode="after")
    def _one_of_each(self) -> MatchIn:
        if bool(self.candidate_id) == bool(self.resume_text):
            raise ValueError("give candidate_id or resume_text, one of them")
        if bool(self.posting_id) == bool(self.posting_text):
            raise ValueError("give posting_id or posting_text, one of them")
        return self


class EvidenceOut(BaseModel):
    """A sentence of the document, masked; offsets count characters of its own text."""

    sentence: str
    section: str
    text: str
    start: int
    end: int


class NearestOut(BaseModel):
    """What comes nearest to something missing; ``distance`` is 1 - cosine."""

    sentence: str
    section: str
    distance: float


class MetByOut(BaseModel):
    """The skill that meets a requirement, and what it is to the one asked for."""

    id: str
    label: str
    taxonomy: str
    tie: str


class EntryOut(BaseModel):
    """A line of the evidence ledger."""

    requirement: str
    importance: Importance
    weight: float
    status: Status
    way: Way
    degree: float
    met_by: MetByOut | None
    evidence: list[EvidenceOut]
    years: float | None
    years_asked: float | None
    nearest: NearestOut | None
    asked_in: str


class MatchHitOut(BaseModel):
    """A document; ``score`` is None where there is not enough evidence."""

    id: str
    external_id: str
    source: str
    score: float | None
    band: Band
    reasons: list[str]
    ledger: list[EntryOut]
    score_back: float | None
    titles: list[str]
    years: float | None
    location: str
    seniority: str
    education_level: str
    languages: list[str]
    as_of: str
    features: dict[str, float | None]


class PartOut(BaseModel):
    """A stretch of the sentence, and what it was taken for."""

    start: int
    end: int
    text: str
    meaning: str


class MatchOut(BaseModel):
    """Hits, best first; ``query`` may be edited and sent back; ``total`` passes the filters."""

    model_config = ConfigDict(json_schema_extra={"examples": [SEARCH_EXAMPLE, PAIR_EXAMPLE]})

    query: dict[str, Any]
    understood: list[PartOut] = []
    results: list[MatchHitOut]
    total: int
    warnings: list[str]
    stamp: StampOut
    facets: dict[str, dict[str, int]]
    meter: list[ConstraintCostOut] | None = Field(default=None, description="If asked for.")
    probe: ProbeOut | None = Field(default=None, description="If asked for.")
    impact: GroupImpactOut | None = Field(default=None, description="If groups were given.")
    receipt: str
    offset: int
