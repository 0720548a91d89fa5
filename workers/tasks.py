"""The tasks: a hint arrives, and a chunk of its stage is claimed and done."""

from __future__ import annotations

import logging
import os
import random
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from indexer.ingest.faults import described
from indexer.ingest.local import work_off
from indexer.ingest.workshop import Workshop
from skillsearch.settings import Settings
from workers.app import task_name

if TYPE_CHECKING:
    from celery import Celery

    from skillsearch.ledger.records import Stage

__all__ = ["Bench", "add_task"]

_log = logging.getLogger("skillsearch.workers")

PAUSE_SECONDS = 1.0
"""After an error that is not an item's, so that the hints of a queue do not run through it."""

REPEAT_SECONDS = 60.0
"""An error that stays is told again after so long."""


class Bench:
    """The workshop of this process, opened by its first task.

    A process that is forked from one that has it open gets one of its own: neither a model nor a
    connection outlives a fork.
    """

    def __init__(self, settings: Settings, *, owns_store: bool) -> None:
        self._settings = settings
        self._owns_store = owns_store
        self._process = 0
        self._shop: Workshop | None = None

    @property
    def shop(self) -> Workshop:
        """What the tasks of this process work with."""
        if self._shop is None or self._process != os.getpid():
            self._shop = Workshop(self._settings, owns_store=self._owns_store)
            self._process = os.getpid()
        return self._shop

    def close(self) -> None:
        """Release what this process opened."""
        if self._shop is not None and self._process == os.getpid():
            self._shop.close()
        self._shop = None


def add_task(app: Celery, stage: Stage, bench: Bench, told: Callable[[int], None]) -> None:
    """Give the application the task of a stage; ``told`` gets how many items each hint was.

    A task raises nothing: what is wrong with an item is in the ledger by then, and anything else
    (the ledger is away, the store is locked, a defect) becomes one line of the log, and the items
    come back when their leases end.
    """
    said = _Said()

    def work() -> None:
        worker = f"{os.uname().nodename}/{os.getpid()}/{threading.current_thread().name}"
        try:
            done = work_off(bench.shop, stage, worker)
        except Exception as error:
            said.say(f"{stage}: {described(error)}")
            time.sleep(PAUSE_SECONDS * random.uniform(0.5, 1.5))
            return
        if done:
            told(done)

    app.task(work, name=task_name(stage))


class _Said:
    """Tells an error once, and again only when it has stayed for long."""

    def __init__(self) -> None:
        self._last = ""
        self._when = 0.0

    def say(self, line: str) -> None:
        if line != self._last or time.monotonic() - self._when > REPEAT_SECONDS:
            self._last, self._when = line, time.monotonic()
            _log.warning("%s", line)
