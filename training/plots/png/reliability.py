"""Reliability diagrams of one protocol, before and after calibration."""

from __future__ import annotations

from matplotlib.axes import Axes

from training.plots import captions
from training.plots.calibration import BINS, Reliability, calibration
from training.plots.png.canvas import GRID, LINES, Sheet, dress, plain, sheet
from training.plots.series import PairProtocol, Series

__all__ = ["draw_reliability"]


def draw_reliability(protocol: PairProtocol) -> Sheet:
    """Expected against observed above, pairs in each bin below; ECE in the legend.

    The area of a point grows with its pairs: small ones move by chance.
    """
    made = sheet(10, 6.4, protocol.title, captions.RELIABILITY)
    panels = made.subplots(2, 2, sharex=True, height_ratios=(4, 1))
    for column, title in enumerate((captions.RAW, captions.CALIBRATED)):
        dress(panels[0, column], title, "", "Share of pairs that are right")
        dress(panels[1, column], "", "Probability", "Pairs")
        panels[0, column].plot([0, 1], [0, 1], color=GRID, linewidth=1)
    for place, scored in enumerate(protocol.series):
        found = calibration(*scored.binary)
        for column, result in enumerate((found.raw, found.logistic)):
            _draw(panels[0, column], scored.series, result)
            _count(panels[1, column], scored.series, result, place, len(protocol.series))
    for axes in panels[0]:
        axes.set(xlim=(-0.01, 1.01), ylim=(-0.02, 1.02))
        axes.legend(loc="upper left", fontsize=7, frameon=False)
    return made


def _draw(axes: Axes, series: Series, result: Reliability) -> None:
    axes.plot(
        result.expected,
        result.observed,
        color=series.colour,
        linestyle=LINES[series.dash],
        linewidth=1.0,
        alpha=0.8,
        label=plain(f"{series.name}: ECE {result.error:.3f}"),
    )
    size = 6 + 120 * result.count / result.count.sum()
    axes.scatter(result.expected, result.observed, s=size, color=series.colour, alpha=0.8)


def _count(axes: Axes, series: Series, result: Reliability, place: int, series_count: int) -> None:
    width = 0.9 / BINS / series_count
    first = result.bin / BINS + 0.05 / BINS + width / 2
    axes.bar(first + place * width, result.count, width, color=series.colour)
