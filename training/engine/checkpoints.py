"""When a checkpoint is written."""

from __future__ import annotations

import time
from typing import Any

from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

__all__ = ["CheckpointClock"]


class CheckpointClock(TrainerCallback):
    """A checkpoint every ``minutes``, and every ``steps`` if that is not 0."""

    def __init__(self, minutes: float, steps: int = 0) -> None:
        self._seconds = minutes * 60
        self._steps = steps
        self._last = time.monotonic()

    def on_train_begin(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        **kwargs: Any,
    ) -> None:
        """Count from here."""
        self._last = time.monotonic()

    def on_step_end(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        **kwargs: Any,
    ) -> None:
        """Ask for a checkpoint when it is time; a line of the log goes with it."""
        due = time.monotonic() - self._last >= self._seconds
        if due or (self._steps and state.global_step % self._steps == 0):
            control.should_log = control.should_save = True

    def on_save(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        **kwargs: Any,
    ) -> None:
        """Count from the last one, whatever asked for it."""
        self._last = time.monotonic()
