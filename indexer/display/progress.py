"""A bar for each stage of something that takes a while."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

__all__ = ["ProgressWatcher"]


class ProgressWatcher:
    """A progress bar a stage on a terminal; a line a stage where stderr is a file."""

    def __init__(self, out: Console) -> None:
        self._out = out
        self._task: TaskID | None = None
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=out,
            disable=not out.is_terminal,
        )

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def stage(self, name: str, total: int) -> None:
        """Begin a stage of ``total`` steps; one without any is not worth a line."""
        self._task = None
        if not total:
            return
        if not self._out.is_terminal:
            self._out.print(f"{escape(name)}: {total:,}")
        self._task = self._progress.add_task(escape(name), total=total)

    def advance(self, steps: int) -> None:
        """So many more steps are done."""
        if self._task is not None:
            self._progress.advance(self._task, steps)
