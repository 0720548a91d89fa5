"""A fit, drawn: how far its scores keep their promise, and what each feature is worth."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes

from search.matching.features import FEATURES
from search.matching.scoring import BANDS, FitModel
from training.matching.calibration import BINS, Reliability
from training.matching.measuring import Figures
from training.plots.palette import model_colour
from training.plots.png.canvas import GRID, LINES, QUIET, dress, plain, save, sheet

__all__ = ["draw_curves", "draw_reliability"]

_DASHES = tuple(LINES)


def draw_reliability(measured: Mapping[str, Figures], subtitle: str, path: Path) -> Path:
    """Score against the share of pairs that fit, as PNG, and below what the bins weigh.

    The first way is drawn with a full line; on the diagonal a score keeps its promise.
    """
    made = sheet(6.4, 6.6, "Does a score keep its promise?", subtitle)
    above, below = made.subplots(2, 1, sharex=True, height_ratios=(4, 1))
    dress(above, "", "", "Share of pairs that fit, %")
    dress(below, "", "Score", "Pairs, %")
    above.plot([0, 100], [0, 100], color=GRID, linewidth=1)
    for least, band in BANDS:
        above.axvline(least, color=GRID, linewidth=0.8, linestyle=":")
        above.text(least + 1, 1, band, fontsize=7, color=QUIET)
    for place, (name, figures) in enumerate(measured.items()):
        colour = model_colour(place + 1)
        _curve(above, name, figures.curve, colour, _DASHES[place % len(_DASHES)])
        width = 90 / BINS / len(measured)
        lefts = np.arange(BINS) * (100 / BINS) + 5 / BINS + width * (place + 0.5)
        below.bar(lefts, 100 * np.array(figures.curve.weights), width, color=colour)
    above.set(xlim=(-1, 101), ylim=(-2, 102))
    above.legend(loc="upper left", fontsize=8, frameon=False)
    return save(made, path)


def draw_curves(model: FitModel, path: Path) -> Path:
    """What each feature adds to the logit, as PNG; a dash on the left says what absence adds."""
    columns = 4
    rows = -(-len(FEATURES) // columns)
    made = sheet(
        8.4, 1.7 * rows + 0.7, "What the score is made of",
        "logits that a feature adds; the bar on the left: where a side says nothing",
    )  # fmt: skip
    panels = made.subplots(rows, columns, sharey=True, squeeze=False).ravel()
    for axes, name in zip(panels, FEATURES, strict=False):
        dress(axes, name)
        curve = model.curves.get(name)
        if curve is not None:
            ends = (min(0.0, curve.knots[0]), *curve.knots, max(1.0, curve.knots[-1]))
            values = (curve.values[0], *curve.values, curve.values[-1])
            axes.plot(ends, values, color=model_colour(1), linewidth=1.6)
            axes.plot([-0.14, -0.06], [curve.missing] * 2, color=model_colour(2), linewidth=3)
        axes.set(xlim=(-0.17, 1.03))
    for axes in panels[len(FEATURES) :]:
        axes.set_visible(False)
    return save(made, path)


def _curve(axes: Axes, name: str, curve: Reliability, colour: str, dash: str) -> None:
    scores, shares = 100 * np.array(curve.scores), 100 * np.array(curve.shares)
    used = ~np.isnan(scores)
    label = plain(f"{name}: calibration error {curve.error:.3f}")
    axes.plot(scores[used], shares[used], color=colour, linestyle=LINES[dash], linewidth=1.2,
              label=label)  # fmt: skip
    sizes = 6 + 160 * np.array(curve.weights)[used]
    axes.scatter(scores[used], shares[used], s=sizes, color=colour)
