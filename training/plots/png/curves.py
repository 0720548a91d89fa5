"""ROC and precision-recall curves of one protocol, a curve a model."""

from __future__ import annotations

from matplotlib.axes import Axes

from training.plots import captions
from training.plots.curves import Curve, precision_recall, roc, thinned
from training.plots.png.canvas import GRID, LINES, Sheet, dress, plain, sheet
from training.plots.series import PairProtocol, Series

__all__ = ["draw_curves"]


def draw_curves(protocol: PairProtocol) -> Sheet:
    """Both curves side by side, with the area under each in its legend."""
    made = sheet(10, 5.2, protocol.title, captions.CURVES)
    left, right = made.subplots(1, 2)
    dress(left, captions.ROC, "False positive rate", "True positive rate")
    dress(right, captions.PRECISION_RECALL, "Recall", "Precision")
    left.plot([0, 1], [0, 1], color=GRID, linewidth=1)
    for scored in protocol.series:
        _draw(left, scored.series, roc(*scored.binary), "AUC")
        _draw(right, scored.series, precision_recall(*scored.binary), "AP")
    for axes, corner in ((left, "lower right"), (right, "lower left")):
        axes.set(xlim=(-0.01, 1.01), ylim=(-0.01, 1.01), aspect="equal")
        axes.legend(loc=corner, fontsize=7, frameon=False)
    return made


def _draw(axes: Axes, series: Series, curve: Curve, area: str) -> None:
    shown = thinned(curve)
    axes.plot(
        shown.x,
        shown.y,
        color=series.colour,
        linestyle=LINES[series.dash],
        linewidth=1.6,
        label=plain(f"{series.name}: {area} {curve.area:.4f}"),
    )
