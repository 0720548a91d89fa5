"""A boolean query as a tree, whatever dialect it is written in later."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

__all__ = ["AllOf", "AnyOf", "Clause", "Leaf", "NoneOf", "all_of", "any_of", "leaves", "without"]


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """One word or phrase to look for.

    ``typed`` ones are the user's and are never dropped. ``form`` says how it is looked for:
    ``phrase`` was quoted by the user, ``stem`` ends in a wildcard that the user typed, ``job`` is a
    word that names a job and may take a plural ending, ``plain`` is none of these.
    """

    text: str
    weight: float = 1.0
    typed: bool = True
    form: str = "plain"


@dataclass(frozen=True, slots=True, eq=False)
class NoneOf:
    """What must not be there."""

    child: Clause


@dataclass(frozen=True, slots=True, eq=False)
class AllOf:
    """All of two or more."""

    children: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, eq=False)
class AnyOf:
    """At least one of two or more."""

    children: tuple[Clause, ...]


Clause = Leaf | NoneOf | AllOf | AnyOf


def all_of(children: Sequence[Clause]) -> Clause:
    """All of one or more; what is nested is laid out flat."""
    return _flat(children, AllOf)


def any_of(children: Sequence[Clause]) -> Clause:
    """Any of one or more; what is nested is laid out flat."""
    return _flat(children, AnyOf)


def _flat(children: Sequence[Clause], kind: type[AllOf] | type[AnyOf]) -> Clause:
    flat: list[Clause] = []
    for child in children:
        flat += child.children if isinstance(child, kind) else (child,)
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def leaves(clause: Clause) -> Iterator[Leaf]:
    """Every leaf, from left to right."""
    if isinstance(clause, Leaf):
        yield clause
    elif isinstance(clause, NoneOf):
        yield from leaves(clause.child)
    else:
        for child in clause.children:
            yield from leaves(child)


def without(clause: Clause, is_dropped: Callable[[Leaf], bool]) -> Clause | None:
    """The clause without some of its leaves; None if none is left."""
    if isinstance(clause, Leaf):
        return None if is_dropped(clause) else clause
    if isinstance(clause, NoneOf):
        child = without(clause.child, is_dropped)
        return None if child is None else NoneOf(child)
    kept = [k for c in clause.children if (k := without(c, is_dropped)) is not None]
    if not kept:
        return None
    return all_of(kept) if isinstance(clause, AllOf) else any_of(kept)
