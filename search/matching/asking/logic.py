"""A boolean tree → clauses that must all hold: alternatives that are wanted, or unwanted things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from search.expansion.syntax import Every, Node, Not, OneOf, Quoted, Stem, Typed
from search.matching.asking.sheet import Sheet
from search.matching.asking.things import Thing, Things
from skillsearch.errors import QueryError

__all__ = ["Asked", "asked_by", "denied_spans", "has_operators"]

MAX_CLAUSES = 200
"""Alternatives of combinations multiply when they are laid out; nobody reads more."""

_OPERATOR = re.compile(r"(?:^|\s)(?:AND|&&)(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A thing that the request asks for, or, ``unwanted``, excludes; ``strict`` by an operator."""

    thing: Thing
    unwanted: bool = False
    strict: bool = False


_Clause = tuple[tuple[Thing, bool], ...]
"""Alternatives, each with whether it stood under NOT."""


def has_operators(sheet: Sheet, tree: Node) -> bool:
    """Whether a request is a boolean expression, beyond words in quotes and a minus before one."""
    return _has_or(tree) or next(sheet.find(_OPERATOR), None) is not None


def asked_by(tree: Node, sheet: Sheet, things: Things, *, boolean: bool) -> list[Asked]:
    """What the leaves of a tree ask for; warns of what the clauses of a query cannot say.

    In a boolean expression all of it is strict, else what is in quotes and under a minus. Raises
    :class:`~skillsearch.errors.QueryError` for an expression of too many combinations.
    """
    asked: list[Asked] = []
    for clause in _clauses(tree, sheet, things):
        wanted = [thing for thing, unwanted in clause if not unwanted]
        unwanted = [thing for thing, is_unwanted in clause if is_unwanted]
        if unwanted and len(clause) > 1:
            shown = " or ".join(f"{'not ' if u else ''}{t.said}" for t, u in clause)
            for thing in (t for t, _ in clause):
                sheet.refuse(
                    thing.start, thing.end, f"A query cannot say {shown!r}: it was not used."
                )
        elif unwanted:
            asked.append(Asked(unwanted[0], unwanted=True, strict=True))
        elif wanted:
            thing = _any_of(wanted)
            asked.append(Asked(thing, strict=boolean or thing.kind == "quoted"))
    return asked


def _any_of(wanted: Sequence[Thing]) -> Thing:
    """Alternatives as one; a title among other things is looked for by its words."""
    if all(thing.kind == "title" for thing in wanted):
        whole = wanted[0]
        for thing in wanted[1:]:
            whole = whole | thing
        return whole
    worded = [_by_words(thing) for thing in wanted] if len(wanted) > 1 else list(wanted)
    whole = worded[0]
    for thing in worded[1:]:
        whole = whole | thing
    return whole


def _by_words(thing: Thing) -> Thing:
    if thing.skills or thing.phrases:
        return thing
    return replace(thing, kind="name", phrases=(thing.said,), means=f"the words {thing.said!r}")


def _clauses(node: Node, sheet: Sheet, things: Things) -> list[_Clause]:
    if isinstance(node, Every):
        return [clause for child in node.children for clause in _clauses(child, sheet, things)]
    if isinstance(node, OneOf):
        branches = [_clauses(child, sheet, things) for child in node.children]
        if not all(branches):
            sheet.warn("A filter among alternatives (OR) holds for the whole query.")
        return _either(branches)
    if isinstance(node, Not):
        return _denied(_under_not(node.child, sheet, things))
    return [((thing, False),) for thing in _leaf(node, sheet, things)]


def _either(branches: Sequence[list[_Clause]]) -> list[_Clause]:
    """All combinations; a branch without any has only filters."""
    laid_out: list[_Clause] = [()]
    for branch in filter(None, branches):
        if len(laid_out) * len(branch) > MAX_CLAUSES:
            raise QueryError(
                f"The query has more than {MAX_CLAUSES} combinations of alternatives.",
                remedy="Ask with fewer alternatives inside one another.",
            )
        laid_out = [(*clause, *other) for clause in laid_out for other in branch]
    return [clause for clause in laid_out if clause]


def _denied(clauses: Sequence[_Clause]) -> list[_Clause]:
    """Not (a or b) is not a and not b; not (a and b) is not a or not b."""
    if len(clauses) == 1:
        return [((thing, not unwanted),) for thing, unwanted in clauses[0]]
    if all(len(clause) == 1 for clause in clauses):
        return [tuple((thing, not unwanted) for thing, unwanted in (c[0] for c in clauses))]
    return [tuple((thing, True) for clause in clauses for thing, _ in clause)]


def _under_not(node: Node, sheet: Sheet, things: Things) -> list[_Clause]:
    """Words side by side under NOT are one thing, unless they name one."""
    if not isinstance(node, Typed):
        if isinstance(node, OneOf):
            return _either([_under_not(child, sheet, things) for child in node.children])
        return _clauses(node, sheet, things)
    found = _leaf(node, sheet, things)
    return (
        [((found[0] if len(found) == 1 else things.whole(node.start, node.end), False),)]
        if found
        else []
    )


def _leaf(node: Typed | Quoted | Stem, sheet: Sheet, things: Things) -> list[Thing]:
    if isinstance(node, Quoted):
        return [things.quoted(node.start, node.end)]
    if isinstance(node, Stem):
        typed = sheet.text[node.start : node.end]
        sheet.warn(f"A wildcard is not used here: {typed!r} was looked for as it begins.")
        return [things.whole(node.start, node.end - 1)]
    return things.read(node.start, node.end)


def _has_or(node: Node) -> bool:
    if isinstance(node, OneOf):
        return True
    if isinstance(node, Not):
        return _has_or(node.child)
    return isinstance(node, Every) and any(map(_has_or, node.children))


def denied_spans(node: Node) -> list[tuple[int, int]]:
    """Where in the text the words and phrases under NOT stand."""
    return list(_leaves(node, denied=False))


def _leaves(node: Node, *, denied: bool) -> Iterator[tuple[int, int]]:
    if isinstance(node, Not):
        yield from _leaves(node.child, denied=True)
    elif isinstance(node, Every | OneOf):
        for child in node.children:
            yield from _leaves(child, denied=denied)
    elif denied:
        yield node.start, node.end
