"""Colours and shapes that stay apart for colour-blind readers, on paper and on a dark screen.

The hues follow Okabe and Ito (2008), lightened or darkened until each has a contrast of at least
2.5 to white and to the cards of the dark page; a brown and a violet are added. Where more things
than colours are to be told apart, a second sign (shape, dash) repeats with the colours.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "DASHES",
    "GRADES",
    "MAX_NAMED_GROUPS",
    "OTHERS",
    "Mark",
    "group_mark",
    "model_colour",
]

_BASE = "#7d8590"
_HUES = ("#2b7bba", "#e0602a", "#159a77", "#c978a8", "#d19000", "#4aa8dd", "#8a6d3b")

OTHERS = "#a9b0b9"
"""Of points whose group has no colour of its own."""

GRADES = ("#2b7bba", "#159a77", "#d19000", "#e0602a")
"""Of scored pairs from the best grade to the worst; two grades take the ends."""

DASHES = ("solid", "dash", "dot", "dashdot")
"""Line styles of the first, second … scorer of a model, by Plotly's names."""

_SHAPES = (("circle", "o"), ("diamond", "D"))
_GROUP_HUES = ("#2b7bba", "#e0602a", "#159a77", "#c978a8", "#d19000", "#6a51a3")

MAX_NAMED_GROUPS = len(_SHAPES) * len(_GROUP_HUES)
"""How many groups of a map can have a mark that no other group has."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How the points of a group look; ``symbol`` is Plotly's name of a shape, ``marker`` that of
    matplotlib.
    """

    colour: str
    symbol: str
    marker: str


def group_mark(number: int) -> Mark:
    """The mark of the group at this place, 0 ≤ ``number`` < :data:`MAX_NAMED_GROUPS`."""
    symbol, marker = _SHAPES[number // len(_GROUP_HUES)]
    return Mark(_GROUP_HUES[number % len(_GROUP_HUES)], symbol, marker)


def model_colour(number: int) -> str:
    """Of the model at this place: the first, with which all are compared, is grey."""
    return _BASE if number == 0 else _HUES[(number - 1) % len(_HUES)]
