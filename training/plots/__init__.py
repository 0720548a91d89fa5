"""Pictures of an evaluation: PNG files for documents, and one interactive page."""

from training.plots.drawing import PAGE, draw
from training.plots.maps import (
    Encode,
    MapPoint,
    TextMap,
    VectorMap,
    skill_map,
    standard_maps,
    title_map,
)

__all__ = [
    "PAGE",
    "Encode",
    "MapPoint",
    "TextMap",
    "VectorMap",
    "draw",
    "skill_map",
    "standard_maps",
    "title_map",
]
