"""The records that readers make and the pipeline stores: taxonomies and their concepts."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

__all__ = [
    "LABEL_FIELDS",
    "Concept",
    "ConceptType",
    "Group",
    "Level",
    "Relation",
    "Taxonomy",
    "TaxonomyKey",
    "stored_labels",
]

ConceptType = Literal["skill", "occupation"]

_NAMESPACE = uuid.UUID("6f1c1f0a-3a0e-5f4e-9a53-5a1f5e0c2b77")


@dataclass(frozen=True, slots=True)
class Group:
    """A node above a concept: a skill group, an ISCO group, a sector's category."""

    id: str
    label: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """What one proficiency level of a skill means, as its taxonomy words it.

    ``level`` is the taxonomy's own name of it ("3", "Basic"); ``title`` and ``code`` are those of
    the sector skill that the description belongs to, where the taxonomy has such.
    """

    level: str
    description: str = ""
    code: str = ""
    title: str = ""
    knowledge: tuple[str, ...] = ()
    abilities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A directed, named relation to another concept of the same taxonomy and version.

    kind   from → to
    ------ ------------------------------------------------------------------
    broader            a concept → the concept (not group) above it
    essential          occupation → skill, or skill → skill that it needs
    optional           the same, where it helps but is not needed
    asks               occupation → skill with no essential/optional grading
    related            skill ↔ skill, or occupation ↔ occupation

    ``level`` is the proficiency level asked for, "" where the taxonomy has none.
    """

    kind: Literal["broader", "essential", "optional", "asks", "related"]
    target: str
    level: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """One skill or occupation of one taxonomy, as its source states it.

    ``id`` is the taxonomy's own identifier (an ESCO URI, an O*NET code, a slug where there is
    none). ``kind`` is the taxonomy's own type of a concept in lower case: ``knowledge``,
    ``skill/competence``, ``tsc``, ``ccs``, ``technology``, ``occupation``, ``job role`` …
    ``alt_labels`` and ``hidden_labels`` never repeat the label or each other.
    ``paths`` are the chains of groups from the top to the direct parent; a concept may have many.
    ``tags`` are flags and collections in lower case: ``emerging``, ``hot``, ``in demand``,
    ``digital``, ``green``, ``sector-specific`` …
    """

    type: ConceptType
    id: str
    label: str
    kind: str
    alt_labels: tuple[str, ...] = ()
    hidden_labels: tuple[str, ...] = ()
    description: str = ""
    definition: str = ""
    scope_note: str = ""
    code: str = ""
    paths: tuple[tuple[Group, ...], ...] = ()
    sectors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    relations: tuple[Relation, ...] = ()
    tasks: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels: the preferred one, then alternative, then hidden."""
        return (self.label, *self.alt_labels, *self.hidden_labels)

    @property
    def text_hash(self) -> str:
        """SHA-256 of what is encoded: while it is the same, vectors need not be made again."""
        return _sha256([self.labels, self.description])

    @property
    def content_hash(self) -> str:
        """SHA-256 of everything: while it is the same, the stored point is left alone."""
        return _sha256(self)


@dataclass(frozen=True, slots=True, order=True)
class TaxonomyKey:
    """What tells two taxonomies in one index apart."""

    name: str
    version: str
    language: str

    def __str__(self) -> str:
        return f"{self.name}@{self.version} ({self.language})"

    def point_id(self, concept_type: ConceptType, concept_id: str) -> str:
        """The point of a concept: UUIDv5 of everything that identifies it, so it never moves."""
        name = "\x1f".join((self.name, self.version, self.language, concept_type, concept_id))
        return str(uuid.uuid5(_NAMESPACE, name))


@dataclass(frozen=True)
class Taxonomy:
    """One taxonomy in one version and language, read from its files.

    ``notes`` says in sentences what the reader could not use or had to repair.
    """

    key: TaxonomyKey
    concepts: tuple[Concept, ...]
    format: str
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def of_type(self, concept_type: ConceptType) -> Iterator[Concept]:
        """The concepts of one type, in the order of the source."""
        return (c for c in self.concepts if c.type == concept_type)


LABEL_FIELDS = ("label", "alt_labels", "hidden_labels")
"""The fields of a stored concept that hold its labels."""


def stored_labels(payload: Mapping[str, Any]) -> tuple[str, ...]:
    """:attr:`Concept.labels` of a stored concept: row i of its multivector is label i."""
    return (payload["label"], *payload["alt_labels"], *payload["hidden_labels"])


def _sha256(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_fields)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _fields(record: object) -> list[object]:
    """The values of a dataclass in their order: four times as fast as ``asdict`` on ESCO."""
    return [getattr(record, name) for name in type(record).__dataclass_fields__]  # type: ignore[attr-defined]
