"""Tables of words, written as text."""

from __future__ import annotations

__all__ = ["word_set"]


def word_set(table: str) -> frozenset[str]:
    """The words of a table, which white space divides."""
    return frozenset(table.split())
