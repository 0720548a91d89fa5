"""A map as the page's script reads it: points with hover texts, and what each model makes of
them.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from training.plots.page.texts import hover_text
from training.plots.palette import OTHERS, group_mark
from training.plots.views import DrawnMap, View

__all__ = ["map_data"]


def map_data(drawn: DrawnMap) -> dict[str, Any]:
    """The map as JSON types.

    ``points`` hold text, hover text (escaped) and group name; ``groups`` the groups with a mark of
    their own, then all others as one, each with the numbers of its points. In ``views``,
    ``neighbours[i]`` are the numbers of the points nearest to point i, best first.
    """
    texts = drawn.texts
    marks = {name: group_mark(number) for number, name in enumerate(texts.named)}
    members: dict[str, list[int]] = {name: [] for name in texts.named}
    others: list[int] = []
    for number, point in enumerate(texts.points):
        members.get(point.group, others).append(number)
    groups = [
        {
            "name": name,
            "colour": mark.colour,
            "symbol": mark.symbol,
            "size": 8,
            "points": members[name],
        }
        for name, mark in marks.items()
    ]
    if others:
        rest = {"name": texts.others, "colour": OTHERS, "symbol": "circle", "size": 4}
        groups.insert(0, {**rest, "points": others})
    return {
        "id": texts.id,
        "title": texts.title,
        "kind": texts.kind,
        "points": [
            {
                "text": point.text,
                "group": point.group,
                "hover": hover_text(point.text, f"{texts.kind}: {point.group}"),
            }
            for point in texts.points
        ],
        "groups": groups,
        "views": [_view(view) for view in drawn.views],
    }


def _view(view: View) -> dict[str, Any]:
    return {
        "name": view.name,
        "purity": None if math.isnan(view.purity) else round(view.purity, 4),
        "share": round(view.planes["PCA"].share, 4),
        "planes": {
            name: np.round(plane.positions.astype(np.float64), 3).T.tolist()
            for name, plane in view.planes.items()
        },
        "neighbours": view.neighbours.index.tolist(),
        "cosines": np.round(view.neighbours.cosine.astype(np.float64), 3).tolist(),
    }
