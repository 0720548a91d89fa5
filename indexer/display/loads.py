"""What a bulk load shows: what was recognised, how far it is, and how it ended."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from indexer.ingest.outcomes import Outcomes, Why

if TYPE_CHECKING:
    from indexer.documents.sources import Report
    from skillsearch.ledger.records import Counts, Rate

__all__ = ["LoadProgress", "lasting", "show_outcomes", "show_recognised"]

LINE_SECONDS = 5.0
"""Between two lines where stderr is no terminal."""

MAX_REASONS = 8

_STAGES = ("parsed", "embedded", "written")


class LoadProgress:
    """A bar a stage on a terminal, a line every few seconds elsewhere; called with each look."""

    def __init__(self, out: Console) -> None:
        self._out = out
        self._next_line = time.monotonic() + LINE_SECONDS
        self._last = ""
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[said]}"),
            console=out,
            disable=not out.is_terminal,
        )
        self._tasks = {stage: self._bars.add_task(stage, said="") for stage in _STAGES}

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._bars.stop()

    def __call__(self, counts: Counts, rate: Rate) -> None:
        """Show how far the job is."""
        done = stages_done(counts)
        said = _speed(rate)
        for stage, task in self._tasks.items():
            last = said if stage == _STAGES[-1] else ""
            self._bars.update(task, completed=done[stage], total=counts.given, said=last)
        over = not counts.unfinished
        if self._out.is_terminal or (time.monotonic() < self._next_line and not over):
            return
        self._next_line = time.monotonic() + LINE_SECONDS
        stages = ", ".join(f"{done[stage]:,} {stage}" for stage in _STAGES)
        line = f"{stages} of {counts.given:,}{f' ({said})' if said else ''}"
        if line != self._last:
            self._out.print(line)
            self._last = line


def stages_done(counts: Counts) -> dict[str, int]:
    """How many items are past each stage; what ended early is past all of them."""
    parsed = counts.given - counts.waiting - counts.parsing
    embedded = parsed - counts.parsed - counts.embedding
    return {
        "parsed": parsed,
        "embedded": embedded,
        "written": embedded - counts.embedded - counts.writing,
    }


def show_recognised(report: Report, out: Console) -> None:
    """Columns as they were taken, and what was left out."""
    for line in report.lines():
        out.print(escape(line), soft_wrap=True)


def show_outcomes(outcomes: Outcomes, out: Console) -> None:
    """A table of outcomes, the reasons with an example each, duplicates, where to look next."""
    counts = outcomes.counts.as_dict()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in counts:
        table.add_column(name, justify="right")
    table.add_row(*(f"{count:,}" for count in counts.values()))
    out.print(table)
    given = outcomes.counts.given
    speed = f", {given / outcomes.seconds:,.1f} a second" if outcomes.seconds >= 1 else ""
    out.print(f"{given:,} given, in {lasting(outcomes.seconds)}{speed}.")
    _show_reasons("quarantined", outcomes.quarantined, out)
    _show_reasons("failed", outcomes.failed, out)
    if outcomes.duplicates:
        look = "looks" if outcomes.duplicates == 1 else "look"
        out.print(
            f"{outcomes.duplicates:,} {look} like another document: the same contact, or nearly "
            "the same text."
        )
    job = outcomes.job.id
    out.print(f"[dim]More: skillsearch job {job} --items[/dim]", soft_wrap=True)
    if outcomes.counts.failed:
        out.print(f"[dim]Try again: skillsearch retry {job}[/dim]", soft_wrap=True)


def lasting(seconds: float) -> str:
    """A duration for people: ``4.2 s``, ``3 min 20 s``, ``2 h 5 min``."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    return f"{minutes // 60} h {minutes % 60} min"


def _show_reasons(state: str, reasons: Mapping[str, Why], out: Console) -> None:
    if not reasons:
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(state)
    table.add_column("", justify="right")
    table.add_column("for example", overflow="fold")
    for reason, why in _first(reasons):
        table.add_row(escape(reason), f"{why.count:,}", escape(_name(why.source)))
    out.print(table)


def _first(reasons: Mapping[str, Why]) -> Iterable[tuple[str, Why]]:
    listed = list(reasons.items())
    rest = listed[MAX_REASONS:]
    yield from listed[:MAX_REASONS]
    if rest:
        yield "other reasons", Why(sum(why.count for _, why in rest), rest[0][1].source, "")


def _name(source: str) -> str:
    """The file's own name: folders may say more than is wanted in a terminal."""
    return source.rpartition("/")[2]


def _speed(rate: Rate) -> str:
    if rate.per_second is None:
        return ""
    left = "" if rate.seconds_left is None else f", {lasting(rate.seconds_left)} left"
    return f"{rate.per_second:.1f} a second{left}"
