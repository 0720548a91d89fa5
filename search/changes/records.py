"""What a comparison of two editions says."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

from search.changes.editions import ConceptKey
from skillsearch.records import ConceptType, TaxonomyKey

__all__ = ["KINDS", "Change", "ChangeKind", "Changes", "Detail", "Kin", "Side"]

ChangeKind = Literal[
    "added",
    "removed",
    "renamed",
    "merged",
    "split",
    "relabelled",
    "redescribed",
    "moved",
    "relations",
    "levels",
    "reclassified",
]

KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)

BREAKING: tuple[ChangeKind, ...] = ("removed", "renamed", "merged", "split")
"""Kinds after which what was stored about a concept may no longer be true."""


@dataclass(frozen=True, slots=True)
class Side:
    """A concept of one of the editions."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Kin:
    """How surely an old concept lives on in a new one, and by what it is known.

    ``confidence`` in 0..1 orders the candidates; it is not a probability. ``share`` is the part of
    the old one's members (codes of sector skills, else their titles) that the new one has, None
    where it has none to compare. Cosines and ``letters`` lie in 0..1, None where not compared.
    """

    after: Side
    confidence: float
    share: float | None = None
    same_label: bool = False
    same_description: bool = False
    label_cosine: float | None = None
    description_cosine: float | None = None
    letters: float | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """A field that differs, with what both editions have of it that the other has not."""

    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the concepts on both sides, the fields that differ, the evidence.

    ``before`` is empty for what was added, ``after`` for what was removed. ``doubtful``: the id
    stayed, but label and description are so far from what they were that it may stand for
    another concept now.
    """

    kind: ChangeKind
    type: ConceptType
    before: tuple[Side, ...]
    after: tuple[Side, ...]
    details: tuple[Detail, ...] = ()
    evidence: tuple[Kin, ...] = ()
    doubtful: bool = False

    @property
    def concepts_before(self) -> tuple[ConceptKey, ...]:
        """The concepts of the old edition that it touches."""
        return tuple((self.type, side.id) for side in self.before)

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)


@dataclass(frozen=True)
class Changes:
    """Everything that differs between two editions, ordered by kind, type and label.

    ``unchanged`` counts the concepts in which nothing differs. ``notes`` says in sentences what
    stands above single concepts: groups that were renamed or got other ids.
    """

    old: TaxonomyKey
    new: TaxonomyKey
    sizes: tuple[int, int]
    unchanged: int
    changes: tuple[Change, ...]
    notes: tuple[str, ...] = field(default=())

    @property
    def counts(self) -> dict[str, int]:
        """Kind → number of changes, every kind."""
        found = Counter(change.kind for change in self.changes)
        return {kind: found[kind] for kind in KINDS}

    def of_kinds(self, kinds: tuple[str, ...]) -> tuple[Change, ...]:
        """The changes of some kinds; of all, where none is named."""
        return tuple(c for c in self.changes if not kinds or c.kind in kinds)
