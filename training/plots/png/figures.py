"""The figures of one protocol as bars with their intervals, a panel a figure, stock on top."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from matplotlib.axes import Axes

from training.evaluation.results import Figure, Row
from training.plots import captions
from training.plots.png.canvas import INK, QUIET, Sheet, dress, plain, sheet
from training.plots.series import Series

__all__ = ["draw_figures", "shown"]

_COLUMNS = 3
_HATCHES = {"solid": "", "dash": "////", "dot": "....", "dashdot": "xxxx"}


def draw_figures(rows: Sequence[Row], series: Sequence[Series]) -> Sheet:
    """``rows`` are those of one protocol, with a figure at least; bars in the order of ``series``.

    Percentages from 0 to 100; an AUC or a correlation from 0, or its lowest value, to 1.
    """
    by_key = {(row.model, row.scorer): row for row in rows}
    drawn = [(by_key[key], one) for one in series if (key := (one.model, one.scorer)) in by_key]
    names = tuple(dict.fromkeys(figure.name for row in rows for figure in row.figures))
    title = f"{rows[0].title} ({rows[0].queries:,} queries)"
    columns = min(len(names), _COLUMNS)
    lines = -(-len(names) // columns)
    height = 0.9 + lines * (0.6 + 0.3 * len(drawn))
    made = sheet(2.6 + 2.6 * columns, height, title, captions.FIGURES)
    panels = made.subplots(lines, columns, sharey=True, squeeze=False)
    for axes, name in zip_longest(panels.flat, names):
        if name is None:
            axes.set_axis_off()
        else:
            _draw(axes, name, drawn)
    panels[0, 0].set_yticks(range(len(drawn)), [plain(one.name, 40) for _, one in drawn])
    panels[0, 0].set_ylim(len(drawn) - 0.4, -0.6)
    return made


def shown(figure: Figure, value: float) -> str:
    """A value of the figure as tables print it: one decimal of a percentage, three of 1."""
    return f"{value:.1f}" if figure.is_percentage else f"{value:.3f}"


def _draw(axes: Axes, name: str, drawn: Sequence[tuple[Row, Series]]) -> None:
    dress(axes, name)
    axes.grid(visible=False, axis="y")
    lowest, highest = 0.0, 1.0
    for place, (row, one) in enumerate(drawn):
        figure = next((f for f in row.figures if f.name == name), None)
        if figure is None:
            continue
        highest = 100.0 if figure.is_percentage else 1.0
        lowest = min(lowest, figure.low)
        hatch = _HATCHES[one.dash]
        axes.barh(place, figure.value, 0.7, color=one.colour, hatch=hatch, edgecolor="white")
        axes.plot([figure.low, figure.high], [place, place], color=INK, linewidth=1.2)
        axes.text(
            1.02,
            place,
            shown(figure, figure.value),
            transform=axes.get_yaxis_transform(),
            fontsize=7,
            color=QUIET,
            va="center",
        )
    axes.set_xlim(lowest, highest)
