"""What the scores of held-out pairs are worth: log loss, Brier score, ECE and AUC, with intervals.

Pairs that fit and pairs that do not weigh the same in all, as in the fit. A person stands in many
pairs, which are not independent: the intervals draw people again, not pairs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.matching.features import FEATURES
from search.matching.scoring import FitModel
from training.evaluation.bootstrap import RESAMPLES, Counts, Measure, figure_of
from training.evaluation.results import Figure
from training.matching.calibration import BINS, Reliability, reliability
from training.matching.pairs import Pairs
from training.matching.published import balanced

__all__ = ["Figures", "figures_of", "scores_of"]

_LEAST = 1e-6
"""A chance is taken for no less, and for no more than one less this, in the log loss."""


@dataclass(frozen=True)
class Figures:
    """Figures of one way of scoring; log loss in nats, the lower the better but for the AUC."""

    log_loss: Figure
    brier: Figure
    ece: Figure
    auc: Figure
    curve: Reliability


def scores_of(model: FitModel, features: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores in [0, 1] of features (n, f), NaN where a side says nothing; not rounded."""
    logits = np.full(len(features), model.bias)
    for name, curve in model.curves.items():
        values = features[:, FEATURES.index(name)]
        said = np.interp(np.nan_to_num(values), curve.knots, curve.values)
        logits += np.where(np.isnan(values), curve.missing, said)
    scores: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(logits, -60.0, 60.0)))
    return scores


def figures_of(pairs: Pairs, scores: NDArray[np.float64], resamples: int = RESAMPLES) -> Figures:
    """The figures of scores in [0, 1], one a pair; there are pairs of both kinds."""
    labels, weights = pairs.labels, balanced(pairs.labels)
    _, people = np.unique(pairs.candidates, return_inverse=True)
    chances = np.clip(scores, _LEAST, 1 - _LEAST)
    loss = -(labels * np.log(chances) + (1 - labels) * np.log(1 - chances))
    curve = reliability(scores, labels, weights)

    def figure(
        name: str, value: float, resampled: Callable[[Counts], NDArray[np.float64]]
    ) -> Figure:
        return figure_of(Measure(name, value, int(people.max()) + 1, resampled), resamples)

    def mean(name: str, values: NDArray[np.float64]) -> Figure:
        total = np.bincount(people, weights)
        sums = np.bincount(people, weights * values)
        return figure(name, float(sums.sum() / total.sum()), lambda n: n @ sums / (n @ total))

    return Figures(
        log_loss=mean("log loss", loss),
        brier=mean("Brier", (scores - labels) ** 2),
        ece=figure("ECE", curve.error, _errors(scores, labels, weights, people)),
        auc=figure("AUC", *_areas(scores, labels >= 0.5, people)),
        curve=curve,
    )


def _errors(
    scores: NDArray[np.float64],
    labels: NDArray[np.float64],
    weights: NDArray[np.float64],
    people: NDArray[np.int64],
) -> Callable[[Counts], NDArray[np.float64]]:
    """The calibration error of resamples, as :func:`reliability` defines it."""
    places = np.minimum((scores * BINS).astype(int), BINS - 1)
    cells = people * BINS + places
    size = (int(people.max()) + 1) * BINS
    apart = np.bincount(cells, weights * (scores - labels), size).reshape(-1, BINS)
    total = np.bincount(people, weights)
    return lambda counts: np.abs(counts @ apart).sum(axis=1) / (counts @ total)


def _areas(
    scores: NDArray[np.float64], fits: NDArray[np.bool_], people: NDArray[np.int64]
) -> tuple[float, Callable[[Counts], NDArray[np.float64]]]:
    """The area under the ROC curve, ties counting half, and that of resamples."""
    order = np.argsort(scores, kind="stable")
    ends = np.flatnonzero(np.diff(scores[order], append=np.inf))  # of each run of equal scores
    person, fit = people[order], fits[order]

    def area(counts: NDArray[np.float64]) -> float:
        drawn = counts[person]
        above = np.diff(np.cumsum(drawn * fit)[ends], prepend=0.0)
        below = np.cumsum(drawn * ~fit)[ends]
        same = np.diff(below, prepend=0.0)
        both = above.sum() * below[-1]
        return float(above @ (below - same / 2) / both) if both else float("nan")

    def resampled(counts: Counts) -> NDArray[np.float64]:
        return np.array([area(row) for row in counts])

    return area(np.ones(int(people.max()) + 1)), resampled
