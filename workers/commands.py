"""``skillsearch worker``: the processes that parse, embed and write."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

import click
import psutil

from skillsearch.console import SectionedCommand, progress_console, settings_options
from skillsearch.errors import LedgerUnavailable
from skillsearch.settings import Settings

if TYPE_CHECKING:
    from skillsearch.ledger import Ledger
    from skillsearch.ledger.records import Stage
    from workers.supervisor import Supervisor

__all__ = ["worker"]

REPORT_SECONDS = 30.0

_DID: dict[Stage, str] = {"parse": "parsed", "embed": "embedded", "write": "written"}


@click.command(cls=SectionedCommand, short_help="Work off jobs that a broker hands out.")
@click.option(
    "--queues",
    default="",
    metavar="LIST",
    help="Any of parse,embed,write. Default: all; without write where a Qdrant server is set.",
)
@click.option(
    "--concurrency",
    type=click.IntRange(1, 256),
    default=None,
    help="Processes that parse. Default: one a physical core.",
)
@click.option(
    "--embedders",
    type=click.IntRange(1, 64),
    default=None,
    help="Processes that embed. Default: one a CUDA device, else one.",
)
@settings_options()
def worker(
    queues: str,
    concurrency: int | None,
    embedders: int | None,
    settings: Settings,
) -> None:
    """Work off the jobs that others submit, until ^C.

    SKILLSEARCH_BROKER_URL names the Redis that hands out work. The embedded engine has one writer:
    `skillsearch serve`, or one worker with the queue write. Stopping loses nothing: chunks in hand
    are finished, and after a crash their items are handed out again.

    \b
    skillsearch worker
    skillsearch worker --queues parse --concurrency 8
    """
    from workers.app import broker_of

    broker_of(settings)
    from skillsearch.ledger import open_ledger
    from workers.dispatcher import Dispatcher
    from workers.parts import cuda_devices, parts_of, queues_of
    from workers.supervisor import Supervisor

    stages = queues_of(queues, settings)
    parts = parts_of(
        stages,
        settings,
        concurrency=concurrency or psutil.cpu_count(logical=False) or 1,
        embedders=embedders or (len(cuda_devices()) if settings.encoder != "onnx" else 0) or 1,
    )
    out = progress_console()

    def tell(line: str) -> None:
        out.print(line, markup=False, soft_wrap=True)

    with closing(open_ledger(settings)) as ledger, Dispatcher(settings, ledger, tell) as dispatcher:
        dispatcher.start()
        supervisor = Supervisor(settings, parts, tell)
        reported = _Throughput(supervisor, ledger, tell)

        def step() -> None:
            dispatcher.check()
            reported.step()

        code = supervisor.run(step)
    if code:
        sys.exit(code)


class _Throughput:
    """A line every ``REPORT_SECONDS``, while there is something to tell."""

    def __init__(self, supervisor: Supervisor, ledger: Ledger, told: Callable[[str], None]) -> None:
        self._supervisor = supervisor
        self._ledger = ledger
        self._told = told
        self._since = time.monotonic()
        self._before: Counter[Stage] = Counter()

    def step(self) -> None:
        passed = time.monotonic() - self._since
        if passed < REPORT_SECONDS:
            return
        now = Counter(self._supervisor.done)
        done = now - self._before
        self._since, self._before = time.monotonic(), now
        try:
            waiting = {stage: self._ledger.waiting_work(stage) for stage in _DID}
        except LedgerUnavailable as error:
            self._told(error.message)
            return
        if not done and not any(waiting.values()):
            return
        worked = [f"{_DID[s]} {done[s]} ({done[s] / passed:.1f}/s)" for s in _DID if done[s]]
        left = [f"{count} to {stage}" for stage, count in waiting.items() if count]
        self._told(
            f"{passed:.0f} s: {', '.join(worked) or 'nothing done'}; "
            f"waiting: {', '.join(left) or 'nothing'}."
        )
