"""Measured values with 95 % intervals, by drawing queries again with replacement."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from training.evaluation.choices import SEED
from training.evaluation.results import Figure

__all__ = ["RESAMPLES", "Counts", "Measure", "figure_of", "mean_of"]

RESAMPLES = 1000

Counts = NDArray[np.float64]
"""Shape [resamples, units]: how often each unit (a query, a concept) was drawn."""

_CELLS = 4_000_000
"""Of a block of counts: 32 MB, whatever the number of units."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A value, and the same value of any resample of the ``units`` that it was measured on.

    ``resampled`` gives one value a row of counts; NaN where a resample has none (an AUC without
    positives). Of counts that are all one it gives ``value``.
    """

    name: str
    value: float
    units: int
    resampled: Callable[[Counts], NDArray[np.float64]]


def mean_of(name: str, values: ArrayLike) -> Measure:
    """The mean over queries of values from 0 to 1, in per cent. Raises ValueError without any."""
    percent = 100 * np.asarray(values, dtype=np.float64)
    if not len(percent):
        raise ValueError(f"{name}: there is no query")
    mean = float(percent.mean())

    def resampled(counts: Counts) -> NDArray[np.float64]:
        # Around the mean, so that equal values give a point and no rounding.
        means: NDArray[np.float64] = mean + counts @ (percent - mean) / len(percent)
        return means

    return Measure(name, mean, len(percent), resampled)


def figure_of(measure: Measure, resamples: int = RESAMPLES) -> Figure:
    """The measure with the 2.5th and 97.5th percentile of ``resamples``; seed 42."""
    blocks = [measure.resampled(counts) for counts in _draws(measure.units, resamples)]
    values = np.concatenate([*blocks, np.empty(0)])
    values = values[~np.isnan(values)]
    if not len(values):
        return Figure(measure.name, measure.value, measure.value, measure.value)
    low, high = np.quantile(values, (0.025, 0.975))
    return Figure(measure.name, measure.value, float(low), float(high))


def _draws(units: int, resamples: int) -> Iterator[Counts]:
    generator = np.random.default_rng(SEED)
    step = max(1, _CELLS // units)
    for start in range(0, resamples, step):
        rows = min(step, resamples - start)
        drawn = generator.integers(0, units, (rows, units))
        drawn += units * np.arange(rows)[:, None]
        flat = np.bincount(drawn.ravel(), minlength=rows * units)
        yield flat.reshape(rows, units).astype(np.float64)
