"""Concepts ↔ points: what a skill or an occupation looks like in the vector store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from skillsearch import bm25
from skillsearch.encoder.base import Vectors
from skillsearch.records import Concept, ConceptType, TaxonomyKey
from skillsearch.store.models import CollectionSchema, Payload, PointStruct
from skillsearch.text import stems, words

__all__ = ["ALIASES", "concept_schema", "to_payload", "to_point"]

ALIASES: dict[ConceptType, str] = {"skill": "skills", "occupation": "occupations"}
"""The collection alias that the concepts of each type live behind."""


def concept_schema(dimension: int) -> CollectionSchema:
    """The layout of the ``skills`` and ``occupations`` collections.

    ``dense`` is the preferred label; ``labels`` one row a label, preferred first; ``bm25`` all
    labels and the description.
    """
    return CollectionSchema(
        dense={"dense": dimension},
        multi={"labels": dimension},
        sparse=("bm25",),
        indexes={
            "taxonomy": "keyword",
            "version": "keyword",
            "language": "keyword",
            "kind": "keyword",
            "id": "keyword",
            "codes": "keyword",
            "hierarchy": "keyword",
            "sector_keys": "keyword",
            "tags": "keyword",
            "broader": "keyword",
            "skills": "keyword",
        },
    )


def to_payload(concept: Concept, key: TaxonomyKey) -> Payload:
    """Everything known about a concept, and the keyword fields that filters use.

    ``hierarchy`` holds the id, code and case-folded label of every group above it; ``sector_keys``
    the case-folded sectors; ``codes`` its own code and those of its levels; ``skills`` the ids of
    the skills that an occupation asks for.
    """
    groups = {group for path in concept.paths for group in path}
    payload: Payload = {
        "taxonomy": key.name,
        "version": key.version,
        "language": key.language,
        "id": concept.id,
        "kind": concept.kind,
        "label": concept.label,
        "alt_labels": list(concept.alt_labels),
        "hidden_labels": list(concept.hidden_labels),
        "description": concept.description,
        "definition": concept.definition,
        "scope_note": concept.scope_note,
        "code": concept.code,
        "codes": _distinct(c for c in (concept.code, *(v.code for v in concept.levels)) if c),
        "paths": [[asdict(group) for group in path] for path in concept.paths],
        "hierarchy": _distinct(
            value.casefold() for g in groups for value in (g.id, g.code, g.label) if value
        ),
        "sectors": list(concept.sectors),
        "sector_keys": _distinct(sector.casefold() for sector in concept.sectors),
        "tags": list(concept.tags),
        "levels": [asdict(level) for level in concept.levels],
        "relations": [asdict(relation) for relation in concept.relations],
        "broader": _distinct(r.target for r in concept.relations if r.kind == "broader"),
        "tasks": list(concept.tasks),
        "text_hash": concept.text_hash,
        "content_hash": concept.content_hash,
    }
    if concept.type == "occupation":
        asked = ("essential", "optional", "asks")
        payload["skills"] = _distinct(r.target for r in concept.relations if r.kind in asked)
    return payload


def to_point(concept: Concept, key: TaxonomyKey, label_vectors: Vectors) -> PointStruct:
    """The point of a concept; ``label_vectors`` has shape (len(concept.labels), dimension)."""
    text = "\n".join((*concept.labels, concept.description))
    return PointStruct(
        id=key.point_id(concept.type, concept.id),
        vector={
            "dense": label_vectors[0],
            "labels": label_vectors,
            "bm25": bm25.document_vector(stems(words(text), key.language)),
        },
        payload=to_payload(concept, key),
    )


def _distinct(values: Iterable[str]) -> list[str]:
    return sorted(set(values))
