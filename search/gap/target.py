"""What is asked: by a posting, or by an occupation or role of a taxonomy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from search.detail import find_concepts
from search.gap.alternatives import Named, grouped
from search.gap.answers import Grade, Party
from search.gap.evidence import ASIDE, evidence_of
from search.matching.answers import Evidence
from search.matching.skill_space import SkillSpace
from search.open_index import OpenIndex
from search.request import ConceptFilter
from search.scoping import scope_of
from skillsearch.errors import NotFound, QueryError
from skillsearch.extraction import DEFAULT_CONFIDENCE
from skillsearch.records import TaxonomyKey
from skillsearch.store.models import Record

__all__ = ["Target", "Want", "target_of_occupation", "target_of_posting"]

_GRADES: Mapping[str, Grade] = {
    "essential": "essential",
    "asks": "essential",
    "optional": "optional",
}
"""Relation of an occupation → what that makes of the skill; a taxonomy without grades asks."""


@dataclass(frozen=True, slots=True)
class Want:
    """One thing asked for: alternatives by point id, the surest first."""

    skills: tuple[str, ...]
    grade: Grade
    level: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Target:
    """What is asked for. ``title`` is that by which like postings are found, "" for none.

    ``key`` is the taxonomy of an occupation, None of a posting. ``record`` is the point of what is
    indexed or read.
    """

    party: Party
    title: str
    wants: tuple[Want, ...]
    key: TaxonomyKey | None
    record: Record
    warnings: tuple[str, ...] = ()


def target_of_posting(space: SkillSpace, record: Record, title: str = "") -> Target:
    """What a posting asks for.

    Essential is what its must-haves, its duties and its title name, and what it says is required;
    optional what is nice to have or preferred. A posting's own words about the employer, benefits
    and applying ask for nothing. Raises :class:`~skillsearch.errors.QueryError` where it names no
    skill.
    """
    payload = record.payload
    pieces = payload["pieces"]
    must = set(payload.get("must_have_skills") or ())
    nice = set(payload.get("nice_to_have_skills") or ()) - must
    entries = {}
    for entry in payload["evidence"]:
        places = [m for m in entry["mentions"] if pieces[m["piece"]]["section"] not in ASIDE]
        sure = entry["confidence"] >= DEFAULT_CONFIDENCE and entry["skill"] in space
        if places and sure:
            entries[entry["skill"]] = {**entry, "mentions": places}
    named = [
        Named(
            skill,
            entry["confidence"],
            tuple((m["start"], m["end"], m["match"] == "semantic") for m in entry["mentions"]),
        )
        for skill, entry in entries.items()
    ]
    named.sort(key=lambda one: (-one.confidence, one.skill))
    titles = payload.get("titles") or []
    title = title or (titles[0] if titles else "")
    if not named:
        raise QueryError(
            f"The posting {title or record.id!r} names no skill that the index knows.",
            remedy="Choose another posting, or an occupation; skillsearch extract shows what is "
            "found in a text.",
        )
    wants = tuple(
        Want(
            tuple(group),
            _grade(group, entries, must, nice),
            evidence=evidence_of(pieces, [m for s in group for m in entries[s]["mentions"]]),
        )
        for group in grouped(space, named)
    )
    party = Party("posting", record.id, title or "untitled", len(wants))
    return Target(party, title, wants, None, record)


def _grade(
    group: list[str], entries: Mapping[str, Mapping[str, Any]], must: set[str], nice: set[str]
) -> Grade:
    if not must.isdisjoint(group):
        return "essential"
    if not nice.isdisjoint(group):
        return "optional"
    said = {m["polarity"] for skill in group for m in entries[skill]["mentions"]}
    return "optional" if said == {"preferred"} else "essential"


def target_of_occupation(
    index: OpenIndex, space: SkillSpace, name: str, wanted: ConceptFilter
) -> Target:
    """What an occupation or job role asks for, by its id, code or title.

    Of several that go by the name, the first that asks for skills is taken and the others are named
    in a warning. Raises :class:`~skillsearch.errors.NotFound`, and
    :class:`~skillsearch.errors.QueryError` for one that asks for nothing.
    """
    collection = index.collection("occupations")
    found = find_concepts(index, collection, name, scope_of(collection.lexicon, wanted))
    asking = [record for record in found if record.payload["skills"]]
    if not asking:
        label = found[0].payload["label"]
        raise QueryError(
            f"The occupation {label!r} of {found[0].payload['taxonomy']} asks for no skill.",
            remedy="Choose one that does: ESCO's occupations and SSF's roles have skills.",
        )
    record = asking[0]
    payload = record.payload
    key = TaxonomyKey(payload["taxonomy"], payload["version"], payload["language"])
    wants = _wants_of(space, payload, key)
    if not wants:
        raise NotFound(
            f"None of the skills that {payload['label']!r} asks for is indexed in {key}.",
            remedy="Index skills and occupations of one edition together.",
        )
    warnings = []
    if len(asking) > 1:
        others = ", ".join(
            f"{r.payload['label']} ({r.payload['taxonomy']} {r.payload['version']}, "
            f"{r.payload['id']})"
            for r in asking[1:4]
        )
        more = " …" if len(asking) > 4 else ""
        warnings.append(
            f"{name!r} names {len(asking)} occupations; this is the one of {key}. "
            f"Others: {others}{more}. Choose with a taxonomy or by the id."
        )
    party = Party("occupation", payload["id"], payload["label"], len(wants), str(key))
    return Target(party, payload["label"], wants, key, record, tuple(warnings))


def _wants_of(space: SkillSpace, payload: Mapping[str, Any], key: TaxonomyKey) -> tuple[Want, ...]:
    """Essential before optional, in the order of the taxonomy; near-doubles are joined."""
    asked: dict[str, tuple[Grade, str]] = {}
    for relation in payload["relations"]:
        grade = _GRADES.get(relation["kind"])
        point = key.point_id("skill", relation["target"])
        if grade is None or point not in space:
            continue
        known = asked.get(point)
        if known is None or (known[0], grade) == ("optional", "essential"):
            asked[point] = grade, relation["level"]
    order = sorted(asked, key=lambda point: asked[point][0] == "optional")
    groups = grouped(space, [Named(point, 1.0) for point in order])
    return tuple(Want(tuple(g), asked[g[0]][0], asked[g[0]][1]) for g in groups)
