"""What an answer is made of; CLI and API show the same fields by the same names."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

__all__ = ["Answer", "Hit", "IndexedTaxonomy", "Match", "Stamp", "Suggested"]

Match = Literal["exact", "alias", "prefix", "fuzzy", "lexical", "semantic"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept that answers a question.

    ``matched_label`` is the label that fits best and ``match`` says how. ``score`` lies in [0, 1]
    and depends on the query and the concept alone, so that it is comparable between queries.
    """

    id: str
    taxonomy: str
    version: str
    language: str
    label: str
    matched_label: str
    match: Match
    score: float
    description: str
    kind: str


@dataclass(frozen=True, slots=True)
class Suggested:
    """A label to complete what is being typed."""

    text: str
    id: str
    taxonomy: str
    version: str
    language: str
    match: str


@dataclass(frozen=True, slots=True, order=True)
class IndexedTaxonomy:
    """A taxonomy that an answer draws on."""

    name: str
    version: str
    language: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is needed to know where an answer came from."""

    product_version: str
    model: str
    fingerprint: str
    generation: str
    taxonomies: tuple[IndexedTaxonomy, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A list of results, what could not be used of the question, and the stamp."""

    results: tuple[Hit | Suggested, ...]
    warnings: tuple[str, ...]
    stamp: Stamp

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "results": [asdict(result) for result in self.results],
            "warnings": list(self.warnings),
            "stamp": asdict(self.stamp),
        }
