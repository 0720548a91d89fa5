"""Two editions → everything that differs between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from search.changes.editions import TYPES, ConceptKey, Edition
from search.changes.fields import Comparable, differences
from search.changes.groups import Places
from search.changes.kinship import MIN_CONFIDENCE, Kinship
from search.changes.records import KINDS, Change, Changes, Kin, Side
from skillsearch.encoder.base import Encoder
from skillsearch.records import Concept, ConceptType

__all__ = ["Advance", "compare"]

Advance = Callable[[int], None]
"""Called with the number of concepts compared since the last call."""


def compare(
    old: Edition, new: Edition, encoder: Encoder | None = None, advance: Advance | None = None
) -> Changes:
    """What ``new`` changes against ``old``.

    Equal ids mean the same concept. What became of the others, and what a concept gave away, is
    told by :class:`~search.changes.kinship.Kinship`. A concept may have several changes, one of a
    kind. White space alone is no difference.
    """
    changes: list[Change] = []
    notes: list[str] = []
    unchanged = 0
    for concept_type in TYPES:
        before = {k: c for k, c in old.concepts.items() if k[0] == concept_type}
        after = {k: c for k, c in new.concepts.items() if k[0] == concept_type}
        places = Places(before.values(), after.values())
        comparable = Comparable.of(list(before.values()), list(after.values()), TYPES[concept_type])
        notes += [*_notes(places, concept_type), *comparable.notes]
        successors = _successors(old, new, concept_type, encoder, advance)
        found, touched = _across(before, after, successors, concept_type)
        changes += found
        for key in sorted(before.keys() & after.keys()):
            own = differences(before[key], after[key], places, comparable, old, new)
            changes += own
            unchanged += not own and key not in touched
    order = {kind: rank for rank, kind in enumerate(KINDS)}
    changes.sort(
        key=lambda c: (
            order[c.kind],
            c.type,
            [side.label for side in (c.before or c.after)],
            [side.id for side in (c.before or c.after)],
        )
    )
    return Changes(
        old.key,
        new.key,
        (len(old.concepts), len(new.concepts)),
        unchanged,
        tuple(changes),
        tuple(notes),
    )


def _successors(
    old: Edition,
    new: Edition,
    concept_type: ConceptType,
    encoder: Encoder | None,
    advance: Advance | None,
) -> dict[ConceptKey, tuple[Kin, ...]]:
    """Old concept → the other concepts that it, or a part of it, became."""
    kinship = Kinship(old, new, concept_type, encoder)
    found: dict[ConceptKey, tuple[Kin, ...]] = {}
    for key, concept in old.concepts.items():
        if key[0] != concept_type:
            continue
        gone = key not in new.concepts
        kin = kinship.kin(concept, by_text=gone, limit=50)
        moved = tuple(k for k in kin if k.share)
        if not moved and gone:
            moved = tuple(k for k in kin[:1] if k.confidence >= MIN_CONFIDENCE)
        if moved:
            found[key] = moved
        if advance is not None:
            advance(1)
    return found


def _across(
    before: dict[ConceptKey, Concept],
    after: dict[ConceptKey, Concept],
    successors: dict[ConceptKey, tuple[Kin, ...]],
    concept_type: ConceptType,
) -> tuple[list[Change], set[ConceptKey]]:
    """Changes between concepts of different ids, and the ids that take part in them.

    One old concept that became several, itself among them, was split. Several that became one,
    itself among them, were merged. One that became one other was renamed.
    """
    forebears: defaultdict[str, list[ConceptKey]] = defaultdict(list)
    changes: list[Change] = []
    for key, kin in successors.items():
        remains = key in after
        if len(kin) + remains > 1:
            sides = ((_side(after[key]),) if remains else ()) + tuple(k.after for k in kin)
            changes.append(Change("split", concept_type, (_side(before[key]),), sides, (), kin))
        if not remains or len(kin) == 1:
            for one in kin:
                forebears[one.after.id].append(key)
    for after_id, keys in forebears.items():
        target: ConceptKey = (concept_type, after_id)
        gone = [key for key in keys if key not in after]
        whole = [key for key in gone if len(successors[key]) == 1]
        itself = [target] if target in before else []
        if whole and len({*gone, *itself}) > 1:
            sources = [*itself, *sorted(gone)]
            evidence = tuple(
                k for key in sorted(gone) for k in successors[key] if k.after.id == after_id
            )
            sides = tuple(_side(before[key]) for key in sources)
            changes.append(
                Change("merged", concept_type, sides, (_side(after[target]),), (), evidence)
            )
        elif whole:
            changes.append(
                Change(
                    "renamed",
                    concept_type,
                    (_side(before[whole[0]]),),
                    (_side(after[target]),),
                    (),
                    successors[whole[0]],
                )
            )
    touched = {(c.type, side.id) for c in changes for side in (*c.before, *c.after)}
    born = {k.after.id for kin in successors.values() for k in kin}
    changes += [
        Change("removed", concept_type, (_side(before[key]),), ())
        for key in before.keys() - after.keys() - successors.keys()
    ]
    changes += [
        Change("added", concept_type, (), (_side(after[key]),))
        for key in after.keys() - before.keys()
        if key[1] not in born
    ]
    return changes, touched


def _side(concept: Concept) -> Side:
    return Side(concept.id, concept.label)


def _notes(places: Places, concept_type: ConceptType) -> list[str]:
    said = []
    for what, groups in (
        ("have another id", places.readdressed),
        ("have another label", places.renamed),
        ("are new", places.added),
        ("are gone", places.removed),
    ):
        if groups:
            said.append(f"{len(groups):,} groups of {TYPES[concept_type]} {what}.")
    return said
