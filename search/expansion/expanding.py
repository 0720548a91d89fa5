"""A recruiter's query → what else to look for, and strings to paste."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from search.expansion.answers import Dialect, Expansion, Part
from search.expansion.dialects import DIALECTS
from search.expansion.fitting import DEFAULT_MAX_LENGTH, check_max_length, fitted
from search.expansion.naming import Namer, Side, job_heads
from search.expansion.plain_words import OPERATORS_IN_SMALL
from search.expansion.reading import Reader, Stretch
from search.expansion.syntax import Every, Node, Not, OneOf, Stem, Typed, parse_query
from search.expansion.tree import Clause, Leaf, NoneOf, all_of, any_of
from search.expansion.understanding import Understood, understood
from search.expansion.weighing import DEFAULT_BREADTH, check_breadth
from search.open_index import OpenIndex
from search.request import ConceptFilter, clean_query
from search.scoping import scope_of
from skillsearch.errors import NothingIndexed, QueryError

__all__ = ["expand"]


def expand(
    index: OpenIndex,
    query: str,
    wanted: ConceptFilter,
    *,
    breadth: float = DEFAULT_BREADTH,
    dialects: Sequence[Dialect] = tuple(DIALECTS),
    max_length: int = DEFAULT_MAX_LENGTH,
) -> Expansion:
    """Understand a query part by part and write it anew, wider.

    ``breadth`` is 0 for other spellings and names alone, 1 for neighbours, titles and what is
    broader besides. ``wanted`` says which taxonomies, versions and languages the terms are from.
    The same query over the same index has the same answer. Raises
    :class:`~skillsearch.errors.QueryError` for a query, breadth or length that cannot be used.
    """
    check_breadth(breadth)
    check_max_length(max_length)
    text = clean_query(query)
    tree = parse_query(text)
    sides = _sides(index, wanted)
    reader = Reader(text, Namer(sides, _heads(index, sides)))
    found = understood(index, text, tree, sides, reader, breadth)
    clause = _clause(text, tree, found, reader)
    lost = tuple(p.text for p in found.parts if not p.understood)
    collection, scoping = next((s.collection, s.scoping) for s in sides.values())
    return Expansion(
        query=text,
        breadth=breadth,
        parts=found.parts,
        not_understood=lost,
        booleans=tuple(fitted(clause, dialect, max_length) for dialect in dialects),
        warnings=tuple(_warnings(found.parts, tree, dialects)),
        stamp=collection.stamp(scoping.keys),
    )


def _sides(index: OpenIndex, wanted: ConceptFilter) -> dict[str, Side]:
    """Skills and occupations, as far as they are indexed and have what is wanted."""
    sides: dict[str, Side] = {}
    refused: NothingIndexed | QueryError | None = None
    for alias in ("skills", "occupations"):
        try:
            collection = index.collection(alias)
            sides[alias] = Side.of(collection, scope_of(collection.lexicon, wanted))
        except (NothingIndexed, QueryError) as error:
            refused = refused or error
    if not sides and refused is not None:
        raise refused
    return sides


def _heads(index: OpenIndex, sides: dict[str, Side]) -> Mapping[str, int]:
    """The words that name a job, counted once a generation."""
    side = sides.get("occupations")
    if side is None:
        return {}
    return index.derived(side.collection, "job heads", lambda: job_heads(side))


def _clause(query: str, node: Node, found: Understood, reader: Reader) -> Clause:
    if isinstance(node, Not):
        return NoneOf(_excluded(query, node.child))
    if isinstance(node, Every):
        return all_of([_clause(query, child, found, reader) for child in node.children])
    if isinstance(node, OneOf):
        return any_of([_clause(query, child, found, reader) for child in node.children])
    if not isinstance(node, Typed):
        return _kept(query, node)
    parts = found.parts_of(node)
    asked = [p for p in parts if p[0].kind != "filler"] or parts
    return all_of([_alternatives(query, part, stretch, reader) for part, stretch in asked])


def _alternatives(query: str, part: Part, stretch: Stretch | None, reader: Reader) -> Clause:
    """What was typed, or one of the terms for it."""
    form = "job" if stretch is not None and reader.names_a_job(stretch) else "plain"
    spelled = {t.text: t for t in part.terms if t.kind == "spelling"}
    if stretch is None or not stretch.tokens:
        typed: Clause = Leaf(part.text, form=form)
    else:
        words: list[Clause] = []
        last = len(stretch.tokens) - 1
        for number, (start, end, said) in enumerate(stretch.tokens):
            own = form if number == last else "plain"
            word: Clause = Leaf(query[start:end], form=own)
            if said in spelled:
                word = any_of([word, Leaf(said, spelled[said].weight, typed=False, form=own)])
            words.append(word)
        typed = all_of(words)
    own_terms = spelled if stretch is not None and stretch.tokens else {}
    terms = [t for t in part.terms if not t.covered_by and t.text not in own_terms]
    other = "job" if part.kind == "title" else "plain"
    return any_of([typed, *(Leaf(t.text, t.weight, typed=False, form=other) for t in terms)])


def _excluded(query: str, node: Node) -> Clause:
    """What stood under NOT, as it was typed."""
    if isinstance(node, Not):
        return NoneOf(_excluded(query, node.child))
    if isinstance(node, Every):
        return all_of([_excluded(query, child) for child in node.children])
    if isinstance(node, OneOf):
        return any_of([_excluded(query, child) for child in node.children])
    if isinstance(node, Typed):
        return all_of([Leaf(word) for word in query[node.start : node.end].split()])
    return _kept(query, node)


def _kept(query: str, node: Node) -> Leaf:
    assert not isinstance(node, Not | Every | OneOf)
    form = "stem" if isinstance(node, Stem) else "phrase"
    return Leaf(query[node.start : node.end], form=form)


def _warnings(parts: Sequence[Part], tree: Node, dialects: Sequence[Dialect]) -> list[str]:
    warnings = []
    lost = [repr(part.text) for part in parts if not part.understood]
    if lost:
        warnings.append(f"Not understood and kept as typed: {', '.join(lost)}.")
    fillers = [repr(part.text) for part in parts if part.kind == "filler"]
    if fillers:
        warnings.append(f"Left out, for it would only exclude people: {', '.join(fillers)}.")
    if any(p.kind == "filler" and p.text in OPERATORS_IN_SMALL for p in parts):
        warnings.append("An operator is written in capitals: AND, OR, NOT.")
    if "linkedin" in dialects and _has_stem(tree):
        warnings.append("LinkedIn has no wildcards: the beginnings of words stand there as words.")
    return warnings


def _has_stem(node: Node) -> bool:
    if isinstance(node, Not):
        return _has_stem(node.child)
    if isinstance(node, Every | OneOf):
        return any(_has_stem(child) for child in node.children)
    return isinstance(node, Stem)
