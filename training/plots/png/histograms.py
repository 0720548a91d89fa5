"""Similarity histograms of one protocol: a panel a model, a colour a grade."""

from __future__ import annotations

from training.plots import captions
from training.plots.histograms import bin_edges, shared_area, shares
from training.plots.png.canvas import Sheet, dress, plain, sheet
from training.plots.series import PairProtocol

__all__ = ["draw_histograms"]


def draw_histograms(protocol: PairProtocol) -> Sheet:
    """Panels under each other on one scale, so that models compare at a glance."""
    count = len(protocol.series)
    made = sheet(9, 1.2 + 1.9 * count, protocol.title, captions.SIMILARITY)
    edges = bin_edges(protocol)
    panels = made.subplots(count, 1, sharex=True, sharey=True, squeeze=False)[:, 0]
    for axes, scored in zip(panels, protocol.series, strict=True):
        area = shared_area(scored, edges)
        dress(axes, f"{scored.series.name}: right and wrong share {area:.1f} % of their area")
        axes.set_ylabel("% of pairs", fontsize=8)
        for grade in protocol.grades:
            similarity = scored.of_grade(grade)
            axes.stairs(
                shares(similarity, edges),
                edges,
                fill=True,
                color=grade.colour,
                alpha=0.45,
                label=plain(f"{grade.name} ({len(similarity):,})"),
            )
            axes.stairs(shares(similarity, edges), edges, color=grade.colour, linewidth=1)
    panels[0].legend(fontsize=7, frameon=False, ncols=len(protocol.grades), loc="upper left")
    panels[-1].set_xlabel("cosine similarity", fontsize=8)
    return made
