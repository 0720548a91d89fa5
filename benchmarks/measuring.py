"""Timing and tables, the same for every benchmark."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

__all__ = ["Child", "Latency", "console", "latency", "run_child", "skillsearch", "table"]

console = Console(highlight=False, width=110)


@dataclass(frozen=True)
class Latency:
    """Percentiles of one kind of call, in milliseconds."""

    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Latency:
        """The percentiles of measured durations."""
        p50, p95, p99 = np.percentile(np.array(seconds) * 1000, [50, 95, 99])
        return cls(float(p50), float(p95), float(p99))

    def cells(self) -> tuple[str, str, str]:
        """Three table cells."""
        return tuple(f"{v:.2f}" for v in (self.p50, self.p95, self.p99))  # type: ignore[return-value]


@dataclass(frozen=True)
class Child:
    """A finished child process: output, wall-clock seconds, peak resident memory in MiB."""

    stdout: str
    seconds: float
    peak_mib: float


def latency(call: Callable[[int], object], rounds: int, warm_up: int = 5) -> Latency:
    """Percentiles of ``call(i)`` over ``rounds`` calls, after some that are not counted."""
    for i in range(warm_up):
        call(i)
    spent = []
    for i in range(rounds):
        start = time.perf_counter()
        call(i)
        spent.append(time.perf_counter() - start)
    return Latency.of(spent)


def skillsearch(*arguments: str | Path) -> list[str]:
    """The command line of a sub-command, in this environment's interpreter."""
    return [str(Path(sys.executable).with_name("skillsearch")), *map(str, arguments)]


def run_child(command: Sequence[str]) -> Child:
    """Run a command to its end; RuntimeError with what it said if it fails."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        stdout = process.stdout.read()
        stderr = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed: {stderr.decode()}")
    return Child(stdout.decode(), time.perf_counter() - start, usage.ru_maxrss / 1024)


def table(title: str, *columns: str) -> Table:
    """A table with its first column to the left and all others to the right."""
    made = Table(title=title, title_justify="left", title_style="bold")
    for number, column in enumerate(columns):
        made.add_column(column, justify="left" if number == 0 else "right")
    return made
