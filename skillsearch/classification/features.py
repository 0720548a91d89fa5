"""A portrait → the numbers that a classifier looks at."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from skillsearch.classification.portraits import Portrait
from skillsearch.encoder.base import Vectors
from skillsearch.encoder.wholes import beginning, unit

__all__ = ["FEATURES", "features_of", "profile_of", "width_of"]

FEATURES = "title+head+whole/1"
"""What :func:`features_of` makes; changed with it, so that an older classifier is refused."""

_BLOCKS = 3

_TITLE_WEIGHT = 0.25
"""What the titles count in a profile, as in the ``dense`` vector of the index."""


def features_of(portraits: Sequence[Portrait]) -> Vectors:
    """Features (n, 3 d): the vector of the titles, of the beginning, and of the whole.

    Each is of length one, or zeros where there is nothing.
    """
    if not portraits:
        raise ValueError("no portraits")
    return np.stack([_features(portrait) for portrait in portraits])


def profile_of(portrait: Portrait) -> Vectors:
    """The unit vector (d,) that a resume is compared with others by: all of it, and its titles.

    It is near to the ``dense`` vector of the same resume in the index, in which pieces of some
    sections count less.
    """
    whole, title = unit(portrait.chunks.sum(axis=0)), unit(portrait.title)
    if not title.any():
        return whole
    return unit((1 - _TITLE_WEIGHT) * whole + _TITLE_WEIGHT * title)


def width_of(dimension: int) -> int:
    """How many features vectors of this dimension give."""
    return _BLOCKS * dimension


def _features(portrait: Portrait) -> Vectors:
    whole = unit(portrait.chunks.sum(axis=0))
    return np.concatenate(
        [unit(portrait.title), beginning(portrait.chunks, portrait.sections), whole]
    )
