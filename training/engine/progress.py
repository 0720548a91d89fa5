"""How far a run is: a bar on a terminal, a line now and then elsewhere, every figure in a log."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from training.engine.trainer import CountingCollator

__all__ = ["LogLine", "ProgressLog", "read_log"]

_SECONDS_BETWEEN_LINES = 30


@dataclass(frozen=True, slots=True)
class LogLine:
    """Where a run stood after ``step`` steps.

    ``loss`` is the mean since the line before; ``pairs`` (rows: a triplet is one), ``tokens``
    (without padding) and ``seconds`` are counted from the run's beginning, over all resumptions.
    """

    step: int
    epoch: float
    loss: float
    learning_rate: float
    pairs: int
    tokens: int
    seconds: float


class ProgressLog(TrainerCallback):
    """Shows the run and writes ``log_file``, one :class:`LogLine` a line as JSON.

    A run that is resumed at a step drops the lines after it.
    """

    def __init__(self, title: str, log_file: Path, out: Console, counts: CountingCollator) -> None:
        self._title = title
        self._file = log_file
        self._out = out
        self._counts = counts
        self._before = LogLine(0, 0.0, 0.0, 0.0, 0, 0, 0.0)
        self._started = time.monotonic()
        self._last_shown = self._started
        self._first_step = 0
        self._task: TaskID | None = None
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rates]}"),
            TimeRemainingColumn(),
            console=out,
            disable=not out.is_terminal,
        )

    def on_train_begin(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        **kwargs: Any,
    ) -> None:
        """Take up the log where the checkpoint was written."""
        kept = [line for line in read_log(self._file) if line.step <= state.global_step]
        self._file.write_text("".join(_as_json(line) for line in kept), encoding="utf-8")
        if kept:
            self._before = kept[-1]
        self._first_step = state.global_step
        self._started = self._last_shown = time.monotonic()
        self._counts.rows = self._counts.tokens = 0
        self._progress.start()
        self._task = self._progress.add_task(
            self._title, total=state.max_steps, completed=state.global_step, rates=""
        )

    def on_step_end(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        **kwargs: Any,
    ) -> None:
        """Move the bar; the last step gets a line of its own."""
        if state.global_step >= state.max_steps:
            control.should_log = True
        if self._task is not None:
            self._progress.update(self._task, completed=state.global_step)

    def on_log(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        logs: dict[str, float] | None = None,
        **kwargs: Any,
    ) -> None:
        """Write a line, and show it."""
        if not logs or "loss" not in logs:
            return
        now = time.monotonic()
        spent = now - self._started
        line = LogLine(
            step=state.global_step,
            epoch=round(state.epoch or 0.0, 4),
            loss=logs["loss"],
            learning_rate=logs["learning_rate"],
            pairs=self._before.pairs + self._counts.rows,
            tokens=self._before.tokens + self._counts.tokens,
            seconds=round(self._before.seconds + spent, 2),
        )
        with self._file.open("a", encoding="utf-8") as stream:
            stream.write(_as_json(line))
        speed = (
            f"{self._counts.rows / spent:,.0f} pairs/s · {self._counts.tokens / spent:,.0f} tok/s"
        )
        rates = f"loss {line.loss:.4f} · {speed}"
        if self._task is not None:
            self._progress.update(self._task, rates=rates)
        if not self._out.is_terminal and now - self._last_shown >= _SECONDS_BETWEEN_LINES:
            self._last_shown = now
            steps = state.global_step - self._first_step
            left = timedelta(seconds=round(spent / steps * (state.max_steps - state.global_step)))
            self._out.print(
                f"{self._title}: step {state.global_step:,}/{state.max_steps:,} · {rates} · "
                f"{left} left",
                soft_wrap=True,
            )

    def close(self) -> None:
        """Leave the bar as it is."""
        self._progress.stop()


def read_log(file: Path) -> list[LogLine]:
    """The lines of a log in order; one that a kill cut short is left out."""
    lines = []
    if file.exists():
        for text in file.read_text(encoding="utf-8").splitlines():
            try:
                lines.append(LogLine(**json.loads(text)))
            except (ValueError, TypeError):
                continue
    return lines


def _as_json(line: LogLine) -> str:
    return json.dumps(asdict(line)) + "\n"
