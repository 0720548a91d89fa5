"""ROC and precision-recall curves of scored pairs, as scikit-learn computes them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Curve", "precision_recall", "roc", "thinned"]


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Points ``x``, ``y`` (float64 [n], both in 0..1) and the ``area`` that sums the curve up.

    The area is that of all points, however few are kept for drawing.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    area: float


def roc(similarity: NDArray[np.float32], positive: NDArray[np.bool_]) -> Curve:
    """False positive rate → true positive rate; the area is the AUC. Both kinds are needed."""
    from sklearn.metrics import roc_auc_score, roc_curve

    wrong, right, _ = roc_curve(positive, similarity)
    return Curve(wrong, right, float(roc_auc_score(positive, similarity)))


def precision_recall(similarity: NDArray[np.float32], positive: NDArray[np.bool_]) -> Curve:
    """Recall → precision, recall falling; the area is the average precision (no interpolation)."""
    from sklearn.metrics import average_precision_score, precision_recall_curve

    precision, recall, _ = precision_recall_curve(positive, similarity)
    return Curve(recall, precision, float(average_precision_score(positive, similarity)))


def thinned(curve: Curve, points: int = 400) -> Curve:
    """The same curve with at most ``points`` of its points, spread evenly along it, ends kept.

    Evenly by length, so that a steep start keeps its shape.
    """
    if len(curve.x) <= points:
        return curve
    length = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(curve.x), np.diff(curve.y)))])
    wanted = np.linspace(0, length[-1], points)
    kept = np.unique(np.append(np.searchsorted(length, wanted[:-1]), len(length) - 1))
    return Curve(curve.x[kept], curve.y[kept], curve.area)
