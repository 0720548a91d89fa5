"""Curves, histograms and reliability diagrams as Plotly figures, without colours of a theme.

A chart is a dictionary: ``section`` and ``group`` say where it stands, ``title`` what it shows,
``data`` and ``layout`` are Plotly's. The page adds the colours of text and grid.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.plots import captions
from training.plots.calibration import BINS, Calibration, Reliability, calibration
from training.plots.curves import Curve, precision_recall, roc, thinned
from training.plots.histograms import bin_edges, shared_area, shares
from training.plots.page.texts import escaped
from training.plots.series import Grade, PairProtocol, ScoredSeries, Series

__all__ = ["Chart", "charts_of"]

Chart = dict[str, Any]

_UNIT_RANGE = [-0.02, 1.02]


def charts_of(protocol: PairProtocol) -> Iterator[Chart]:
    """Every chart of one protocol, in reading order."""
    yield _curves(protocol, captions.ROC, ("False positive rate", "True positive rate"), "AUC")
    yield _curves(protocol, captions.PRECISION_RECALL, ("Recall", "Precision"), "AP")
    yield from _histograms(protocol)
    found = [(one.series, calibration(*one.binary)) for one in protocol.series]
    yield _reliability(protocol, captions.RAW, found, "raw")
    yield _reliability(protocol, captions.CALIBRATED, found, "logistic")


def _chart(section: str, protocol: PairProtocol, title: str, data: Any, layout: Any) -> Chart:
    return {
        "section": section,
        "group": protocol.title,
        "title": title,
        "data": data,
        "layout": {"margin": {"l": 52, "r": 12, "t": 8, "b": 44}, **layout},
    }


def _curves(protocol: PairProtocol, title: str, axes: tuple[str, str], area: str) -> Chart:
    data: list[dict[str, Any]] = []
    if area == "AUC":
        data.append(_diagonal())
    for scored in protocol.series:
        curve = (roc if area == "AUC" else precision_recall)(*scored.binary)
        data.append(_curve(scored.series, curve, area, axes))
    layout = {
        "xaxis": {"title": {"text": axes[0]}, "range": _UNIT_RANGE},
        "yaxis": {"title": {"text": axes[1]}, "range": _UNIT_RANGE},
    }
    return _chart("curves", protocol, title, data, layout)


def _curve(series: Series, curve: Curve, area: str, axes: tuple[str, str]) -> dict[str, Any]:
    shown = thinned(curve)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": f"{escaped(series.name)}: {area} {curve.area:.4f}",
        "x": _rounded(shown.x),
        "y": _rounded(shown.y),
        "line": {"color": series.colour, "dash": series.dash, "width": 2},
        "hovertemplate": f"{axes[0]} %{{x:.3f}}<br>{axes[1]} %{{y:.3f}}"
        f"<extra>{escaped(series.name)}</extra>",
    }


def _histograms(protocol: PairProtocol) -> Iterator[Chart]:
    """A chart a series, all with the same scales, so that models compare at a glance."""
    edges = bin_edges(protocol)
    drawn = [[_bars(one, grade, edges) for grade in protocol.grades] for one in protocol.series]
    highest = max(max(bars["y"]) for data in drawn for bars in data)
    layout = {
        "barmode": "overlay",
        "bargap": 0,
        "xaxis": {
            "title": {"text": "cosine similarity"},
            "range": [float(edges[0]), float(edges[-1])],
        },
        "yaxis": {"title": {"text": "% of pairs"}, "range": [0, 1.05 * highest]},
    }
    for scored, data in zip(protocol.series, drawn, strict=True):
        area = shared_area(scored, edges)
        title = f"{scored.series.name}: right and wrong share {area:.1f} % of their area"
        yield _chart("similarity", protocol, title, data, layout)


def _bars(scored: ScoredSeries, grade: Grade, edges: NDArray[np.float64]) -> dict[str, Any]:
    similarity = scored.of_grade(grade)
    return {
        "type": "bar",
        "name": f"{escaped(grade.name)} ({len(similarity):,})",
        "x": _rounded((edges[1:] + edges[:-1]) / 2),
        "y": _rounded(shares(similarity, edges)),
        "width": float(edges[1] - edges[0]),
        "opacity": 0.6,
        "marker": {"color": grade.colour, "line": {"width": 0}},
        "hovertemplate": "cosine %{x:.2f}: %{y:.1f} % of pairs"
        f"<extra>{escaped(grade.name)}</extra>",
    }


def _reliability(
    protocol: PairProtocol, title: str, found: list[tuple[Series, Calibration]], which: str
) -> Chart:
    data = [_diagonal()]
    for series, both in found:
        data.extend(_diagram(series, both.raw if which == "raw" else both.logistic))
    layout = {
        "barmode": "group",
        "xaxis": {"title": {"text": "Probability"}, "range": _UNIT_RANGE, "anchor": "y2"},
        "yaxis": {
            "title": {"text": "Share that is right"},
            "range": _UNIT_RANGE,
            "domain": [0.3, 1],
        },
        "yaxis2": {"title": {"text": "Pairs"}, "domain": [0, 0.2], "nticks": 3},
    }
    return _chart("reliability", protocol, title, data, layout)


def _diagram(series: Series, result: Reliability) -> Iterator[dict[str, Any]]:
    yield {
        "type": "scatter",
        "mode": "lines+markers",
        "name": f"{escaped(series.name)}: ECE {result.error:.3f}",
        "legendgroup": series.name,
        "x": _rounded(result.expected),
        "y": _rounded(result.observed),
        "customdata": result.count.tolist(),
        "line": {"color": series.colour, "dash": series.dash, "width": 1.5},
        "marker": {"size": _rounded(5 + 12 * np.sqrt(result.count / result.count.sum()))},
        "hovertemplate": "expected %{x:.3f}, observed %{y:.3f}, %{customdata:,} pairs"
        f"<extra>{escaped(series.name)}</extra>",
    }
    yield {
        "type": "bar",
        "name": escaped(series.name),
        "legendgroup": series.name,
        "showlegend": False,
        "x": _rounded((result.bin + 0.5) / BINS),
        "y": result.count.tolist(),
        "yaxis": "y2",
        "marker": {"color": series.colour},
        "hovertemplate": f"%{{y:,}} pairs<extra>{escaped(series.name)}</extra>",
    }


def _diagonal() -> dict[str, Any]:
    line = {"color": "#a9b0b9", "width": 1}
    plain = {"mode": "lines", "showlegend": False, "hoverinfo": "skip"}
    return {"type": "scatter", "x": [0, 1], "y": [0, 1], "line": line, **plain}


def _rounded(values: NDArray[np.float64]) -> list[float]:
    rounded: list[float] = np.round(values.astype(np.float64), 4).tolist()
    return rounded
