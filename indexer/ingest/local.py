"""Jobs worked off in this process: parsers beside one thread that embeds and writes."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from indexer.ingest.embedding import embed_items
from indexer.ingest.faults import heals
from indexer.ingest.freed import give_back_freed
from indexer.ingest.parsing import parse_items
from indexer.ingest.workshop import Workshop
from indexer.ingest.writing import write_items

if TYPE_CHECKING:
    from skillsearch.ledger.records import Stage

__all__ = ["CHUNKS", "LocalWorkers", "work_off"]

PARSE_CHUNK = 8
EMBED_CHUNK = 32
PARSED_AHEAD = 256
"""Parsed items that may wait to be embedded, before parsing pauses."""

IDLE_SECONDS = 0.2
PATIENCE_SECONDS = 120.0

CHUNKS: dict[Stage, int] = {"parse": PARSE_CHUNK, "embed": EMBED_CHUNK, "write": EMBED_CHUNK}
"""Stage → items claimed at a time. A chunk takes seconds, many times less than a lease."""


def work_off(shop: Workshop, stage: Stage, worker: str, job: str | None = None) -> int:
    """Claim a chunk of a stage and do it; gives how many items it had, 0 for none.

    Whatever the stage needs is opened, and asked whether it is there, before anything is claimed:
    a store that is away for an hour costs no item an attempt. What it raises is raised.
    """
    due = shop.ledger.next_work(job)
    if due is None or due > shop.ledger.clock():
        return 0
    if stage != "parse":
        shop.make_ready(stage)
    items = shop.ledger.claim(stage, worker, CHUNKS[stage], shop.settings.lease_seconds, job)
    if not items:
        return 0
    if stage == "parse":
        parse_items(shop, items)
    elif stage == "embed":
        embed_items(shop, items)
        give_back_freed()
    else:
        write_items(shop, items)
    return len(items)


class LocalWorkers:
    """Threads over one workshop: ``parsers`` that parse, one that embeds and writes.

    ``job`` limits them to one job. :meth:`stop` lets each finish the chunk that it has in hand.
    What heals (the ledger or the store is away, the disk is full) is waited for, up to
    ``PATIENCE_SECONDS``; any other error of a thread ends all and is raised by :meth:`check`.
    """

    def __init__(self, shop: Workshop, *, parsers: int = 1, job: str | None = None) -> None:
        self._shop = shop
        self._job = job
        self._stopping = threading.Event()
        self._error: BaseException | None = None
        self._threads = [
            threading.Thread(target=self._run, args=(self._parse,), name=f"parse-{number}")
            for number in range(parsers)
        ]
        self._threads.append(threading.Thread(target=self._run, args=(self._embed,), name="embed"))

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish what is in hand, and return when all threads have."""
        self._stopping.set()
        for thread in self._threads:
            if thread.ident is not None:
                thread.join()

    def check(self) -> None:
        """Raise what ended a thread."""
        if self._error is not None:
            raise self._error

    def _run(self, step: Callable[[str], int]) -> None:
        worker = f"{os.uname().nodename}/{os.getpid()}/{threading.current_thread().name}"
        failing_since: float | None = None
        while not self._stopping.is_set():
            try:
                done = step(worker)
                failing_since = None
            except Exception as error:
                failing_since = failing_since or time.monotonic()
                if not heals(error) or time.monotonic() - failing_since > PATIENCE_SECONDS:
                    self._end(error)
                    return
                self._stopping.wait(1.0)
                continue
            except BaseException as error:
                self._end(error)
                return
            if not done:
                self._stopping.wait(IDLE_SECONDS)

    def _end(self, error: BaseException) -> None:
        self._error = self._error or error
        self._stopping.set()

    def _parse(self, worker: str) -> int:
        if self._shop.ledger.waiting_work("embed", job=self._job) > PARSED_AHEAD:
            return 0
        return work_off(self._shop, "parse", worker, self._job)

    def _embed(self, worker: str) -> int:
        return work_off(self._shop, "embed", worker, self._job) + work_off(
            self._shop, "write", worker, self._job
        )
