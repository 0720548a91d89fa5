"""The occupations that ask for some skills: who stands beside whom, and what lies on the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.matching.skill_space import SkillSpace
from search.open_index import OpenIndex
from skillsearch.editions import newest
from skillsearch.errors import NothingIndexed
from skillsearch.records import TaxonomyKey
from skillsearch.store.conditions import of_taxonomy
from skillsearch.store.models import FieldCondition, Filter, MatchAny
from skillsearch.store.scrolling import scroll_pages

__all__ = ["OccupationSkills", "occupations_asking"]


@dataclass(frozen=True)
class OccupationSkills:
    """An occupation and the point ids of the skills that it asks for; some are essential."""

    id: str
    label: str
    key: TaxonomyKey
    essential: frozenset[str]
    skills: frozenset[str]


def occupations_asking(
    index: OpenIndex, space: SkillSpace, skills: Iterable[str], language: str = "en"
) -> list[OccupationSkills]:
    """The occupations of the newest editions that ask for any of ``skills``, by id."""
    try:
        collection = index.collection("occupations")
    except NothingIndexed:
        return []
    wanted: dict[str, list[str]] = {}
    for skill in skills:
        if skill in space:
            wanted.setdefault(space.taxonomy(skill), []).append(space.ref(skill))
    keys = newest([key for key in collection.lexicon.keys if key.language == language])
    found = []
    for key in keys:
        if refs := wanted.get(key.name):
            found += _asking(index, collection.name, key, refs)
    return sorted(found, key=lambda one: (one.key, one.id))


def _asking(
    index: OpenIndex, collection: str, key: TaxonomyKey, refs: Sequence[str]
) -> list[OccupationSkills]:
    condition = Filter(must=[of_taxonomy(key), FieldCondition("skills", MatchAny(sorted(refs)))])
    wanted = ("id", "label", "relations")
    point: dict[str, str] = {}

    def points(relations: list[dict[str, str]], *kinds: str) -> frozenset[str]:
        targets = [r["target"] for r in relations if r["kind"] in kinds]
        for target in targets:
            if target not in point:
                point[target] = key.point_id("skill", target)
        return frozenset(point[target] for target in targets)

    return [
        OccupationSkills(
            record.payload["id"],
            record.payload["label"],
            key,
            points(record.payload["relations"], "essential", "asks"),
            points(record.payload["relations"], "essential", "asks", "optional"),
        )
        for page in scroll_pages(index.store, collection, filter=condition, with_payload=wanted)
        for record in page
    ]
