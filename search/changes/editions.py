"""Editions to compare: all concepts of a taxonomy in one version, indexed or read from files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from search.open_index import OpenIndex
from skillsearch.editions import version_order
from skillsearch.errors import NothingIndexed, QueryError
from skillsearch.records import (
    Concept,
    ConceptType,
    Group,
    Level,
    Relation,
    Taxonomy,
    TaxonomyKey,
)
from skillsearch.store.conditions import of_taxonomy
from skillsearch.store.scrolling import scroll_pages

__all__ = ["TYPES", "ConceptKey", "Edition", "concept_of", "indexed_keys", "named_key", "stored"]

TYPES: dict[ConceptType, str] = {"skill": "skills", "occupation": "occupations"}
"""The collection alias of each type."""

ConceptKey = tuple[ConceptType, str]
"""Type and id: what tells the concepts of one edition apart."""


@dataclass(frozen=True)
class Edition:
    """All concepts of one taxonomy in one version and language, by type and id."""

    key: TaxonomyKey
    concepts: Mapping[ConceptKey, Concept]

    @classmethod
    def of(cls, taxonomy: Taxonomy) -> Edition:
        """A taxonomy as a reader made it."""
        return cls(taxonomy.key, _by_key(taxonomy.concepts))

    def label(self, concept: ConceptKey) -> str:
        """The preferred label, or "" where the edition does not have the concept."""
        found = self.concepts.get(concept)
        return found.label if found else ""


def indexed_keys(index: OpenIndex) -> list[TaxonomyKey]:
    """Every taxonomy, version and language that the index holds, sorted."""
    keys: set[TaxonomyKey] = set()
    for alias in TYPES.values():
        try:
            keys.update(index.collection(alias).lexicon.keys)
        except NothingIndexed:
            continue
    return sorted(keys, key=lambda k: (k.name, version_order(k.version), k.language))


def named_key(index: OpenIndex, reference: str, language: str | None = None) -> TaxonomyKey:
    """The indexed edition that ``esco@1.1.0`` or ``esco`` (the newest) names.

    Raises :class:`~skillsearch.errors.QueryError`, naming what there is, where none goes by it or
    where several languages do and none is chosen; :class:`~skillsearch.errors.NothingIndexed`
    where nothing is indexed.
    """
    name, _, version = reference.strip().partition("@")
    keys = indexed_keys(index)
    if not keys:
        index.collection("skills")  # raises with the remedy
    listed = ", ".join(f"{k.name}@{k.version}" + f" ({k.language})" for k in keys)
    fitting = [k for k in keys if k.name == name and version in ("", k.version)]
    if not fitting:
        near = get_close_matches(reference, {f"{k.name}@{k.version}" for k in keys}, n=1)
        guess = f"Did you mean {near[0]!r}? " if near else ""
        raise QueryError(f"{reference!r} is not in the index.", remedy=f"{guess}Indexed: {listed}.")
    if language:
        spoken = [k for k in fitting if k.language == language]
        if not spoken:
            raise QueryError(
                f"{reference!r} is not indexed in the language {language!r}.",
                remedy=f"Indexed: {listed}.",
            )
        fitting = spoken
    newest = max(version_order(k.version) for k in fitting)
    fitting = [k for k in fitting if version_order(k.version) == newest]
    if len(fitting) > 1:
        languages = ", ".join(k.language for k in fitting)
        raise QueryError(
            f"{reference!r} is indexed in several languages: {languages}.",
            remedy="Choose one: --language en, or language=en.",
        )
    return fitting[0]


def stored(index: OpenIndex, key: TaxonomyKey) -> Edition:
    """An edition as the index holds it."""
    concepts: list[Concept] = []
    for concept_type, alias in TYPES.items():
        try:
            name = index.collection(alias).name
        except NothingIndexed:
            continue
        for page in scroll_pages(index.store, name, filter=of_taxonomy(key), page=5000):
            concepts += (concept_of(record.payload, concept_type) for record in page)
    return Edition(key, _by_key(concepts))


def concept_of(payload: Mapping[str, Any], concept_type: ConceptType) -> Concept:
    """The record that a stored payload was made of."""
    return Concept(
        type=concept_type,
        id=payload["id"],
        label=payload["label"],
        kind=payload["kind"],
        alt_labels=tuple(payload["alt_labels"]),
        hidden_labels=tuple(payload["hidden_labels"]),
        description=payload["description"],
        definition=payload["definition"],
        scope_note=payload["scope_note"],
        code=payload["code"],
        paths=tuple(tuple(Group(**group) for group in path) for path in payload["paths"]),
        sectors=tuple(payload["sectors"]),
        tags=tuple(payload["tags"]),
        levels=tuple(_level(level) for level in payload["levels"]),
        relations=tuple(Relation(**relation) for relation in payload["relations"]),
        tasks=tuple(payload["tasks"]),
    )


def _level(stored_level: Mapping[str, Any]) -> Level:
    fields = dict(stored_level)
    for name in ("knowledge", "abilities"):
        fields[name] = tuple(fields[name])
    return Level(**fields)


def _by_key(concepts: Iterable[Concept]) -> dict[ConceptKey, Concept]:
    return {(concept.type, concept.id): concept for concept in concepts}
