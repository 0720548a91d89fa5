"""Which pairs are worth weighing: mutual nearest neighbours, and labels of the same words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from search.duplicates.entries import Entry
from search.duplicates.neighbours import Neighbourhood
from skillsearch.text import normal_form, stems, words

__all__ = ["candidate_pairs", "same_words"]

MAX_SAME = 50
"""Entries of one label that are paired with each other: a list may have a thousand empty ones."""

Pairs = NDArray[np.int64]


def candidate_pairs(
    entries: Sequence[Entry],
    near: Neighbourhood,
    language: str,
    besides: Iterable[tuple[int, int]] = (),
) -> Pairs:
    """Pairs of rows, int [pairs, 2], the smaller row first, sorted.

    Two entries are a pair if each is among the other's neighbours, by labels or by everything, or
    if they share a label. ``besides`` are pairs that are wanted whatever they look like.
    A concept and the one right above it are no pair: their taxonomy says that they are two.
    """
    count = len(entries)
    codes = [_mutual(rows, count) for rows in (near.by_label, near.by_all)]
    shared = [pair for pairs in (same_words(entries, language), besides) for pair in pairs]
    codes.append(np.array([min(a, b) * count + max(a, b) for a, b in shared], np.int64))
    found = np.unique(np.concatenate(codes))
    pairs = np.stack([found // max(count, 1), found % max(count, 1)], axis=1)
    apart = [
        entries[b].id not in entries[a].broader and entries[a].id not in entries[b].broader
        for a, b in pairs.tolist()
    ]
    return pairs[np.array(apart, bool)] if len(pairs) else pairs


def same_words(entries: Sequence[Entry], language: str) -> list[tuple[int, int]]:
    """Pairs of entries with a label in common, or whose labels have the same stems."""
    rows: dict[str, dict[int, None]] = {}
    for row, entry in enumerate(entries):
        for label in (entry.label, *entry.other_labels):
            rows.setdefault(normal_form(label), {})[row] = None
        rows.setdefault("\x1f" + " ".join(sorted(set(stems(words(entry.label), language)))), {})[
            row
        ] = None
    rows.pop("", None)
    rows.pop("\x1f", None)
    return [pair for same in rows.values() for pair in combinations(list(same)[:MAX_SAME], 2)]


def _mutual(rows: NDArray[np.int64], count: int) -> Pairs:
    there = np.repeat(np.arange(count), rows.shape[1]) * count + rows.ravel()
    back = (there % count) * count + there // count if count else there
    both = np.intersect1d(there, back)
    kept: Pairs = both[both // max(count, 1) < both % max(count, 1)]
    return kept
