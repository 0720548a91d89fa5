"""Titles that are nearly the same, told once."""

from __future__ import annotations

import numpy as np

from search.titles.casing import written_out
from skillsearch.encoder.base import Vectors
from skillsearch.text import stems, words

__all__ = ["SAME_COSINE", "Folded", "fold_key"]

SAME_COSINE = 0.95
"""From here two titles differ in how they are written: "front end" and "front-end developer"."""


def fold_key(title: str) -> str:
    """The same for titles that differ in case, number, order or abbreviations.

    >>> fold_key("Sr. Software Engrs") == fold_key("software engineer, senior")
    True
    """
    return " ".join(sorted(stems(words(written_out(title)), "en")))


class Folded:
    """The titles told so far; the first of those that are alike is the one that stays."""

    def __init__(self) -> None:
        self._keys: set[str] = set()
        self._vectors: list[Vectors] = []

    def takes(self, title: str, vector: Vectors) -> bool:
        """Whether a title is like none before; it is one of them from now on.

        ``vector`` is its unit vector of shape (d,).
        """
        key = fold_key(title)
        if not key or key in self._keys:
            return False
        if self._vectors and float((np.stack(self._vectors) @ vector).max()) >= SAME_COSINE:
            return False
        self._keys.add(key)
        self._vectors.append(vector)
        return True
