"""One concept in two editions, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from search.changes.editions import Edition
from search.changes.groups import Places
from search.changes.records import Change, ChangeKind, Detail, Side
from skillsearch.records import Concept, Level

__all__ = ["Comparable", "differences"]

DOUBTFUL_LABEL, DOUBTFUL_DESCRIPTION = 70, 60
"""A concept whose label and description both share less than this with what they were (words
sorted, percent of letters) may be another one under an old id."""


@dataclass(frozen=True)
class Comparable:
    """What both editions tell of their concepts; what only one tells is no change of a concept.

    ``tags`` are those that both use. ``level_texts``: both describe levels.
    """

    tags: frozenset[str]
    level_texts: bool
    notes: tuple[str, ...]

    @classmethod
    def of(cls, before: Sequence[Concept], after: Sequence[Concept], plural: str) -> Comparable:
        """What the concepts of one type (``plural``) have in common."""
        used = [Counter(tag for c in concepts for tag in c.tags) for concepts in (before, after)]
        described = [any(v.description for c in cs for v in c.levels) for cs in (before, after)]
        notes = []
        if before and after:
            both = (("old", used[0], used[1]), ("new", used[1], used[0]))
            for which, mine, others in both:
                notes += [
                    f"The tag {tag!r} is in the {which} edition only: {number:,} {plural}."
                    for tag, number in sorted(mine.items())
                    if tag not in others
                ]
            if described[0] != described[1]:
                notes.append(f"Only one edition describes the levels of {plural}.")
        return cls(frozenset(used[0].keys() & used[1].keys()), all(described), tuple(notes))


def differences(
    before: Concept,
    after: Concept,
    places: Places,
    comparable: Comparable,
    old: Edition,
    new: Edition,
) -> list[Change]:
    """The changes of a concept that kept its id: at most one of a kind, with what differs."""
    found: list[Change] = []
    sides = (Side(before.id, before.label), Side(after.id, after.label))

    def note(kind: ChangeKind, details: Iterable[Detail], *, doubtful: bool = False) -> None:
        listed = tuple(details)
        if listed:
            found.append(
                Change(kind, before.type, (sides[0],), (sides[1],), listed, (), doubtful=doubtful)
            )

    renamed = list(_texts(before, after, ("label",)))
    described = list(_texts(before, after, ("description", "definition", "scope_note")))
    note("renamed", renamed, doubtful=bool(renamed and described) and _far(before, after))
    note("redescribed", described)
    note("relabelled", _sets(before, after, ("alt_labels", "hidden_labels")))
    if places.moved(before, after):
        note("moved", [_difference("paths", _paths(before), _paths(after))])
    note("relations", _relations(before, after, old, new))
    note("levels", _levels(before, after, texts=comparable.level_texts))
    tags = [[t for t in c.tags if t in comparable.tags] for c in (before, after)]
    other = [*_texts(before, after, ("kind", "code")), _difference("tags", *tags)]
    other += _sets(before, after, ("sectors", "tasks"))
    note("reclassified", filter(_differs, other))
    return found


def _far(before: Concept, after: Concept) -> bool:
    labels = fuzz.token_sort_ratio(before.label, after.label)
    described = fuzz.token_sort_ratio(before.description, after.description)
    return labels < DOUBTFUL_LABEL and described < DOUBTFUL_DESCRIPTION


def _texts(before: Concept, after: Concept, names: Iterable[str]) -> Iterator[Detail]:
    for name in names:
        one, other = (getattr(concept, name) for concept in (before, after))
        if _plain(one) != _plain(other):
            yield Detail(name, (one,) if one else (), (other,) if other else ())


def _sets(before: Concept, after: Concept, names: Iterable[str]) -> Iterator[Detail]:
    for name in names:
        one, other = (map(_plain, getattr(concept, name)) for concept in (before, after))
        yield from filter(_differs, [_difference(name, one, other)])


def _relations(before: Concept, after: Concept, old: Edition, new: Edition) -> Iterator[Detail]:
    """By kind of relation, each target with the label that its own edition gives it."""
    kinds = sorted({r.kind for r in (*before.relations, *after.relations)})
    for kind in kinds:
        one, other = (
            {(r.target, r.level) for r in concept.relations if r.kind == kind}
            for concept in (before, after)
        )
        if one != other:
            yield Detail(kind, _named(one - other, old), _named(other - one, new))


def _named(targets: Iterable[tuple[str, str]], edition: Edition) -> tuple[str, ...]:
    shown = []
    for target, level in sorted(targets):
        label = edition.label(("skill", target)) or edition.label(("occupation", target))
        at = f" (level {level})" if level else ""
        shown.append(f"{label or target}{at}")
    return tuple(sorted(shown))


def _levels(before: Concept, after: Concept, *, texts: bool) -> Iterator[Detail]:
    one, other = ([_level(v, texts=texts) for v in c.levels] for c in (before, after))
    yield from filter(_differs, [_difference("levels", one, other)])


def _level(level: Level, *, texts: bool) -> str:
    place = " ".join(part for part in (level.level, level.code, level.title) if part)
    said = (level.description, *level.knowledge, *level.abilities) if texts else ()
    return _plain(": ".join(part for part in (place, "; ".join(filter(None, said))) if part))


def _paths(concept: Concept) -> list[str]:
    return [" › ".join(group.label for group in path) for path in concept.paths]


def _difference(name: str, before: Iterable[str], after: Iterable[str]) -> Detail:
    one, other = dict.fromkeys(before), dict.fromkeys(after)
    return Detail(
        name,
        tuple(value for value in one if value not in other),
        tuple(value for value in other if value not in one),
    )


def _differs(detail: Detail) -> bool:
    return bool(detail.before or detail.after)


def _plain(text: str) -> str:
    return " ".join(text.split())
