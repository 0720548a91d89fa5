"""Latency and processor time of a call: what it costs where others share the cores."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.measuring import Latency

__all__ = ["Timing", "timed"]

MOST_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Timing:
    """Percentiles of the wall clock, and the processor time of a call, all in milliseconds."""

    latency: Latency
    cpu: float

    def cells(self) -> tuple[str, str, str]:
        """p50, p95 and processor time, as cells of a table."""
        return f"{self.latency.p50:.1f}", f"{self.latency.p95:.1f}", f"{self.cpu:.1f}"


def timed(call: Callable[[int], object], rounds: int, warm_up: int = 5) -> Timing:
    """``call(i)`` for i below ``rounds``, after some that are not counted; all threads' time.

    A slow call is made fewer times: after :data:`MOST_SECONDS` it is enough.
    """
    over = time.perf_counter() + MOST_SECONDS
    for i in range(warm_up):
        if i and time.perf_counter() > over:
            break
        call(i)
    spent: list[float] = []
    used = time.process_time()
    over = time.perf_counter() + MOST_SECONDS
    for i in range(rounds):
        start = time.perf_counter()
        call(i)
        spent.append(time.perf_counter() - start)
        if start > over:
            break
    return Timing(Latency.of(spent), (time.process_time() - used) / len(spent) * 1000)
