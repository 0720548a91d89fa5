"""The bodies of requests and answers about gaps."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from search.api.schemas import STAMP_EXAMPLE, StampOut
from search.gap.answers import Grade, Standing
from search.gap.courses import Minimise
from search.gap.person import MAX_SKILLS
from search.gap.team import MOST_MEMBERS
from search.matching.skill_space import Tie

__all__ = ["GapIn", "GapOut", "TeamGapIn", "TeamGapOut"]

_SKILL: JsonDict = {
    "point": "5d4f0f0c-6f0e-5a57-9e39-b9d6b2d0a7c1",
    "id": "http://example.org/skillsearch/skill/sql",
    "label": "SQL",
    "taxonomy": "esco",
}
_ASKED: JsonDict = {
    "label": "SQL",
    "skills": [_SKILL],
    "grade": "essential",
    "importance": 0.92,
    "like_postings_share": 0.8,
    "level": "",
    "evidence": [],
}
_PERSON: JsonDict = {"kind": "skills", "id": "", "label": "2 skills", "skills": 2, "taxonomy": ""}
_TARGET: JsonDict = {
    "kind": "occupation",
    "id": "http://example.org/skillsearch/occupation/data-engineer",
    "label": "data engineer",
    "skills": 1,
    "taxonomy": "esco@1.1.0 (en)",
}
_LINE: JsonDict = {
    "asked": _ASKED,
    "standing": "held",
    "degree": 1.0,
    "met": {"skill": _SKILL, "tie": "same", "degree": 1.0},
    "worded": None,
    "evidence": [],
    "years": 5.0,
    "level_held": "",
    "level_from": "",
    "level_short": 0,
    "nearest": None,
    "nearness": 0.0,
    "transfers": [],
    "note": "",
}
_GAP: JsonDict = {
    "person": _PERSON,
    "target": _TARGET,
    "coverage": 1.0,
    "held": [_LINE],
    "partly": [],
    "missing": [],
    "path": [],
    "stepping_stones": [],
    "courses": None,
    "like_postings": 25,
    "warnings": [],
    "stamp": STAMP_EXAMPLE,
}
_TEAM: JsonDict = {
    "target": _TARGET,
    "coverage": 1.0,
    "columns": [{"asked": _ASKED, "held_by": 1, "partly_by": 0, "best": 1.0}],
    "people": [
        {
            "person": {
                "kind": "candidate",
                "id": "6dc1d472-217c-5412-8a3a-e5aad09db9a2",
                "label": "Back-end developer",
                "skills": 28,
                "taxonomy": "",
            },
            "coverage": 1.0,
            "degrees": [1.0],
        }
    ],
    "people_total": 1,
    "lacking": [],
    "additions": [],
    "pool_total": 10,
    "warnings": [],
    "stamp": STAMP_EXAMPLE,
}


class PersonIn(BaseModel):
    """A person, in exactly one way."""

    model_config = ConfigDict(extra="forbid")

    candidate_id: str = Field("", description="External id, id of the point, or its beginning.")
    text: str = Field("", description="The text of a resume. Nothing of it is stored.")
    skills: list[str] = Field(
        [], max_length=MAX_SKILLS, description='Each with its level or years: "Data Analysis:3".'
    )

    @model_validator(mode="after")
    def _one_of_them(self) -> PersonIn:
        if sum(map(bool, (self.candidate_id, self.text, self.skills))) != 1:
            raise ValueError("give one of candidate_id, text and skills")
        return self


class TargetIn(BaseModel):
    """What is asked, in exactly one way."""

    model_config = ConfigDict(extra="forbid")

    posting_id: str = Field("", description="External id, id of the point, or its beginning.")
    text: str = Field("", description="The text of a posting. Nothing of it is stored.")
    title: str = Field("", description="Of a posting given as text.")
    occupation: str = Field("", description="Id, code or title, of ESCO or an SSF role …")
    taxonomy: list[str] = Field([], description="Of the occupation; default: all.")

    @model_validator(mode="after")
    def _one_of_them(self) -> TargetIn:
        if sum(map(bool, (self.posting_id, self.text, self.occupation))) != 1:
            raise ValueError("give one of posting_id, text and occupation")
        return self


class _Asking(BaseModel):
    model_config = ConfigDict(extra="forbid")

    target: TargetIn
    tenant: str = Field("default", min_length=1, max_length=100)
    language: str = Field("en", description="Of the labels (ISO 639-1).")


class GapIn(_Asking):
    """One person against one target."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "person": {"skills": ["Python", "SQL:5y"]},
                    "target": {"occupation": "data engineer"},
                }
            ]
        },
    )

    person: PersonIn
    fewest: Minimise = Field("hours", description="What the chosen courses take least of.")


