"""A map made ready for drawing: projections, purity and neighbours, each computed once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from skillsearch.errors import SettingError
from training.plots.maps import TextMap
from training.plots.neighbours import Nearest, nearest, purity
from training.plots.projections import Plane, aligned, pca, tsne
from training.plots.series import short_names

__all__ = ["MIN_POINTS", "PROJECTIONS", "DrawnMap", "Projection", "View", "drawn_maps"]

Projection = Literal["t-SNE", "PCA"]

PROJECTIONS: tuple[Projection, ...] = ("t-SNE", "PCA")

MIN_POINTS = 12
"""Fewer points than this make no map: ten neighbours of each would be nearly all of them."""


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What one model makes of a map; ``purity`` (0..1) is of the full space, not of the plane."""

    model: str
    name: str
    purity: float
    planes: dict[Projection, Plane]
    neighbours: Nearest


@dataclass(frozen=True, slots=True, eq=False)
class DrawnMap:
    """A map with one view a model, the one to compare with first."""

    texts: TextMap
    views: tuple[View, ...]


def drawn_maps(maps: Sequence[TextMap]) -> tuple[tuple[DrawnMap, ...], tuple[str, ...]]:
    """The maps that can be drawn, and a sentence for each that cannot.

    Raises :class:`~skillsearch.errors.SettingError` where two maps have the same id.
    """
    ids = [one.id for one in maps]
    if len(set(ids)) < len(ids):
        raise SettingError(
            f"Two maps have the same id: {', '.join(ids)}.", remedy="Give each map its own id."
        )
    drawn, skipped = [], []
    for one in maps:
        reason = _unusable(one)
        if reason:
            skipped.append(f"Map {one.id!r}: {reason}, so it is not drawn.")
        else:
            drawn.append(_drawn(one))
    if not maps:
        skipped.append("No maps were asked for, so there is no picture of the vector space.")
    return tuple(drawn), tuple(skipped)


def _drawn(texts: TextMap) -> DrawnMap:
    names = short_names(view.model for view in texts.views)
    groups = [point.group for point in texts.points]
    views: list[View] = []
    for seen in texts.views:
        planes: dict[Projection, Plane] = {"t-SNE": tsne(seen.vectors), "PCA": pca(seen.vectors)}
        if views:
            base = views[0].planes
            planes = {key: aligned(plane, base[key]) for key, plane in planes.items()}
        found = nearest(seen.vectors)
        views.append(View(seen.model, names[seen.model], purity(found, groups), planes, found))
    return DrawnMap(texts, tuple(views))


def _unusable(texts: TextMap) -> str:
    if texts.missing:
        return texts.missing.rstrip(".")
    if len(texts.points) < MIN_POINTS:
        return f"it has {len(texts.points)} points, and {MIN_POINTS} are needed"
    if not texts.views:
        return "no model has given vectors for it"
    for view in texts.views:
        if not np.isfinite(view.vectors).all():
            return f"{view.model} gave vectors that are not finite"
        if view.vectors.shape[1] < 2 or not np.ptp(view.vectors, axis=0).any():
            return f"{view.model} gave every text the same vector"
    return ""
