"""Where the time of a load goes, by stage."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

__all__ = ["Stopwatch"]


class Stopwatch:
    """Seconds by stage, added up over threads: together they may exceed the time that passed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seconds: dict[str, float] = {}

    @property
    def seconds(self) -> dict[str, float]:
        """Stage → seconds so far."""
        with self._lock:
            return dict(self._seconds)

    def add(self, seconds: Mapping[str, float]) -> None:
        """Count seconds that were measured elsewhere."""
        with self._lock:
            for stage, spent in seconds.items():
                self._seconds[stage] = self._seconds.get(stage, 0.0) + spent

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Count what the block takes."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.add({stage: time.perf_counter() - start})