class TeamGapIn(_Asking):
    """A team against one target."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"team": ["all"], "target": {"occupation": "data engineer"}}]
        },
    )

    team: list[str] = Field(
        min_length=1, max_length=MOST_MEMBERS, description='Ids of candidates, or ["all"].'
    )
    shown: int = Field(200, ge=1, le=10_000, description="People in the answer, at most.")
    additions: int = Field(5, ge=0, le=100, description="Of the others, who would add most.")


class SkillNameOut(BaseModel):
    """A skill by what identifies it."""

    point: str
    id: str
    label: str
    taxonomy: str


class PartyOut(BaseModel):
    """One side of the comparison, without personal data."""

    kind: str
    id: str
    label: str
    skills: int
    taxonomy: str


class GapEvidenceOut(BaseModel):
    """A sentence, masked, and the words in it that say so."""

    sentence: str
    section: str
    text: str
    start: int
    end: int


class NearestSentenceOut(BaseModel):
    """The sentence nearest to what is missing; ``distance`` is 1 - cosine."""

    sentence: str
    section: str
    distance: float


class AskedOut(BaseModel):
    """One thing asked for; any of ``skills`` meets it."""

    label: str
    skills: list[SkillNameOut]
    grade: Grade
    importance: float = Field(ge=0, le=1)
    like_postings_share: float | None
    level: str
    evidence: list[GapEvidenceOut]


class MetOut(BaseModel):
    """What meets it."""

    skill: SkillNameOut
    tie: Tie
    degree: float


class WordingOut(BaseModel):
    """Words that say it, and the label that they come nearest to."""

    phrase: str
    label: str
    fit: float


class TransferOut(BaseModel):
    """What is held and helps with it, and why."""

    skill: SkillNameOut
    nearness: float
    cosine: float
    reasons: list[str]


class LineOut(BaseModel):
    """What is asked, and how the person stands to it."""

    asked: AskedOut
    standing: Standing
    degree: float = Field(ge=0, le=1)
    met: MetOut | None
    worded: WordingOut | None
    evidence: list[GapEvidenceOut]
    years: float | None
    level_held: str
    level_from: Literal["told", "years", ""]
    level_short: int
    nearest: NearestSentenceOut | None
    nearness: float
    transfers: list[TransferOut]
    note: str


class StepOut(BaseModel):
    """One step of the path."""

    number: int
    kind: Literal["learn", "deepen", "prerequisite"]
    label: str
    skill: SkillNameOut
    importance: float
    nearness: float
    why: str
    after: list[str]
    courses: list[str]


class SteppingStoneOut(BaseModel):
    """An occupation on the way."""

    id: str
    label: str
    taxonomy: str
    keeps: int
    readiness: float
    brings: list[str]
    lacks: int
    score: float


class CourseChoiceOut(BaseModel):
    """A course, and what of the gap it teaches."""

    id: str
    title: str
    catalogue: str
    provider: str
    hours: float | None
    cost: float | None
    currency: str
    url: str
    teaches: list[str]


class CoursePlanOut(BaseModel):
    """The courses that teach as much of the gap as can be taught, for the least."""

    minimises: Minimise
    courses: list[CourseChoiceOut]
    covered: float
    uncovered: list[str]
    hours: float
    cost: float | None
    currency: str
    unpriced: int
    catalogue_size: int


class GapOut(BaseModel):
    """A person against a target."""

    model_config = ConfigDict(json_schema_extra={"examples": [_GAP]})

    person: PartyOut
    target: PartyOut
    coverage: float
    held: list[LineOut]
    partly: list[LineOut]
    missing: list[LineOut]
    path: list[StepOut]
    stepping_stones: list[SteppingStoneOut]
    courses: CoursePlanOut | None
    like_postings: int
    warnings: list[str]
    stamp: StampOut


class MemberOut(BaseModel):
    """A person of the team; degrees in the order of the columns."""

    person: PartyOut
    coverage: float
    degrees: list[float]


class ColumnOut(BaseModel):
    """One thing asked, and how the team stands to it."""

    asked: AskedOut
    held_by: int
    partly_by: int
    best: float


class AdditionOut(BaseModel):
    """Somebody of the pool, and what the team would gain."""

    person: PartyOut
    gain: float
    coverage: float
    adds: list[str]
    improves: list[str]


class TeamGapOut(BaseModel):
    """A team against a target."""

    model_config = ConfigDict(json_schema_extra={"examples": [_TEAM]})

    target: PartyOut
    coverage: float
    columns: list[ColumnOut]
    people: list[MemberOut]
    people_total: int
    lacking: list[str]
    additions: list[AdditionOut]
    pool_total: int
    warnings: list[str]
    stamp: StampOut
