"""A map as PNG: t-SNE above PCA, base beside tuned, with a number in every title."""

from __future__ import annotations

from matplotlib.axes import Axes

from training.plots import captions
from training.plots.palette import OTHERS, group_mark
from training.plots.png.canvas import Sheet, dress, plain, sheet
from training.plots.views import PROJECTIONS, DrawnMap, Projection, View

__all__ = ["draw_map"]


def draw_map(drawn: DrawnMap) -> Sheet:
    """A row a projection, a column a model, one legend for all below."""
    columns = len(drawn.views)
    made = sheet(4.6 * columns, 10.2, drawn.texts.title, captions.MAP)
    panels = made.subplots(len(PROJECTIONS), columns, squeeze=False)
    for row, projection in enumerate(PROJECTIONS):
        for column, view in enumerate(drawn.views):
            _draw(panels[row, column], drawn, view, projection)
    handles, labels = panels[0, 0].get_legend_handles_labels()
    made.legend(
        handles,
        labels,
        loc="outside lower center",
        ncols=1 + columns,
        markerscale=1.4,
        fontsize=7,
        frameon=False,
        title=f"{drawn.texts.kind} ({len(drawn.texts.points):,} texts)",
        title_fontsize=8,
    )
    return made


def _draw(axes: Axes, drawn: DrawnMap, view: View, projection: Projection) -> None:
    plane = view.planes[projection]
    kept = "" if projection == "t-SNE" else f", {100 * plane.share:.0f} % of variance"
    dress(axes, f"{projection}, {plain(view.name, 40)}: purity {100 * view.purity:.1f} %{kept}")
    axes.set(xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    groups = [point.group for point in drawn.texts.points]
    rest = [place for place, group in enumerate(groups) if group not in drawn.texts.named]
    if rest:
        x, y = plane.positions[rest].T
        axes.scatter(x, y, s=5, color=OTHERS, alpha=0.55, linewidths=0, label=drawn.texts.others)
    for number, name in enumerate(drawn.texts.named):
        mark = group_mark(number)
        x, y = plane.positions[[group == name for group in groups]].T
        axes.scatter(
            x,
            y,
            s=20,
            color=mark.colour,
            marker=mark.marker,
            edgecolors="white",
            linewidths=0.4,
            label=plain(name, 42),
        )
