"""Resumes that are nearly the same: they must not stand on both sides of a split."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from skillsearch.ledger.simhash import NEAR_BITS, bands, distance, simhash64

__all__ = ["groups_of_alike"]


def groups_of_alike(texts: Sequence[str]) -> NDArray[np.int64]:
    """A number for each text (n,); near-identical ones, and those alike with them, share one.

    Near-identical is what the ledger calls a likely duplicate: see
    :data:`skillsearch.ledger.simhash.NEAR_BITS`.
    """
    prints = [simhash64(text) for text in texts]
    parent = list(range(len(texts)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    shelves: dict[tuple[int, int], list[int]] = {}
    for place, print_ in enumerate(prints):
        for number, band in enumerate(bands(print_)):
            if band is None:
                continue
            shelf = shelves.setdefault((number, band), [])
            for other in shelf:
                if distance(print_, prints[other]) <= NEAR_BITS["resume"]:
                    parent[root(place)] = root(other)
            shelf.append(place)
    return np.array([root(place) for place in range(len(texts))], np.int64)
