"""From the evidence for a pair to one number: how often editors made one skill of such a pair."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.duplicates.features import FEATURES, PairFeatures
from search.duplicates.weights import WEIGHTS

__all__ = ["SAME_LABEL", "Weights", "confidences", "weights_of"]

SAME_LABEL = 0.95
"""The least confidence of two that go by the same label: a rule, not a measurement."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression on some of :data:`FEATURES`.

    confidence = 1 / (1 + exp(−(offset + slope × Σ weight × feature)))
    """

    features: dict[str, float]
    slope: float
    offset: float

    def score(self, matrix: NDArray[np.float32]) -> NDArray[np.float64]:
        """The weighted sums of the rows of :attr:`PairFeatures.matrix`."""
        vector = np.array([self.features.get(name, 0.0) for name in FEATURES])
        sums: NDArray[np.float64] = matrix.astype(np.float64) @ vector
        return sums

    def confidence(self, matrix: NDArray[np.float32]) -> NDArray[np.float64]:
        """In (0, 1), in the order of the rows."""
        log_odds = self.offset + self.slope * self.score(matrix)
        found: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(log_odds, -30, 30)))
        return found


def weights_of(name: str) -> Weights:
    """The shipped weights for pairs with these texts: ``label``, ``description``, ``detail``."""
    slope, offset, features = WEIGHTS[name]
    return Weights(features, slope, offset)


def confidences(features: PairFeatures) -> NDArray[np.float64]:
    """The confidence of each pair in [0, 1], by the weights for the texts that both have."""
    matrix = features.matrix
    found = weights_of("label").confidence(matrix)
    found = np.where(features.described, weights_of("description").confidence(matrix), found)
    both = features.described & features.detailed
    found = np.where(both, weights_of("detail").confidence(matrix), found)
    return np.where(features.same_label, np.maximum(found, SAME_LABEL), found)
