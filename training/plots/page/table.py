"""The table of figures: a row a figure, a column a model, differences from the first model."""

from __future__ import annotations

from typing import Any

from training.evaluation.results import Evaluation
from training.plots.series import series_of

__all__ = ["table_data"]


def table_data(evaluation: Evaluation) -> dict[str, Any]:
    """What the page's table shows, as JSON types.

    ``rows[i].cells[j]`` is the figure of row i for model j as [value, low, high], or None.
    ``percent`` tells 0..100 from 0..1.
    """
    models = {one.model: one for one in reversed(series_of(evaluation))}
    order = list(dict.fromkeys(one.model for one in series_of(evaluation)))
    names = {model: models[model].name.partition(" · ")[0] for model in order}
    rows: dict[tuple[str, str, str], dict[str, Any]] = {}
    for row in evaluation.rows:
        for figure in row.figures:
            entry = rows.setdefault(
                (row.protocol, row.scorer, figure.name),
                {
                    "protocol": row.protocol,
                    "title": row.title,
                    "scorer": row.scorer,
                    "figure": figure.name,
                    "queries": row.queries,
                    "percent": figure.is_percentage,
                    "cells": [None] * len(order),
                },
            )
            entry["cells"][order.index(row.model)] = [figure.value, figure.low, figure.high]
    place = {protocol: number for number, protocol in enumerate(evaluation.protocols)}
    return {
        "models": [{"name": names[model], "colour": models[model].colour} for model in order],
        "rows": sorted(rows.values(), key=lambda entry: place[entry["protocol"]]),
    }
