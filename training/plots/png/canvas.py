"""The sheet that every PNG is drawn on, and how it is written."""

from __future__ import annotations

import textwrap
import warnings
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Sheet
from matplotlib.layout_engine import ConstrainedLayoutEngine

__all__ = ["GRID", "INK", "LINES", "PAPER", "QUIET", "Sheet", "dress", "plain", "save", "sheet"]

INK = "#1f2530"
QUIET = "#5b6472"
GRID = "#e3e6ea"
PAPER = "#ffffff"

LINES = {"solid": "-", "dash": "--", "dot": ":", "dashdot": "-."}
"""Plotly's names of line styles → matplotlib's."""

_DOTS_PER_INCH = 150


def sheet(width_inches: float, height_inches: float, title: str, subtitle: str) -> Sheet:
    """An empty sheet; the title names what is shown, the subtitle what one should see."""
    layout = ConstrainedLayoutEngine(w_pad=0.08, h_pad=0.08, wspace=0.04, hspace=0.04)
    made = Sheet(figsize=(width_inches, height_inches), layout=layout, facecolor=PAPER)
    FigureCanvasAgg(made)
    heading = [plain(title, 110), *textwrap.wrap(plain(subtitle, 200), int(13 * width_inches))]
    made.suptitle("\n".join(heading), fontsize=10, color=INK)
    return made


def dress(axes: Axes, title: str = "", x: str = "", y: str = "") -> None:
    """The look of one panel: two quiet spines, a faint grid behind what is drawn."""
    axes.set_title(plain(title, 90), fontsize=9, color=INK, loc="left")
    axes.set_xlabel(plain(x), fontsize=8, color=QUIET)
    axes.set_ylabel(plain(y), fontsize=8, color=QUIET)
    axes.tick_params(labelsize=7, colors=QUIET, length=2)
    axes.grid(color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(GRID)


def plain(text: str, longest: int = 60) -> str:
    """``text`` in one line of at most ``longest`` characters, with no sign read as a formula."""
    line = " ".join(text.split())
    if len(line) > longest:
        line = f"{line[: longest - 1].rstrip()}…"
    return line.replace("$", r"\$")


def save(made: Sheet, path: Path) -> Path:
    """Write the sheet as PNG, with no date and no version in it, so that equal is equal."""
    with warnings.catch_warnings():
        # a label in a script that the font lacks shows boxes; that is no reason to stop
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        made.savefig(path, format="png", dpi=_DOTS_PER_INCH, metadata={"Software": None})
    return path
