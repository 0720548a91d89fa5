"""Groups above concepts, recognised from one edition to the next.

A taxonomy may give all its groups other ids and leave every concept where it was (ESCO did with
1.1.1), or rename a group. Neither moves a concept. So a group is the same if its id is, else if
its code and label are, else if its label is, else if its code is: codes are the last to ask, as
they are given anew when groups come and go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from skillsearch.records import Concept, Group
from skillsearch.text import normal_form

__all__ = ["GroupChange", "Places"]


@dataclass(frozen=True, slots=True)
class GroupChange:
    """A group of both editions whose label or id is another now."""

    before: Group
    after: Group


class Places:
    """Where the concepts of two editions stand, in terms that can be compared."""

    def __init__(self, old: Iterable[Concept], new: Iterable[Concept]) -> None:
        before, after = _groups(old), _groups(new)
        self._same = {group_id: group_id for group_id in before if group_id in after}
        labels = [{_label(g) for g in groups.values()} for groups in (before, after)]
        both = labels[0] & labels[1]

        def code_of_a_new_label(group: Group) -> str:
            return "" if _label(group) in both else group.code

        for mark in (_code_and_label, _label, code_of_a_new_label):
            self._match(before, after, mark)
        matched = ((before[one], after[other]) for one, other in self._same.items())
        self._changes = [
            GroupChange(one, other)
            for one, other in matched
            if (one.id, one.label) != (other.id, other.label)
        ]
        taken = set(self._same.values())
        self.removed = tuple(g for g in before.values() if g.id not in self._same)
        self.added = tuple(g for g in after.values() if g.id not in taken)

    def _match(
        self,
        before: Mapping[str, Group],
        after: Mapping[str, Group],
        mark: Callable[[Group], str],
    ) -> None:
        """Pair what is left on both sides, where exactly one on each has a mark."""
        taken = set(self._same.values())
        here = _by_mark((g for g in before.values() if g.id not in self._same), mark)
        there = _by_mark((g for g in after.values() if g.id not in taken), mark)
        for name, groups in here.items():
            if len(groups) == 1 == len(there.get(name, ())):
                self._same[groups[0].id] = there[name][0].id

    @property
    def renamed(self) -> tuple[GroupChange, ...]:
        """Groups with another label."""
        return tuple(c for c in self._changes if c.before.label != c.after.label)

    @property
    def readdressed(self) -> tuple[GroupChange, ...]:
        """Groups with another id: filters that name the old one find nothing any more."""
        return tuple(c for c in self._changes if c.before.id != c.after.id)

    def moved(self, before: Concept, after: Concept) -> bool:
        """Whether a concept stands in other groups now."""
        there = {tuple(self._same.get(g.id, g.id) for g in path) for path in before.paths}
        here = {tuple(g.id for g in path) for path in after.paths}
        return there != here


def _by_mark(groups: Iterable[Group], mark: Callable[[Group], str]) -> dict[str, list[Group]]:
    found: dict[str, list[Group]] = {}
    for group in groups:
        if name := mark(group):
            found.setdefault(name, []).append(group)
    return found


def _code_and_label(group: Group) -> str:
    return f"{group.code} {_label(group)}" if group.code else ""


def _label(group: Group) -> str:
    return normal_form(group.label)


def _groups(concepts: Iterable[Concept]) -> Mapping[str, Group]:
    return {g.id: g for concept in concepts for path in concept.paths for g in path}
