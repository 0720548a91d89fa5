"""Everything known about one skill or occupation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from difflib import get_close_matches
from itertools import chain
from typing import Any

import numpy as np

from search.answers import Answer, Hit
from search.concepts import to_hits
from search.open_index import LiveCollection, OpenIndex
from search.request import ConceptFilter
from search.scoping import Scoping, scope_of
from skillsearch.editions import version_order
from skillsearch.errors import NotFound, NothingIndexed, QueryError
from skillsearch.records import TaxonomyKey
from skillsearch.store.conditions import of_taxonomy
from skillsearch.store.models import (
    FieldCondition,
    Filter,
    MatchAny,
    MatchValue,
    QueryRequest,
    Record,
)
from skillsearch.store.scrolling import scroll_pages
from skillsearch.text import normal_form

__all__ = ["concept_detail", "find_concepts", "similar_concepts"]

NEIGHBOURS = 5
_INTERNAL = ("text_hash", "content_hash", "hierarchy", "sector_keys", "codes", "skills", "broader")
_IDENTITY = ("id", "taxonomy", "version", "language", "label")
_OTHER = {"skills": "occupations", "occupations": "skills"}


def concept_detail(
    index: OpenIndex, alias: str, concept: str, wanted: ConceptFilter
) -> dict[str, Any]:
    """All fields of a concept, its relations with labels, what it belongs to, its neighbours.

    ``concept`` is an id, a code or a label. Where several concepts go by it, ``also`` lists the
    others; :func:`find_concepts` says which one is meant. Raises
    :class:`~skillsearch.errors.NotFound`.
    """
    collection = index.collection(alias)
    scoping = scope_of(collection.lexicon, wanted)
    record, *others = find_concepts(index, collection, concept, scoping)
    payload = record.payload
    key = TaxonomyKey(payload["taxonomy"], payload["version"], payload["language"])
    detail = {name: value for name, value in payload.items() if name not in _INTERNAL}
    detail["relations"] = _relations(index, alias, payload["relations"], key)
    detail["narrower"] = _brief(_all_with(index, collection.name, "broader", payload["id"], key))
    if alias == "skills":
        detail["occupations"] = _occupations(index, payload["id"], key)
    detail["neighbours"] = [
        {"id": hit.id, "label": hit.label, "score": hit.score}
        for hit in _similar(index, collection, record, of_taxonomy(key), NEIGHBOURS)
    ]
    detail["also"] = [{name: r.payload[name] for name in _IDENTITY} for r in others]
    detail["stamp"] = asdict(collection.stamp([key]))
    return detail


def similar_concepts(
    index: OpenIndex, alias: str, concept: str, wanted: ConceptFilter, limit: int
) -> Answer:
    """The concepts whose labels mean most nearly the same as this one's preferred label.

    ``score`` is the cosine between its preferred label and the other's nearest label.
    """
    collection = index.collection(alias)
    scoping = scope_of(collection.lexicon, wanted)
    record, *others = find_concepts(index, collection, concept, scoping)
    hits = _similar(index, collection, record, scoping.condition, limit)
    warnings = [_chosen(concept, alias, record, others)] if others else []
    return Answer(tuple(hits), tuple(warnings), collection.stamp(scoping.keys))


def find_concepts(
    index: OpenIndex, collection: LiveCollection, concept: str, scoping: Scoping
) -> list[Record]:
    """The points that go by an id, else by a code, else by a label; the one meant comes first.

    A preferred label goes before an alternative one, a concept with a description before one
    without, then by the name of the taxonomy, the newest version, the language and the id.
    """
    wanted = concept.strip()
    if not wanted:
        raise QueryError("The id is empty.", remedy="Give an id, a code or a label.")
    for field in ("id", "codes"):
        match = FieldCondition(field, MatchValue(wanted))
        condition = Filter(must=(match, *([scoping.condition] if scoping.condition else [])))
        pages = scroll_pages(index.store, collection.name, filter=condition)
        found = list(chain.from_iterable(pages))
        if found:
            return _by_preference(found, {})
    lexicon = collection.lexicon
    inside = scoping.scope.mask(lexicon)
    form = normal_form(wanted)
    positions = lexicon.form.equal_range(form, lexicon.form_order) if form else range(0)
    rows = [int(lexicon.form_order[p]) for p in positions]
    rows = [row for row in rows if inside[lexicon.row_concept[row]]]
    if not rows:
        raise NotFound(
            f"No {collection.alias[:-1]} has the id, code or label {_short(wanted)!r}.",
            remedy=_did_you_mean(lexicon.vocabulary, form)
            or f"Search for it: skillsearch {collection.alias} {_short(wanted)!r}.",
        )
    roles: dict[str, int] = {}
    for row in rows:
        point = lexicon.point_id(int(lexicon.row_concept[row]))
        roles[point] = min(int(lexicon.row_role[row]), roles.get(point, 2))
    return _by_preference(index.store.retrieve(collection.name, list(roles)), roles)


def _by_preference(records: Sequence[Record], roles: Mapping[str, int]) -> list[Record]:
    ordered = sorted(records, key=lambda r: (r.payload["language"], r.payload["id"]))
    ordered.sort(key=lambda r: version_order(r.payload["version"]), reverse=True)
    ordered.sort(
        key=lambda r: (roles.get(r.id, 0), not r.payload["description"], r.payload["taxonomy"])
    )
    return ordered


def _chosen(concept: str, alias: str, record: Record, others: Sequence[Record]) -> str:
    taxonomy, version, language = (record.payload[n] for n in ("taxonomy", "version", "language"))
    return (
        f"{_short(concept)!r} is {len(others) + 1:,} {alias}; these are near the one of "
        f"{taxonomy}@{version} ({language}). Choose another with taxonomy, version or language, "
        "or by its id."
    )


def _similar(
    index: OpenIndex,
    collection: LiveCollection,
    record: Record,
    condition: Filter | None,
    limit: int,
) -> list[Hit]:
    vector = index.store.retrieve(
        collection.name, [record.id], with_payload=False, with_vectors=("dense",)
    )[0].vector["dense"]
    assert isinstance(vector, np.ndarray)
    request = QueryRequest(
        vector[None, :], "labels", limit=limit + 1, filter=condition, with_vectors=("labels",)
    )
    points = index.store.query_points(collection.name, request)
    others = [point for point in points if point.id != record.id][:limit]
    return to_hits(others, vector)


def _relations(
    index: OpenIndex, alias: str, relations: list[dict[str, str]], key: TaxonomyKey
) -> dict[str, list[dict[str, str]]]:
    """Relations by kind, each with the label of its target."""
    targets = sorted({relation["target"] for relation in relations})
    labels = {
        **_labels(index, _OTHER[alias], targets, key),
        **_labels(index, alias, targets, key),
    }
    grouped: dict[str, list[dict[str, str]]] = {}
    for relation in relations:
        entry = {"id": relation["target"], "label": labels.get(relation["target"], "")}
        if relation["level"]:
            entry["level"] = relation["level"]
        grouped.setdefault(relation["kind"], []).append(entry)
    for entries in grouped.values():
        entries.sort(key=lambda e: (e["label"], e["id"]))
    return grouped


def _labels(index: OpenIndex, alias: str, ids: list[str], key: TaxonomyKey) -> dict[str, str]:
    if not ids:
        return {}
    try:
        collection = index.collection(alias)
    except NothingIndexed:
        return {}
    condition = Filter(must=[FieldCondition("id", MatchAny(ids)), of_taxonomy(key)])
    found, _ = index.store.scroll(
        collection.name, filter=condition, limit=len(ids), with_payload=("id", "label")
    )
    return {record.payload["id"]: record.payload["label"] for record in found}


def _all_with(
    index: OpenIndex, collection: str, field: str, value: str, key: TaxonomyKey
) -> list[Record]:
    condition = Filter(must=[FieldCondition(field, MatchValue(value)), of_taxonomy(key)])
    wanted = ("id", "label", "relations")
    pages = scroll_pages(index.store, collection, filter=condition, with_payload=wanted)
    return list(chain.from_iterable(pages))


def _occupations(index: OpenIndex, skill: str, key: TaxonomyKey) -> list[dict[str, str]]:
    """The occupations that ask for a skill, essential ones first."""
    try:
        collection = index.collection("occupations")
    except NothingIndexed:
        return []
    entries = []
    for record in _all_with(index, collection.name, "skills", skill, key):
        relation = next(r for r in record.payload["relations"] if r["target"] == skill)
        entry = {
            "id": record.payload["id"],
            "label": record.payload["label"],
            "relation": relation["kind"],
        }
        if relation["level"]:
            entry["level"] = relation["level"]
        entries.append(entry)
    return sorted(entries, key=lambda e: (e["relation"] == "optional", e["label"], e["id"]))


def _brief(records: Iterable[Record]) -> list[dict[str, str]]:
    brief = [{"id": r.payload["id"], "label": r.payload["label"]} for r in records]
    return sorted(brief, key=lambda entry: (entry["label"], entry["id"]))


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}…"


def _did_you_mean(vocabulary: list[str], form: str) -> str:
    near = get_close_matches(form, vocabulary, n=1, cutoff=0.8) if 0 < len(form) <= 40 else []
    return f"Did you mean {near[0]!r}?" if near and near[0] != form else ""
