"""The confusion matrix, drawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["draw_confusion"]

_MOST_NUMBERED = 40
"""Categories up to which the counts stand in the cells."""


def draw_confusion(
    counts: NDArray[np.int64], categories: Sequence[str], subtitle: str, path: Path
) -> Path:
    """Counts (k, k) as PNG: a row a true category, shaded by its share of the row."""
    from training.plots.png.canvas import INK, PAPER, dress, plain, save, sheet

    k = len(categories)
    side = 2.6 + 0.27 * k
    made = sheet(side + 0.6, side, "Which category was taken for which", subtitle)
    axes = made.subplots()
    dress(axes, "", "Told", "True")
    axes.grid(visible=False)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1, aspect="equal")
    names = [plain(name, 24) for name in categories]
    axes.set_xticks(range(k), names, rotation=90)
    axes.set_yticks(range(k), names)
    if k <= _MOST_NUMBERED:
        for row, column in zip(*np.nonzero(counts), strict=True):
            dark = shares[row, column] > 0.55
            axes.text(
                column,
                row,
                str(counts[row, column]),
                ha="center",
                va="center",
                fontsize=6,
                color=PAPER if dark else INK,
            )
    return save(made, path)
