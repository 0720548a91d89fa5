"""What a protocol is: a name, the scorers that make sense for it, and a way to measure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from training.evaluation.bootstrap import Measure
from training.evaluation.materials import Materials
from training.evaluation.results import Pairs
from training.evaluation.subject import Subject

__all__ = ["SCORERS", "Measured", "Protocol", "Scorer"]

Scorer = Literal["dense", "aliases", "hybrid", "re-ranked"]

SCORERS: dict[Scorer, str] = {
    "dense": "cosine to the preferred label",
    "aliases": "the largest cosine to the preferred and alternative labels",
    "hybrid": "what the product answers: literal and semantic evidence together",
    "re-ranked": "sentence and phrases against these labels, and labels that are spelled out",
}
"""Every way to score candidates, with what it does."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The measures of one protocol, the first of which gives the number of queries."""

    measures: tuple[Measure, ...]
    pairs: Pairs | None = None


@dataclass(frozen=True, slots=True)
class Protocol:
    """One test. ``measure`` raises :class:`~skillsearch.errors.SourceError` for missing data."""

    id: str
    title: str
    scorers: tuple[Scorer, ...]
    measure: Callable[[Subject, Scorer, Materials], Measured]
