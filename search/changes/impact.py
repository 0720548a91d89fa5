"""Whom a change touches: documents and decisions that name a concept of the old edition."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from search.changes.editions import TYPES, ConceptKey
from search.changes.records import BREAKING, Change, Changes, Side
from search.open_index import OpenIndex
from skillsearch.records import TaxonomyKey
from skillsearch.store.base import VectorStore
from skillsearch.store.models import FieldCondition, Filter, MatchAny, MatchValue

__all__ = ["DecisionsOn", "Impact", "Touched", "impact_of"]

DOCUMENTS = ("candidates", "postings")


class Decided(Protocol):
    """A decision on two concepts, as far as it matters here."""

    @property
    def id(self) -> str:
        """What the decision is called."""
        ...

    @property
    def pair(self) -> tuple[str, str]:
        """The ids of the two concepts."""
        ...


class DecisionsOn(Protocol):
    """Where people's decisions on concepts are kept: a ledger."""

    def decisions_naming(
        self, tenant: str, taxonomy: str, type: str, ids: Collection[str]
    ) -> Sequence[Decided]:
        """The decisions in force that name any of these concepts."""
        ...


@dataclass(frozen=True, slots=True)
class Touched:
    """What names one concept that is removed, renamed, merged or split.

    ``counts`` has candidates, postings and decisions; ``examples`` some external ids (or ids of
    decisions) of each.
    """

    kind: str
    before: Side
    after: tuple[Side, ...]
    counts: dict[str, int]
    examples: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Impact:
    """What a switch to the new edition would touch.

    ``made_with`` counts the documents whose skills were found with the old edition, ``touched``
    those of them that name a concept that breaks. ``decisions`` counts the decisions in force
    that do, None where decisions were not asked. ``concepts`` has only those that something
    names, most named first.
    """

    made_with: dict[str, int]
    touched: dict[str, int]
    decisions: int | None
    concepts: tuple[Touched, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)


def impact_of(
    index: OpenIndex,
    changes: Changes,
    tenant: str,
    decisions: DecisionsOn | None = None,
    *,
    examples: int = 3,
) -> Impact:
    """What of one tenant, in the index and among its decisions, names what breaks.

    ``decisions`` None: they are not asked for. ``examples`` bounds the ids given of each.
    """
    breaking = [
        (change, side) for change in changes.of_kinds(BREAKING) for side in change.before
        if not _stays(change, side)
    ]  # fmt: skip
    points = [changes.old.point_id(change.type, side.id) for change, side in breaking]
    decided = _decided(decisions, breaking, changes.old, tenant) if decisions else {}
    aliases = index.store.get_aliases()
    held = [alias for alias in DOCUMENTS if alias in aliases]
    concepts = []
    for (change, side), point in zip(breaking, points, strict=True):
        counts = {
            "candidates": 0,
            "postings": 0,
            "decisions": len(decided.get((change.type, side.id), ())),
        }
        named: dict[str, tuple[str, ...]] = {}
        for alias in held if change.type == "skill" else ():
            condition = _naming([point], tenant)
            counts[alias] = index.store.count(alias, filter=condition)
            if counts[alias]:
                named[alias] = _external_ids(index.store, alias, condition, examples)
        if counts["decisions"]:
            named["decisions"] = tuple(decided[change.type, side.id][:examples])
        if any(counts.values()):
            concepts.append(Touched(change.kind, side, change.after, counts, named))
    concepts.sort(key=lambda t: (-sum(t.counts.values()), t.before.label, t.before.id))
    return Impact(
        made_with={a: index.store.count(a, filter=_made_with(changes.old, tenant)) for a in held},
        touched={
            a: index.store.count(a, filter=_naming(points, tenant)) if points else 0 for a in held
        },
        decisions=len({d for named in decided.values() for d in named}) if decisions else None,
        concepts=tuple(concepts),
    )


def _decided(
    decisions: DecisionsOn,
    breaking: Sequence[tuple[Change, Side]],
    key: TaxonomyKey,
    tenant: str,
) -> dict[ConceptKey, list[str]]:
    """Concept → the ids of the decisions that name it; one without any is left out."""
    found: dict[ConceptKey, list[str]] = {}
    for concept_type in TYPES:
        ids = {side.id for change, side in breaking if change.type == concept_type}
        for decision in decisions.decisions_naming(tenant, key.name, concept_type, ids):
            for concept_id in ids.intersection(decision.pair):
                found.setdefault((concept_type, concept_id), []).append(decision.id)
    return found


def _stays(change: Change, side: Side) -> bool:
    """A concept that others are merged into, under its own id, means what it meant."""
    return change.kind == "merged" and side.id in {after.id for after in change.after}


def _naming(points: Sequence[str], tenant: str) -> Filter:
    return Filter(
        must=[
            FieldCondition("tenant", MatchValue(tenant)),
            FieldCondition("skills", MatchAny(list(points))),
        ]
    )


def _made_with(key: TaxonomyKey, tenant: str) -> Filter:
    edition = MatchValue(f"{key.name}@{key.version}")
    return Filter(
        must=[FieldCondition("tenant", MatchValue(tenant)), FieldCondition("taxonomies", edition)]
    )


def _external_ids(store: VectorStore, alias: str, condition: Filter, limit: int) -> tuple[str, ...]:
    page, _ = store.scroll(alias, filter=condition, limit=limit, with_payload=("external_id",))
    return tuple(record.payload["external_id"] for record in page)
