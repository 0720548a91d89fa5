"""A job worked off in this process, or by others while this one looks on."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from indexer.ingest.local import LocalWorkers
from indexer.ingest.workshop import Workshop

if TYPE_CHECKING:
    from skillsearch.ledger import Ledger
    from skillsearch.ledger.records import Counts, Rate

__all__ = ["OPTIMIZE_FROM", "Told", "default_parsers", "load", "watch"]

OPTIMIZE_FROM = 20_000
"""A load that wrote so many points is followed by building the graphs for all of them at once.

Measured at 6,000 resumes, it is not worth its time: 24 s, for 0.25 ms a question in place of 0.48.
"""

LOOK_SECONDS = 0.3

Told = Callable[["Counts", "Rate"], None]
"""Is told every little while how far a job is."""


def default_parsers() -> int:
    """Parser processes for this machine: one for two cores, at least one."""
    import os

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, (cores or 1) // 2)


def load(shop: Workshop, job: str, told: Told, *, parsers: int = 1) -> None:
    """Work off a job here, and return at its end; whatever ends the work is raised.

    On an interruption what is in hand is finished first, so nothing waits for a lease to run out.
    """
    workers = LocalWorkers(shop, parsers=parsers, job=job)
    workers.start()
    try:
        watch(shop.ledger, job, told, workers.check)
    finally:
        workers.stop()
    workers.check()
    counts = shop.ledger.counts(job)
    if counts.done + counts.changed >= OPTIMIZE_FROM:
        shop.store.optimize(shop.collection(shop.ledger.job(job).kind))


def watch(
    ledger: Ledger,
    job: str,
    told: Told,
    check: Callable[[], None] = lambda: None,
) -> None:
    """Return when a job is over; ``check`` may raise to end the waiting."""
    while True:
        over = ledger.job(job).state not in ("open", "running")
        begun = time.monotonic()
        told(ledger.counts(job), ledger.rate(job))
        if over:
            return
        check()
        # counting a million items takes a while: look the less often
        time.sleep(max(LOOK_SECONDS, 5 * (time.monotonic() - begun)))
