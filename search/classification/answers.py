"""What a classification is made of; CLI and API show the same fields by the same names."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

__all__ = ["Choice", "Classified", "ClassifiedBy", "ClassifyAnswer", "Neighbour", "Speaking"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A category and its probability, 0–1."""

    category: str
    probability: float


@dataclass(frozen=True, slots=True)
class Speaking:
    """A sentence (masked) that speaks for the category, or the titles (section ``titles``).

    ``weight`` is what the logarithm of the odds would lose without it.
    """

    sentence: str
    section: str
    weight: float


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A resume like this one. ``similarity`` is the cosine of the two profiles.

    ``labelled``: somebody put it into the category, and the classifier learned from it; else the
    classifier did. ``id`` is the candidate's point, "" where it is not indexed. The external id and
    the titles are masked: who it is, nobody need know to understand the category.
    """

    id: str
    external_id: str
    category: str
    labelled: bool
    similarity: float
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Classified:
    """What became of one resume; ``source`` is its file, or the external id of the candidate.

    ``category`` is None where no probability reaches the threshold: not sure. ``likeliest`` is then
    what it would have been. ``sentences`` speak for the likeliest, ``nearest`` are sorted by
    similarity.
    """

    source: str
    candidate_id: str
    category: str | None
    likeliest: str
    probability: float
    alternatives: tuple[Choice, ...]
    sentences: tuple[Speaking, ...]
    nearest: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class ClassifiedBy:
    """The classifier: its method, what it learned from, and how good it was in cross-validation."""

    method: str
    made: str
    resumes: int
    categories: tuple[str, ...]
    macro_f1: float
    threshold: float
    sure: float
    model: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class ClassifyAnswer:
    """One result a resume, in their order."""

    results: tuple[Classified, ...]
    classifier: ClassifiedBy
    warnings: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)
