"""What a person has: the skills of a resume, or a list of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from search.extraction.normalising import Normaliser
from search.gap.answers import Party
from search.gap.evidence import Encode, Sentences, evidence_of
from search.gap.levels import parse_told
from search.matching.answers import Evidence
from search.open_index import OpenIndex
from skillsearch.errors import QueryError
from skillsearch.extraction import DEFAULT_CONFIDENCE
from skillsearch.records import TaxonomyKey
from skillsearch.store.models import Record

__all__ = ["LEAST_CONFIDENCE", "MAX_SKILLS", "Holding", "Person", "person_of", "person_with"]

LEAST_CONFIDENCE = 0.45
"""Below it a mention is not looked at; below ``DEFAULT_CONFIDENCE`` it makes a skill at most partly
held."""

MAX_SKILLS = 500


@dataclass(frozen=True, slots=True)
class Holding:
    """A skill (point id) that a person has, how sure that is (0–1), and what shows it.

    ``level`` and ``years`` are those told with it; ``years`` of a resume are those of its dated
    positions that name it.
    """

    skill: str
    confidence: float
    level: str = ""
    years: float | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether it would be shown as a skill of the person."""
        return self.confidence >= DEFAULT_CONFIDENCE


@dataclass(frozen=True)
class Person:
    """A person; ``holdings`` are ordered by confidence, the surest first."""

    party: Party
    holdings: tuple[Holding, ...]
    sentences: Sentences
    languages: Mapping[str, str] = field(default_factory=dict)
    """Name of a spoken language in lower case → its level as written, "" where none is."""
    warnings: tuple[str, ...] = ()

    @cached_property
    def sure(self) -> tuple[str, ...]:
        """The point ids of what is surely held."""
        return tuple(h.skill for h in self.holdings if h.is_sure)


def person_of(record: Record, encode: Encode) -> Person:
    """The person of a candidate's point, or of a text read like one.

    The label is the latest title: no name, and no external id, which is often one.
    """
    payload = record.payload
    holdings = tuple(
        Holding(
            entry["skill"],
            entry["confidence"],
            years=entry["years"],
            evidence=evidence_of(payload["pieces"], entry["mentions"]),
        )
        for entry in payload["evidence"]
        if entry["confidence"] >= LEAST_CONFIDENCE
    )
    ordered = tuple(sorted(holdings, key=lambda h: (-h.confidence, h.skill)))
    titles = payload.get("titles") or ["untitled"]
    party = Party(
        "candidate" if record.id else "resume",
        record.id,
        titles[0],
        sum(h.is_sure for h in ordered),
    )
    spoken = {one["name"].casefold(): one["level"] for one in payload.get("languages_spoken", ())}
    warnings = () if ordered else ("The resume names no skill that the index knows.",)
    return Person(party, ordered, Sentences.of(record, encode), spoken, warnings)


def person_with(index: OpenIndex, entries: Sequence[str], language: str = "en") -> Person:
    """The person that has these skills: labels, each with its level or years if known.

    What means no skill of the index is a warning that names the nearest. Raises
    :class:`~skillsearch.errors.QueryError` where there are none, or too many.
    """
    told = [parse_told(entry) for entry in entries]
    if not 1 <= len(told) <= MAX_SKILLS:
        raise QueryError(
            f"{len(told):,} skills are given.", remedy=f"Give 1 to {MAX_SKILLS} skills."
        )
    normaliser = Normaliser.open(index, language=language)
    holdings: dict[str, Holding] = {}
    warnings = []
    for (name, level, years), found in zip(
        told, normaliser.all_of([name for name, _, _ in told]), strict=True
    ):
        if found.best is None:
            near = [choice.label for choice in found.alternatives[:2]]
            guess = f" The nearest: {', '.join(near)}." if near else ""
            warnings.append(f"{name!r} is not used: {found.reason}.{guess}")
            continue
        # The same label in another taxonomy is the same skill, told once.
        spelled = [c for c in found.alternatives if c.match in ("exact", "alias")]
        others = [c for c in spelled if c.taxonomy != found.best.taxonomy]
        for choice in (found.best, *others):
            key = TaxonomyKey(choice.taxonomy, choice.version, language)
            point = key.point_id("skill", choice.id)
            holdings.setdefault(point, Holding(point, 1.0, level, years))
    named = len(told) - len(warnings)
    party = Party("skills", "", f"{named} skill{'s' if named != 1 else ''}", named)
    return Person(party, tuple(holdings.values()), Sentences(), warnings=tuple(warnings))
