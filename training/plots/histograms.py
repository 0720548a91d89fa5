"""How similar the pairs of each grade are: shares in bins, and how far two kinds overlap."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from training.plots.series import PairProtocol, ScoredSeries

__all__ = ["bin_edges", "shared_area", "shares"]

_BINS = 40


def bin_edges(protocol: PairProtocol) -> NDArray[np.float64]:
    """Edges of 40 equal bins that hold every similarity of every series, the same for all."""
    values = np.concatenate([scored.pairs.similarity for scored in protocol.series])
    low, high = float(min(values.min(), 0.0)), float(max(values.max(), 1.0))
    return np.linspace(low, high, _BINS + 1)


def shares(similarity: NDArray[np.float32], edges: NDArray[np.float64]) -> NDArray[np.float64]:
    """Share of the pairs in each bin, in %; zeros where there are no pairs."""
    counts, _ = np.histogram(similarity.astype(np.float64), edges)
    return 100.0 * counts / max(len(similarity), 1)


def shared_area(scored: ScoredSeries, edges: NDArray[np.float64]) -> float:
    """Area that the histograms of right and of wrong pairs share, in %; 0 where none overlap."""
    similarity, right = scored.binary
    both = shares(similarity[right], edges), shares(similarity[~right], edges)
    return float(np.minimum(*both).sum())
