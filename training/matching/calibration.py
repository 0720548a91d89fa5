"""How far a score keeps its promise: of the pairs that score 70, do seventy of a hundred fit?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["BINS", "Reliability", "reliability"]

BINS = 10


@dataclass(frozen=True)
class Reliability:
    """Pairs in bins of equal width by score: mean score, share of fits, and number in each.

    ``error`` is the expected calibration error (Naeini et al., "Obtaining Well Calibrated
    Probabilities Using Bayesian Binning", 2015): the mean distance of the two, by the weight of the
    bins. All in [0, 1]; a bin without pairs has NaN.
    """

    scores: tuple[float, ...]
    shares: tuple[float, ...]
    weights: tuple[float, ...]
    error: float


def reliability(
    scores: NDArray[np.float64], labels: NDArray[np.float64], weights: NDArray[np.float64]
) -> Reliability:
    """Scores in [0, 1] against labels; ``weights`` say what each pair counts, shape (n,) each."""
    places = np.minimum((scores * BINS).astype(int), BINS - 1)
    total = np.bincount(places, weights, minlength=BINS)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.bincount(places, weights * scores, minlength=BINS) / total
        share = np.bincount(places, weights * labels, minlength=BINS) / total
    apart = np.nansum(np.abs(mean - share) * total) / total.sum()
    return Reliability(
        tuple(mean.tolist()), tuple(share.tolist()), tuple((total / total.sum()).tolist()),
        float(apart),
    )  # fmt: skip
