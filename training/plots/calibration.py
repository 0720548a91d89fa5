"""Whether a similarity can be read as a probability, before and after calibration."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["BINS", "Calibration", "Reliability", "calibration", "reliability"]

BINS = 10

_SEED = 42


@dataclass(frozen=True, slots=True, eq=False)
class Reliability:
    """Equal bins of probability: what was ``expected``, what was ``observed``, how many pairs.

    Mean probability, share of right pairs and ``count`` of each ``bin`` that has any, by its number
    from 0. ``error`` is the expected calibration error (ECE): the mean of |observed - expected|
    over all pairs.
    """

    bin: NDArray[np.intp]
    expected: NDArray[np.float64]
    observed: NDArray[np.float64]
    count: NDArray[np.int64]
    error: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The same pairs twice: similarity as it is, and through a logistic curve.

    The curve was fitted on the other half, so that neither has seen these pairs.
    """

    raw: Reliability
    logistic: Reliability


def reliability(
    probability: NDArray[np.float64], positive: NDArray[np.bool_], bins: int = BINS
) -> Reliability:
    """Bins of equal width over 0..1, the upper end in the last; both arrays are [n], n ≥ 1."""
    place = np.minimum((probability * bins).astype(np.int64), bins - 1)
    count = np.bincount(place, minlength=bins)
    used = count > 0
    expected = np.bincount(place, probability, bins)[used] / count[used]
    observed = np.bincount(place, positive, bins)[used] / count[used]
    error = float(np.average(np.abs(observed - expected), weights=count[used]))
    return Reliability(np.flatnonzero(used), expected, observed, count[used], error)


def calibration(similarity: NDArray[np.float32], positive: NDArray[np.bool_]) -> Calibration:
    """Halve the pairs at random, right and wrong ones apart; fit on one half, show the other.

    As it is, a similarity is clipped to 0..1. At least two pairs of each kind are needed.
    """
    from sklearn.linear_model import LogisticRegression

    fitted, shown = _halves(positive)
    centre, spread = similarity[fitted].mean(), similarity[fitted].std() or 1.0
    scaled = ((similarity - centre) / spread)[:, None].astype(np.float64)
    # all but unregularised, and still finite where the two kinds do not overlap
    curve = LogisticRegression(C=100.0).fit(scaled[fitted], positive[fitted])
    clipped = np.clip(similarity[shown], 0, 1).astype(np.float64)
    return Calibration(
        raw=reliability(clipped, positive[shown]),
        logistic=reliability(curve.predict_proba(scaled[shown])[:, 1], positive[shown]),
    )


def _halves(positive: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    generator = np.random.default_rng(_SEED)
    kinds = [generator.permutation(np.flatnonzero(positive == kind)) for kind in (True, False)]
    first = np.concatenate([kind[: len(kind) // 2] for kind in kinds])
    second = np.concatenate([kind[len(kind) // 2 :] for kind in kinds])
    return np.sort(first), np.sort(second)
