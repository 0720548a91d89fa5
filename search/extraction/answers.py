"""What an extraction and a normalisation are made of; CLI and API show the same fields."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from search.answers import Stamp
from skillsearch.documents import SectionKind
from skillsearch.extraction import Polarity, Way

__all__ = [
    "ExtractionAnswer",
    "Fit",
    "MentionedSkill",
    "Normalised",
    "NormalisedAnswer",
    "SkillChoice",
    "SkillMention",
    "TextExtraction",
    "UnmatchedPhrase",
]

Fit = Literal["exact", "alias", "fuzzy", "semantic", "none"]
"""How a line fits its skill: it is the preferred label, a further one, nearly one, means it."""


@dataclass(frozen=True, slots=True)
class MentionedSkill:
    """A concept by what identifies it."""

    id: str
    label: str
    taxonomy: str
    version: str


@dataclass(frozen=True, slots=True)
class SkillMention:
    """A place that names a skill; all offsets count characters of the text that was sent.

    ``text`` is ``sent[start:end]``, ``sentence`` is ``sent[sentence_start:sentence_end]``. Of the
    other fields see :class:`skillsearch.extraction.Mention`.
    """

    start: int
    end: int
    text: str
    sentence: str
    sentence_start: int
    sentence_end: int
    skill: MentionedSkill
    match: Way
    confidence: float
    section: SectionKind
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class UnmatchedPhrase:
    """What looks like a skill and is none that the index knows; see ``Unmatched``."""

    start: int
    end: int
    text: str
    section: SectionKind
    why: str


@dataclass(frozen=True, slots=True)
class TextExtraction:
    """What one text has in it. ``sha256`` (hex) is that of its UTF-8."""

    sha256: str
    characters: int
    kind: str
    mentions: tuple[SkillMention, ...]
    unmatched: tuple[UnmatchedPhrase, ...]


@dataclass(frozen=True, slots=True)
class ExtractionAnswer:
    """One result a text, in the order of the texts."""

    results: tuple[TextExtraction, ...]
    warnings: tuple[str, ...]
    stamp: Stamp

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class SkillChoice:
    """A skill that a line may mean, and how sure that is."""

    id: str
    label: str
    taxonomy: str
    version: str
    match: Fit
    confidence: float


@dataclass(frozen=True, slots=True)
class Normalised:
    """A line and what it means: ``best``, or None with the ``reason`` for not choosing.

    ``alternatives`` are the next best, at most three; where nothing is chosen, the nearest.
    """

    text: str
    best: SkillChoice | None
    reason: str
    alternatives: tuple[SkillChoice, ...]


@dataclass(frozen=True, slots=True)
class NormalisedAnswer:
    """One result a line, in the order of the lines."""

    results: tuple[Normalised, ...]
    warnings: tuple[str, ...]
    stamp: Stamp

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)
