"""Measures of scored pairs: AUC, accuracies and rank correlation, each with its resamples.

A resample draws units, not pairs: the pairs of one statement or concept come and go together,
because they are not independent.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.evaluation.bootstrap import Counts, Measure
from training.evaluation.results import Pairs

__all__ = ["PairSet", "accuracy_at", "auc", "best_accuracy", "spearman"]

_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PairSet:
    """Scored pairs, and for each the number of the unit (of ``units``) that it was made from."""

    pairs: Pairs
    unit: NDArray[np.intp]
    units: int

    def where(self, mask: NDArray[np.bool_]) -> PairSet:
        """Those pairs only, of as many units."""
        kept = Pairs(self.pairs.similarity[mask], self.pairs.grade[mask])
        return PairSet(kept, self.unit[mask], self.units)

    @property
    def positive(self) -> NDArray[np.bool_]:
        """Which pairs are right: those of grade 1."""
        right: NDArray[np.bool_] = self.pairs.grade == 1
        return right


def auc(name: str, pairs: PairSet) -> Measure:
    """How often a right pair scores above one of a lower grade, ties half; scikit-learn's."""
    from sklearn.metrics import roc_auc_score

    value = float(roc_auc_score(pairs.positive, pairs.pairs.similarity))

    def resampled(counts: Counts) -> _Floats:
        right, wrong = _by_score(pairs, counts)
        below = np.cumsum(wrong, axis=1) - wrong
        won = (right * (below + wrong / 2)).sum(axis=1)
        return _divided(won, right.sum(axis=1) * wrong.sum(axis=1))

    return Measure(name, value, pairs.units, resampled)


def accuracy_at(name: str, pairs: PairSet, threshold: float) -> Measure:
    """The share of pairs on their side of ``threshold``: right ones at it or above; per cent."""
    correct = (pairs.pairs.similarity >= threshold) == pairs.positive

    def resampled(counts: Counts) -> _Floats:
        weights = counts[:, pairs.unit]
        return _divided(100 * (weights @ correct), weights.sum(axis=1))

    return Measure(name, 100 * float(correct.mean()), pairs.units, resampled)


def best_accuracy(name: str, pairs: PairSet) -> Measure:
    """:func:`accuracy_at` the threshold that is best for these very pairs; per cent."""

    def resampled(counts: Counts) -> _Floats:
        right, wrong = _by_score(pairs, counts)
        total = right.sum(axis=1) + wrong.sum(axis=1)
        # A threshold at each distinct score, and one above them all.
        kept = right.sum(axis=1, keepdims=True) - np.cumsum(right, axis=1) + right
        refused = np.cumsum(wrong, axis=1) - wrong
        best = np.maximum((kept + refused).max(axis=1), wrong.sum(axis=1))
        return _divided(100 * best, total)

    value = float(resampled(np.ones((1, pairs.units)))[0])
    return Measure(name, value, pairs.units, resampled)


def spearman(name: str, pairs: PairSet) -> Measure:
    """Rank correlation of similarity and grade, ties at their mean rank; scipy's."""
    from scipy.stats import spearmanr

    value = float(spearmanr(pairs.pairs.similarity, pairs.pairs.grade).statistic)
    scores = _groups(pairs.pairs.similarity)
    grades = _groups(pairs.pairs.grade)

    def resampled(counts: Counts) -> _Floats:
        weights = counts[:, pairs.unit]
        total = weights.sum(axis=1, keepdims=True)
        x, y = _ranks(weights, *scores), _ranks(weights, *grades)
        x -= _divided((weights * x).sum(axis=1, keepdims=True), total)
        y -= _divided((weights * y).sum(axis=1, keepdims=True), total)
        spread = (weights * x * x).sum(axis=1) * (weights * y * y).sum(axis=1)
        return _divided((weights * x * y).sum(axis=1), np.sqrt(spread))

    return Measure(name, value, pairs.units, resampled)


def _groups(values: NDArray[np.float32]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """For each value the number of its group of equals, ascending; and the order by group."""
    _, group = np.unique(values, return_inverse=True)
    return group, np.argsort(group, kind="stable")


def _ranks(weights: Counts, group: NDArray[np.intp], order: NDArray[np.intp]) -> _Floats:
    """Mean rank of each pair where every pair stands there as often as its weight says."""
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    held = np.add.reduceat(weights[:, order], starts, axis=1)
    ranks: _Floats = (np.cumsum(held, axis=1) - held + (held + 1) / 2)[:, group]
    return ranks


def _by_score(pairs: PairSet, counts: Counts) -> tuple[_Floats, _Floats]:
    """Weight of right and of wrong pairs at each distinct score, ascending: [resamples, scores]."""
    group, order = _groups(pairs.pairs.similarity)
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    weights = counts[:, pairs.unit[order]]
    positive = pairs.positive[order]
    return (
        np.add.reduceat(weights * positive, starts, axis=1),
        np.add.reduceat(weights * ~positive, starts, axis=1),
    )


def _divided(a: _Floats, b: _Floats) -> _Floats:
    """``a / b``, NaN where ``b`` is 0."""
    return np.divide(a, b, out=np.full_like(a, np.nan), where=b != 0)
