"""What an answer about titles is made of; CLI and API show the same fields by the same names."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from search.answers import Stamp
from search.titles.noise import Part
from skillsearch.documents import Seniority

__all__ = [
    "OccupationFit",
    "SimilarJob",
    "SimilarTitle",
    "TitleAnswer",
    "TitleList",
    "TitleReading",
]


@dataclass(frozen=True, slots=True)
class OccupationFit:
    """An occupation that a title may name.

    ``score`` is the closeness in meaning (0–1), ``matched_label`` the label that comes nearest.
    ``confidence`` is how often such a title stands for this very occupation.
    """

    id: str
    label: str
    taxonomy: str
    version: str
    matched_label: str
    score: float
    confidence: float


@dataclass(frozen=True, slots=True)
class SimilarTitle:
    """Another title for the same or a near job, and where it is from.

    ``cosine`` is that of the two texts. ``label`` is the occupation that goes by the title, ""
    where it stands above ``count`` indexed postings.
    """

    title: str
    cosine: float
    source: Literal["occupations", "postings"]
    label: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class SimilarJob:
    """A posting whose title is near; ``score`` is the cosine of the titles."""

    id: str
    external_id: str
    title: str
    location: str
    score: float


@dataclass(frozen=True, slots=True)
class TitleReading:
    """One job that a title names.

    ``best`` is the surest of ``occupations``, None where that would be a guess; ``reason`` says so.
    """

    title: str
    core: str
    seniority: Seniority
    specialisations: tuple[str, ...]
    best: OccupationFit | None
    reason: str
    occupations: tuple[OccupationFit, ...]
    similar: tuple[SimilarTitle, ...]
    jobs: tuple[SimilarJob, ...]


@dataclass(frozen=True, slots=True)
class TitleAnswer:
    """What one title says: a reading a job, what was taken off, ``reason`` if no job is named."""

    text: str
    titles: tuple[TitleReading, ...]
    parts: tuple[Part, ...]
    reason: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class TitleList:
    """Answers in the order of the titles."""

    results: tuple[TitleAnswer, ...]
    warnings: tuple[str, ...]
    stamp: Stamp

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)
