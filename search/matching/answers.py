"""What an answer about documents is made of; CLI and API show the same fields by the same names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from search.answers import Stamp
from search.matching.need import Importance

__all__ = [
    "Band",
    "Entry",
    "Evidence",
    "MatchAnswer",
    "MatchHit",
    "MetBy",
    "Nearest",
    "Status",
    "Way",
]

Status = Literal["matched", "partial", "missing"]

Way = Literal["label", "alias", "fuzzy", "semantic", "implied", "words", "near", ""]

Band = Literal["strong", "good", "possible", "weak", "not enough evidence"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in the document that shows something: its sentence, masked, and the words in it.

    ``start`` and ``end`` count characters of the document's own text.
    """

    sentence: str
    section: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Nearest:
    """The sentence that comes nearest to what is missing; ``distance`` is 1 - cosine."""

    sentence: str
    section: str
    distance: float


@dataclass(frozen=True, slots=True)
class MetBy:
    """The skill of the document that meets a requirement, and what it is to the one asked for."""

    id: str
    label: str
    taxonomy: str
    tie: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the evidence ledger: a requirement, and what the document has for it.

    ``way`` says how it is met:

    ========  ==================================================================
    label     the text has the preferred label
    alias     another label of the skill
    fuzzy     one of them with a typo
    semantic  a sentence that means the skill
    implied   a narrower skill
    words     the very words that were asked for
    near      a skill or a sentence near in meaning: never more than partial
    ========  ==================================================================

    ``degree`` is 1 for matched, in (0, 1) for partial, 0 for missing; of a must-not it says how
    surely the document has it. ``years`` are those of the dated positions that name it, None where
    nothing is dated, ``years_asked`` those asked for.
    """

    requirement: str
    importance: Importance
    weight: float
    status: Status
    way: Way
    degree: float
    met_by: MetBy | None = None
    evidence: tuple[Evidence, ...] = ()
    years: float | None = None
    years_asked: float | None = None
    nearest: Nearest | None = None
    asked_in: str = ""


@dataclass(frozen=True, slots=True)
class MatchHit:
    """A document that answers, with everything that its score rests on.

    ``score`` (0–100) means the same in every search; ``score_back`` is that of the other direction:
    what the document itself asks for or offers, met by the one that asks (None where a sentence
    asked). ``features`` are in [0, 1], None where a side says nothing.
    """

    id: str
    external_id: str
    source: str
    score: float | None
    band: Band
    reasons: tuple[str, ...]
    ledger: tuple[Entry, ...]
    score_back: float | None = None
    titles: tuple[str, ...] = ()
    years: float | None = None
    location: str = ""
    seniority: str = ""
    education_level: str = ""
    languages: tuple[str, ...] = ()
    as_of: str = ""
    features: Mapping[str, float | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MatchAnswer:
    """Hits, best first, and what was asked: ``query`` may be edited and sent back.

    ``total`` counts the documents that pass the filters. ``facets`` maps a field to its values and
    how many of those documents have each. ``receipt`` is what ``skillsearch replay`` takes, ""
    where none is kept.
    """

    query: Mapping[str, Any]
    results: tuple[MatchHit, ...]
    total: int
    warnings: tuple[str, ...]
    stamp: Stamp
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    receipt: str = ""
    offset: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)
