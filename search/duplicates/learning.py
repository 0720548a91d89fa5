"""How the weights were made, and are made again for another encoder or from other merges."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from search.duplicates.confidence import Weights
from search.duplicates.features import FEATURES

__all__ = ["learn"]

PENALTY = 0.08
"""Of the squares of the standardised weights."""

_STEPS = 3000

Numbers = NDArray[np.float64]


def learn(
    matrix: NDArray[np.float32],
    pairs: NDArray[np.int64],
    same: NDArray[np.bool_],
    names: tuple[str, ...] = FEATURES,
) -> Weights:
    """Weights by which, of all that an entry could be one with, its twins come first.

    ``matrix`` [pairs, len(FEATURES)] with ``pairs`` of rows and which of them are the ``same``.
    The weights maximise the mean log-likelihood of a twin among the candidates of its entry (a
    conditional logit: what is much alike but was left apart counts where it competes, and the
    hundred thousand pairs that nobody would propose do not count at all), less ``PENALTY``. Slope
    and offset then bring the sums to log-odds over all pairs (Platt, 1999).
    """
    columns = [FEATURES.index(name) for name in names]
    chosen = matrix[:, columns].astype(np.float64)
    mean, spread = chosen.mean(axis=0), chosen.std(axis=0) + 1e-6
    standard = (chosen - mean) / spread
    weights = _conditional_logit(standard, pairs, same)
    slope, offset = _platt(standard @ weights, same)
    raw = weights / spread
    features = {name: float(w) for name, w in zip(names, raw, strict=True)}
    return Weights(features, slope, offset - slope * float(raw @ mean))


def _conditional_logit(x: Numbers, pairs: NDArray[np.int64], same: NDArray[np.bool_]) -> Numbers:
    asker = np.concatenate([pairs[:, 0], pairs[:, 1]])
    order = np.argsort(asker, kind="stable")
    asker, pair = asker[order], np.tile(np.arange(len(pairs)), 2)[order]
    kept = np.isin(asker, np.unique(asker[same[pair]]))
    asker, pair = asker[kept], pair[kept]
    _, starts, group = np.unique(asker, return_index=True, return_inverse=True)
    twin, rows = same[pair], x[pair]
    weights = np.zeros(x.shape[1])
    moment, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):  # Adam: convex, and scipy is no dependency
        scores = rows @ weights
        grown = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        among_all = grown / np.add.reduceat(grown, starts)[group]
        of_twins = np.where(twin, grown, 0)
        among_twins = of_twins / np.maximum(np.add.reduceat(of_twins, starts), 1e-30)[group]
        slope = (among_all - among_twins) @ rows / len(starts) + 2 * PENALTY * weights
        moment = 0.9 * moment + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        rate = 0.02 * (1 - step / (_STEPS + 1))
        corrected = np.sqrt(square / (1 - 0.999**step)) + 1e-9
        weights = weights - rate * moment / (1 - 0.9**step) / corrected
    return weights


def _platt(scores: Numbers, same: NDArray[np.bool_]) -> tuple[float, float]:
    design = np.stack([scores, np.ones_like(scores)], axis=1)
    found = np.array([1.0, np.log(same.mean() / (1 - same.mean()))])
    for _ in range(100):  # Newton
        chance = 1 / (1 + np.exp(-np.clip(design @ found, -30, 30)))
        gradient = design.T @ (same - chance)
        curvature = (design * (chance * (1 - chance))[:, None]).T @ design + 1e-9 * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        found = found + np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-9:
            break
    return float(found[0]), float(found[1])
