"""Which of several entries that are one skill should stay."""

from __future__ import annotations

import re
from collections.abc import Sequence

from search.duplicates.entries import Entry
from skillsearch.text import words

__all__ = ["propose_survivor"]

_UNCLEAN = re.compile(r"[/\\|;:()\[\]{}&]|\s-\s|\d{3,}|^[^A-Z]*$|[A-Z]{12,}")
"""Marks of two labels in one, of notes in brackets, of codes, of labels all in capitals."""


def propose_survivor(entries: Sequence[Entry], rows: Sequence[int]) -> tuple[int, str]:
    """The row that should stay, and why, in words.

    In this order: the entry on which most hangs (relations, levels, sectors, other labels), one
    with a description, one with a clean label (no slash, bracket, code), the label of fewest
    words, the shorter one, the smaller id.
    """
    ordered = sorted(rows, key=lambda row: _rank(entries[row]))
    best, *others = (_rank(entries[row]) for row in ordered)
    for place, reason in enumerate(_REASONS):  # the first thing that tells it from all others
        if all(best[: place + 1] < other[: place + 1] for other in others):
            return ordered[0], reason
    return ordered[0], _REASONS[-1]


_REASONS = (
    "most relations, levels, sectors and labels hang on it",
    "the only one with a description",
    "the only clean label",
    "the label of fewest words",
    "the shortest label",
    "equal to the others; the smallest id",
)


def _rank(entry: Entry) -> tuple[int | str, ...]:
    return (
        -entry.weight,
        not entry.description,
        _UNCLEAN.search(entry.label) is not None,
        len(words(entry.label)),
        len(entry.label),
        entry.id,
    )
