"""How a latency grows with the number of candidates, and what that makes of a million."""

from __future__ import annotations

import math
from collections.abc import Mapping

__all__ = ["exponent", "linear", "projected"]


def exponent(at: Mapping[int, float]) -> float:
    """The power of the size that the values grow with, between the two largest sizes.

    0: they do not grow. 1: twice the candidates take twice the time.
    """
    (small, low), (large, high) = _last_two(at)
    return math.log(high / low) / math.log(large / small)


def linear(at: Mapping[int, float], size: int) -> float:
    """The value at ``size`` on the straight line through those of the two largest sizes.

    A line that falls is taken as flat: more candidates cost nothing less.
    """
    (small, low), (large, high) = _last_two(at)
    slope = max(0.0, (high - low) / (large - small))
    return high + slope * (size - large)


def projected(at: Mapping[int, float], size: int) -> tuple[float, float]:
    """From the power law to the straight line: what the value at ``size`` is likely between."""
    (_, _), (large, high) = _last_two(at)
    power = high * (size / large) ** max(0.0, exponent(at))
    ends = sorted((power, linear(at, size)))
    return ends[0], ends[1]


def _last_two(at: Mapping[int, float]) -> tuple[tuple[int, float], tuple[int, float]]:
    if len(at) <= 1:
        raise ValueError("Growth takes at least two sizes.")
    small, large = sorted(at)[-2:]
    return (small, at[small]), (large, at[large])
