"""The page put together: one template, its styles, its scripts, Plotly and the data, inlined."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from training.evaluation.results import Evaluation
from training.plots import captions
from training.plots.page.charts import charts_of
from training.plots.page.map_data import map_data
from training.plots.page.table import table_data
from training.plots.page.texts import as_json
from training.plots.series import PairProtocol
from training.plots.views import DrawnMap

__all__ = ["write_page"]

_SCRIPTS = ("elements.js", "table.js", "charts.js", "maps.js", "neighbours.js", "page.js")


def write_page(
    path: Path,
    evaluation: Evaluation,
    protocols: Sequence[PairProtocol],
    maps: Sequence[DrawnMap],
    skipped: Sequence[str],
) -> Path:
    """Write the page to ``path``; ``skipped`` are sentences on what could not be drawn.

    About 5 MB, nearly all of it plotly.js. A content security policy in it forbids every request.
    """
    from plotly.offline import get_plotlyjs

    data = {
        "table": table_data(evaluation),
        "charts": [chart for protocol in protocols for chart in charts_of(protocol)],
        "maps": [map_data(one) for one in maps],
        "environment": evaluation.environment,
        "skipped": list(skipped),
        "captions": {
            "figures": "Bands are 95 % bootstrap intervals. A difference from the first model is "
            "in colour where the two intervals do not overlap.",
            "curves": captions.CURVES,
            "similarity": captions.SIMILARITY,
            "reliability": captions.RELIABILITY,
            "maps": captions.MAP,
        },
    }
    parts = {
        "STYLE": _asset("page.css"),
        "DATA": as_json(data),
        "PLOTLY": get_plotlyjs(),
        "SCRIPT": "\n".join(_asset(name) for name in _SCRIPTS),
    }
    page = _asset("page.html")
    # each part is cut in at its place, so that no part is searched for the names of others
    for name, part in parts.items():
        before, after = page.split(f"<!--{name}-->")
        parts[name], page = before + part, after
    path.write_text("".join(parts.values()) + page, encoding="utf-8")
    return path


def _asset(name: str) -> str:
    return files(__package__).joinpath("assets", name).read_text(encoding="utf-8")
