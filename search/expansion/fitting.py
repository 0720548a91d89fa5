"""A query string within a number of characters: the least weighted terms go first."""

from __future__ import annotations

from bisect import bisect_left

from search.expansion.answers import Boolean, Dialect
from search.expansion.dialects import elasticsearch_json, write
from search.expansion.tree import Clause, Leaf, leaves, without
from skillsearch.errors import QueryError

__all__ = ["DEFAULT_MAX_LENGTH", "check_max_length", "fitted"]

DEFAULT_MAX_LENGTH = 1000
MIN_LENGTH = 10
MAX_LENGTH = 100_000


def check_max_length(length: int) -> int:
    """The length; raises :class:`~skillsearch.errors.QueryError` where it is out of range."""
    if not MIN_LENGTH <= length <= MAX_LENGTH:
        raise QueryError(
            f"max_length = {length} is out of range.",
            remedy=f"Use {MIN_LENGTH} to {MAX_LENGTH:,} characters.",
        )
    return length


def fitted(clause: Clause, dialect: Dialect, max_length: int) -> Boolean:
    """The clause in a dialect, at most ``max_length`` characters long.

    Raises :class:`~skillsearch.errors.QueryError` if what the user typed is longer by itself.
    """
    terms = [leaf for leaf in leaves(clause) if not leaf.typed]
    order = {id(leaf): place for place, leaf in enumerate(leaves(clause))}
    terms.sort(key=lambda leaf: (leaf.weight, -order[id(leaf)]))

    def less(count: int) -> Clause:
        gone = {id(leaf) for leaf in terms[:count]}
        kept = without(clause, lambda leaf: id(leaf) in gone)
        assert kept is not None, "what was typed is never dropped"
        return kept

    counts = range(len(terms) + 1)
    dropped = bisect_left(counts, True, key=lambda n: len(write(less(n), dialect)) <= max_length)
    if dropped > len(terms):
        shortest = len(write(less(len(terms)), dialect))
        raise QueryError(
            f"The query alone has {shortest:,} characters in the dialect {dialect}; "
            f"max_length is {max_length:,}.",
            remedy="Raise max_length, or ask for less at once.",
        )
    kept = less(dropped)
    gone: list[Leaf] = terms[:dropped]
    return Boolean(
        dialect=dialect,
        text=write(kept, dialect),
        max_length=max_length,
        dropped=tuple(leaf.text for leaf in gone),
        json=elasticsearch_json(kept) if dialect == "elasticsearch" else None,
    )
