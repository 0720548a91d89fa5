"""Which taxonomies a question is about, and the filter that says so to the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from search.open_index import LiveCollection
from search.request import ConceptFilter
from skillsearch.editions import newest
from skillsearch.errors import QueryError
from skillsearch.lexicon import Lexicon, Scope
from skillsearch.records import TaxonomyKey
from skillsearch.store.base import VectorStore
from skillsearch.store.conditions import of_taxonomy
from skillsearch.store.models import FieldCondition, Filter, MatchAny, MatchValue

__all__ = ["Scoping", "scope_of", "unmet"]


@dataclass(frozen=True)
class Scoping:
    """A checked filter: the taxonomies meant, the lexicon's scope, the store's condition."""

    keys: tuple[TaxonomyKey, ...]
    scope: Scope
    condition: Filter | None


def scope_of(lexicon: Lexicon, wanted: ConceptFilter) -> Scoping:
    """Resolve a filter against what is indexed.

    Raises :class:`~skillsearch.errors.QueryError` naming the value that nothing indexed has.
    """
    keys = list(lexicon.keys)
    _known("taxonomy", wanted.taxonomy, {k.name for k in keys})
    keys = [k for k in keys if not wanted.taxonomy or k.name in wanted.taxonomy]
    _known("language", wanted.language, {k.language for k in keys})
    keys = [k for k in keys if not wanted.language or k.language in wanted.language]
    versions = [v for v in wanted.version if v != "all"]
    _known("version", versions, {k.version for k in keys})
    if versions:
        keys = [k for k in keys if k.version in versions]
    elif "all" not in wanted.version:
        keys = newest(keys)
    _known("kind", wanted.kind, set(lexicon.kinds))
    kinds = wanted.kind or None

    must: list[FieldCondition | Filter] = []
    if set(keys) != set(lexicon.keys):
        must.append(Filter(should=[of_taxonomy(key) for key in keys]))
    must += [FieldCondition("kind", MatchAny(list(wanted.kind)))] if wanted.kind else []
    must += [FieldCondition(field, MatchAny(values)) for _, field, values in _folded(wanted)]
    condition = Filter(must=must) if must else None
    return Scoping(tuple(keys), lexicon.scope(keys, kinds), condition)


def unmet(store: VectorStore, collection: LiveCollection, wanted: ConceptFilter) -> list[str]:
    """Why nothing passes the filters: the values that no concept has, else their combination."""
    reasons = [
        f"No {collection.alias[:-1]} in the index has the {name} {value!r}."
        for name, field, values in _folded(wanted)
        for value in values
        if not store.count(
            collection.name, filter=Filter(must=[FieldCondition(field, MatchValue(value))])
        )
    ]
    return reasons or ["Nothing in the index passes all of these filters."]


def _folded(wanted: ConceptFilter) -> list[tuple[str, str, list[str]]]:
    """Filter, payload field and case-folded values, of filters whose values are not enumerated."""
    fields = (
        ("hierarchy", "hierarchy", wanted.hierarchy),
        ("sector", "sector_keys", wanted.sector),
        ("tag", "tags", wanted.tag),
    )
    return [(name, field, [v.casefold() for v in given]) for name, field, given in fields if given]


def _known(name: str, values: Sequence[str], indexed: set[str]) -> None:
    for value in values:
        if value in indexed:
            continue
        near = get_close_matches(value, indexed, n=1)
        guess = f"Did you mean {near[0]!r}? " if near else ""
        listed = ", ".join(sorted(indexed))
        raise QueryError(
            f"{name} = {value!r} is not in the index.", remedy=f"{guess}Indexed: {listed}."
        )
