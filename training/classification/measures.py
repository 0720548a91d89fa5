"""How good predictions are: macro-F1, accuracy, calibration; and where to say "not sure"."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skillsearch.classification.heads import softmax

__all__ = [
    "Score",
    "calibration_error",
    "confusion",
    "coverage",
    "fitted_temperature",
    "fitted_threshold",
    "macro_f1",
    "per_category",
    "score_of",
]

Numbers = NDArray[np.int64]
Floats = NDArray[np.float32]

RESAMPLES = 1000
_BINS = 10
_NEVER = 1.01
"""A threshold that no probability reaches."""


@dataclass(frozen=True, slots=True)
class Score:
    """Shares from 0 to 1; ``low`` and ``high`` bound 95 % of bootstrap resamples of macro-F1."""

    macro_f1: float
    low: float
    high: float
    accuracy: float


def confusion(truth: Numbers, told: Numbers, k: int) -> Numbers:
    """Counts (k, k): a row a true category, a column a predicted one."""
    counts: Numbers = np.bincount(truth * k + told, minlength=k * k).reshape(k, k)
    return counts


def per_category(counts: Numbers) -> NDArray[np.float64]:
    """Precision, recall and F1 (k, 3) of a confusion matrix; 0 where there is nothing to divide."""
    right = np.diag(counts).astype(np.float64)
    precision = right / np.maximum(counts.sum(axis=0), 1)
    recall = right / np.maximum(counts.sum(axis=1), 1)
    f1 = 2 * right / np.maximum(counts.sum(axis=0) + counts.sum(axis=1), 1)
    return np.stack([precision, recall, f1], axis=1)


def macro_f1(truth: Numbers, told: Numbers, k: int) -> float:
    """The mean F1 over the categories that occur in ``truth`` or ``told``."""
    counts = confusion(truth, told, k)
    occurs = (counts.sum(axis=0) + counts.sum(axis=1)) > 0
    return float(per_category(counts)[occurs, 2].mean())


def score_of(truth: Numbers, told: Numbers, k: int) -> Score:
    """Macro-F1 with its interval, seed 42, and accuracy."""
    drawn = np.random.default_rng(42).integers(0, len(truth), (RESAMPLES, len(truth)))
    resampled = [macro_f1(truth[row], told[row], k) for row in drawn]
    low, high = np.quantile(resampled, (0.025, 0.975))
    return Score(macro_f1(truth, told, k), float(low), float(high), float((truth == told).mean()))


def fitted_temperature(scores: Floats, truth: Numbers) -> float:
    """The temperature whose softmax makes ``truth`` likeliest, of held-out scores (n, k).

    C. Guo et al., "On calibration of modern neural networks" (2017).
    """
    from scipy.optimize import minimize_scalar

    rows = np.arange(len(truth))

    def unlikely(logarithm: float) -> float:
        found = softmax(scores, float(np.exp(logarithm)))[rows, truth]
        return float(-np.log(np.maximum(found, 1e-12)).mean())

    found = minimize_scalar(unlikely, bounds=(-5.0, 4.0), method="bounded")
    return float(np.exp(found.x))


def fitted_threshold(probabilities: Floats, truth: Numbers, sure: float) -> float:
    """The lowest probability from which on a share of ``sure`` of the answers is right.

    ``probabilities`` (n, k) are of resumes that were not learned from. Above 1 where no threshold
    with at least ten answers reaches it.
    """
    best = probabilities.max(axis=1)
    order = np.argsort(-best, kind="stable")
    right = (probabilities.argmax(axis=1) == truth)[order]
    share = np.cumsum(right) / np.arange(1, len(right) + 1)
    last = np.r_[best[order][1:] != best[order][:-1], True]  # equals are answered together
    enough = np.flatnonzero((share >= sure) & last & (np.arange(len(share)) >= 9))
    return float(best[order][enough[-1]]) if len(enough) else _NEVER


def coverage(probabilities: Floats, truth: Numbers, threshold: float) -> tuple[float, float]:
    """The share that is answered at this threshold, and the share of those that is right."""
    answered = probabilities.max(axis=1) >= threshold
    if not answered.any():
        return 0.0, 0.0
    right = probabilities.argmax(axis=1)[answered] == truth[answered]
    return float(answered.mean()), float(right.mean())


def calibration_error(probabilities: Floats, truth: Numbers) -> float:
    """Expected calibration error of the likeliest category, over ten bins of equal width."""
    best = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == truth
    bins = np.minimum((best * _BINS).astype(int), _BINS - 1)
    gaps = [
        abs(float(right[bins == b].mean() - best[bins == b].mean())) * float((bins == b).mean())
        for b in range(_BINS)
        if (bins == b).any()
    ]
    return float(sum(gaps))
