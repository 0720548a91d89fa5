"""Pairs whose truth is known, made up."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from search.matching.features import FEATURES
from training.matching.pairs import Pairs


def truth(features: NDArray[np.float64]) -> NDArray[np.float64]:
    """The chance of a fit: skills and titles count, nothing else does."""
    skills, title = (features[:, FEATURES.index(name)] for name in ("skills", "title"))
    logits: NDArray[np.float64] = 5 * np.nan_to_num(skills) + 3 * np.nan_to_num(title) - 4
    return 1 / (1 + np.exp(-logits))


def made_up_pairs(count: int, people: int = 60, seed: int = 3) -> Pairs:
    """Of each person as many pairs; one of ten features is not said."""
    draw = np.random.default_rng(seed)
    features = draw.random((count, len(FEATURES)))
    features[draw.random(features.shape) < 0.1] = np.nan
    labels = (draw.random(count) < truth(features)).astype(float)
    names = [f"p{place % people:03}" for place in range(count)]
    postings = [f"v{place // people}" for place in range(count)]
    return Pairs(np.array(postings), np.array(names), features, labels)
