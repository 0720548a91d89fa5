"""The model behind the score of a match: additive, monotone in each feature, fitted to labels.

Every feature becomes ramps between its knots; the logit is a sum of ramps with weights that are not
negative, so the score never falls when a feature rises (an additive model in the sense of Hastie
and Tibshirani, "Generalized Additive Models", 1990, under the order constraint of isotonic
regression). The log loss is convex in the weights, so the fit does not depend on where it starts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.matching.features import FEATURES
from training.matching.pairs import Pairs

__all__ = ["LEAST_WORTH", "Worth", "fit_model"]

MOST_KNOTS = 6

SMALLEST_STEP = 0.02
"""Between two knots."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What a feature adds to the logit at least, between ``above`` and its highest knot.

    Where a side says nothing, it adds at most half of ``logits``.
    """

    logits: float
    above: float


LEAST_WORTH: Mapping[str, Worth] = {
    "skills": Worth(2.0, 0.13),
    "must": Worth(2.0, 0.14),
    "title": Worth(2.0, 0.29),
    "sentences": Worth(1.0, 0.37),
    "years": Worth(0.3, 0.0),
    "seniority": Worth(0.3, 0.0),
    "education": Worth(0.2, 0.0),
    "languages": Worth(0.4, 0.0),
    "recency": Worth(0.1, 0.0),
}
"""Declared, not learned: labels that tell only the field of work would find that skills and years
do not count. Below ``above`` lies what any two documents share by chance."""


def fit_model(
    pairs: Pairs,
    name: str,
    *,
    least: Mapping[str, Worth] = LEAST_WORTH,
    penalty: float = 1e-4,
) -> dict[str, Any]:
    """The values of a :class:`~search.matching.scoring.FitModel`, as JSON has them.

    ``least`` is what features are worth at least.
    Pairs that fit and pairs that do not weigh the same in all, so that 50 means "as likely as not"
    where there are as many of one as of the other. ``penalty`` is that of the squared weights.
    Raises ValueError where there is only one kind of pair.
    """
    from scipy.optimize import minimize

    labels = pairs.labels
    share = float(labels.mean())
    if not 0 < share < 1:
        raise ValueError("the pairs are all fits, or none is")
    knots = [_knots(pairs.features[:, column]) for column in range(len(FEATURES))]
    design = np.hstack([
        _ramps(pairs.features[:, column], at) for column, at in enumerate(knots)
    ])  # fmt: skip
    weights = np.where(labels >= 0.5, 0.5 / share, 0.5 / (1 - share)) / len(labels)

    def loss(values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logits = values[0] + design @ values[1:]
        wrong = np.logaddexp(0.0, logits) - labels * logits
        error = weights * (1.0 / (1.0 + np.exp(-logits)) - labels)
        total = float(weights @ wrong) + penalty * float(values[1:] @ values[1:])
        slope = np.concatenate(([error.sum()], design.T @ error + 2 * penalty * values[1:]))
        return total, slope

    bounds = [(None, None), *_bounds(knots, least)]
    start = np.array([0.0, *(low for low, _ in bounds[1:])])
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2000}
    )
    return {
        "name": name,
        "bias": round(float(found.x[0]), 4),
        "curves": _curves(found.x[1:], knots),
    }


def _bounds(
    knots: Sequence[NDArray[np.float64]], least: Mapping[str, Worth]
) -> list[tuple[float, float | None]]:
    """The bounds of each weight: a ramp has at least its share of what its feature is worth."""
    found: list[tuple[float, float | None]] = []
    for name, at in zip(FEATURES, knots, strict=True):
        worth = least.get(name)
        if worth is None:
            found += [(0.0, None)] * len(at)
            continue
        lengths = np.clip(at[1:], worth.above, None) - np.clip(at[:-1], worth.above, None)
        shares = lengths / lengths.sum() if lengths.sum() else lengths
        found += [(worth.logits * float(share), None) for share in shares]
        found.append((0.0, worth.logits / 2))
    return found


def _knots(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Quantiles of what is said, some distance apart; two at least."""
    said = values[~np.isnan(values)]
    if not len(said):
        return np.array([0.0, 1.0])
    found = np.quantile(said, np.linspace(0.02, 0.98, MOST_KNOTS))
    kept = [float(found[0])]
    for value in found[1:].tolist():
        if value - kept[-1] >= SMALLEST_STEP:
            kept.append(value)
    return np.array(kept if len(kept) > 1 else [kept[0] - SMALLEST_STEP, kept[0] + SMALLEST_STEP])


def _ramps(values: NDArray[np.float64], knots: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n, k): how far each value is over each stretch between knots, 0 to 1; then 1 where it is
    absent, and nothing else of it.
    """
    absent = np.isnan(values)
    filled = np.where(absent, knots[0], values)
    stretches = [np.clip((filled - low) / (high - low), 0.0, 1.0) for low, high in pairwise(knots)]
    return np.column_stack([*stretches, absent.astype(np.float64)])


def _curves(
    weights: NDArray[np.float64], knots: Sequence[NDArray[np.float64]]
) -> dict[str, dict[str, Any]]:
    curves: dict[str, dict[str, Any]] = {}
    first = 0
    for name, at in zip(FEATURES, knots, strict=True):
        steps = weights[first : first + len(at) - 1]
        missing = float(weights[first + len(at) - 1])
        first += len(at)
        values = np.concatenate(([0.0], np.cumsum(steps)))
        curves[name] = {
            "knots": [round(float(v), 4) for v in at],
            "values": [round(float(v), 4) for v in values],
            "missing": round(missing, 4),
        }
    return curves
