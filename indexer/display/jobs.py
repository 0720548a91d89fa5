"""Jobs and their items, as tables and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from indexer.display.loads import lasting, show_outcomes
from indexer.ingest.outcomes import Outcomes

if TYPE_CHECKING:
    from skillsearch.ledger.records import Counts, Item, Job, Rate

__all__ = ["item_as_dict", "job_as_dict", "show_items", "show_job", "show_jobs"]


def job_as_dict(job: Job, counts: Counts, rate: Rate | None = None) -> dict[str, Any]:
    """A job for JSON, here and over HTTP."""
    made: dict[str, Any] = {
        "id": job.id,
        "kind": job.kind,
        "tenant": job.tenant,
        "state": job.state,
        "label": job.label,
        "given": counts.given,
        "counts": counts.as_dict(),
        "created": job.created,
        "started": job.started,
        "finished": job.finished,
    }
    if rate is not None:
        made["per_second"] = None if rate.per_second is None else round(rate.per_second, 3)
        left = rate.seconds_left
        made["seconds_left"] = None if left is None else round(left, 1)
    return made


def item_as_dict(item: Item) -> dict[str, Any]:
    """An item for JSON, here and over HTTP."""
    return {
        "number": item.number,
        "external_id": item.external_id,
        "source": item.source,
        "state": item.state,
        "reason": item.reason,
        "message": item.message,
        "attempts": item.attempts,
        "id": item.point_id,
        "duplicate_of": list(item.duplicate_of),
        "finished": item.finished,
    }


def show_jobs(jobs: Sequence[tuple[Job, Counts]], out: Console) -> None:
    """The newest jobs, a line each."""
    if not jobs:
        out.print("There are no jobs. Make one: skillsearch index resumes PATH")
        return
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1), expand=True)
    for column in ("job", "kind", "state"):
        table.add_column(column, no_wrap=True)
    for column in ("given", "indexed", "set aside", "failed"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("what", ratio=1, no_wrap=True, overflow="ellipsis")
    for job, counts in jobs:
        indexed = counts.done + counts.changed + counts.unchanged
        numbers = (counts.given, indexed, counts.quarantined, counts.failed)
        table.add_row(
            job.id[:18],  # all of the time and some more: no two are alike up to there
            job.kind,
            job.state,
            *(f"{number:,}" for number in numbers),
            escape(job.label),
        )
    out.print(table)


def show_job(
    outcomes: Outcomes,
    rate: Rate,
    successor: Job | None,
    out: Console,
    *,
    before_items: bool = False,
) -> None:
    """One job: what it is, how far, and why some of it was set aside.

    ``before_items``: the items follow, so their numbers are enough.
    """
    job = outcomes.job
    out.print(f"[bold]{job.id}[/bold] · {job.kind}s · {job.state}")
    out.print(f"[dim]{escape(job.label)}[/dim]", soft_wrap=True)
    if job.state == "cancelled":
        replaced = f"replaced by the job {successor.id}" if successor else "stopped"
        out.print(f"{replaced} on {job.finished}", soft_wrap=True)
    if job.state in ("open", "running"):
        speed = "" if rate.per_second is None else f"{rate.per_second:.1f} a second, "
        left = "unknown" if rate.seconds_left is None else lasting(rate.seconds_left)
        out.print(f"{speed}time left: {left}")
    if before_items:
        counts = outcomes.counts.as_dict().items()
        said = ", ".join(f"{count:,} {name}" for name, count in counts if count)
        out.print(f"{outcomes.counts.given:,} given: {said or 'nothing'}\n")
    else:
        show_outcomes(outcomes, out)


def show_items(items: Sequence[Item], out: Console) -> None:
    """Items, each with its outcome and why."""
    if not items:
        out.print("There are no such items.")
        return
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
    table.add_column("#", justify="right", style="dim", no_wrap=True)
    table.add_column("state", no_wrap=True)
    table.add_column("document", ratio=1, overflow="fold")
    table.add_column("why", ratio=1, overflow="fold")
    for item in items:
        why = f"[bold]{escape(item.reason)}[/bold] {escape(item.message)}" if item.reason else ""
        if item.duplicate_of:
            why += f"like {', '.join(item.duplicate_of)}"
        place = f"{escape(item.source or item.external_id)}\n[dim]{item.point_id}[/dim]"
        table.add_row(str(item.number), item.state, place.removesuffix("\n[dim][/dim]"), why)
    out.print(table)
