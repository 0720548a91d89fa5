"""Back-pressure: the queues are topped up from the ledger, a few hints at a time.

A million documents wait in the ledger; Redis never holds more than ``HINTS_PER_QUEUE`` hints a
queue for each process that dispatches. So a Redis that is restarted, or emptied, loses nothing:
the next round fills it again. Fairness among tenants is in the claim, not in the queues.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from indexer.ingest.local import CHUNKS
from skillsearch.closing import Closing
from skillsearch.errors import LedgerUnavailable, SkillsearchError
from skillsearch.settings import Settings
from workers.app import QUEUES, make_app, task_name

if TYPE_CHECKING:
    from kombu import Connection

    from skillsearch.ledger import Ledger
    from skillsearch.ledger.records import Stage

__all__ = ["AHEAD", "HINTS_PER_QUEUE", "Dispatcher", "hints_wanted"]

HINTS_PER_QUEUE = 64

AHEAD: Mapping[Stage, tuple[Stage, int]] = {"parse": ("embed", 4096), "embed": ("write", 2048)}
"""Stage → the stage after it, and how many items may wait there before this one pauses: parsed
records fill the ledger, spooled vectors the disk."""

BUSY_SECONDS = 0.25
IDLE_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 10.0


def hints_wanted(waiting: Mapping[Stage, int], *, due: bool) -> dict[Stage, int]:
    """Stage → how many hints its queue should hold, for the items that wait for each stage.

    ``due``: some item may be claimed now. When none of those that wait is, nobody is sent; when
    one is though none waits, a worker has lost it, and every stage is asked to look.
    """
    if not due:
        return dict.fromkeys(waiting, 0)
    wanted: dict[Stage, int] = {}
    for stage, count in waiting.items():
        chunk = CHUNKS[stage]
        after, most = AHEAD.get(stage, (stage, 0))
        held_back = after != stage and waiting.get(after, 0) >= most
        wanted[stage] = 0 if held_back else min(HINTS_PER_QUEUE, -(-count // chunk))
    if not any(waiting.values()):
        return dict.fromkeys(waiting, 1)
    return wanted


class Dispatcher(Closing):
    """A thread that keeps the queues filled while it is open.

    Several may run at once, here and on other machines. Redis or the ledger being away is waited
    for with back-off and jitter, and told once, as is its return; ``told`` gets one line each.
    Any other error ends the thread, and :meth:`check` raises it.
    """

    def __init__(
        self, settings: Settings, ledger: Ledger, told: Callable[[str], None] = lambda line: None
    ) -> None:
        self._app = make_app(settings)
        self._ledger = ledger
        self._told = told
        self._stopping = threading.Event()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="dispatcher", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """End; what is in the queues stays there."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join()
        self._app.close()

    def check(self) -> None:
        """Raise what ended the thread."""
        if self._error is not None:
            raise self._error

    def top_up(self, connection: Connection) -> int:
        """One round: send the hints that are missing; gives how many items wait for anything."""
        most = HINTS_PER_QUEUE * max(CHUNKS.values())
        most = max(most, *(limit for _, limit in AHEAD.values()))
        due = self._ledger.next_work()
        waiting = {stage: self._ledger.waiting_work(stage, most) for stage in QUEUES}
        wanted = hints_wanted(waiting, due=due is not None and due <= self._ledger.clock())
        for stage, count in wanted.items():
            missing = count - self._length(connection, stage) if count else 0
            for _ in range(missing):
                self._app.send_task(task_name(stage), connection=connection, retry=False)
        return sum(waiting.values())

    def _length(self, connection: Connection, stage: Stage) -> int:
        queue = self._app.amqp.queues[stage].bind(connection.default_channel)
        declared = queue.queue_declare()
        return int(declared.message_count)

    def _run(self) -> None:
        missed = ""
        wait = BUSY_SECONDS
        while not self._stopping.is_set():
            connection = self._app.connection_for_write()
            try:
                with connection:
                    connection.connect()
                    while not self._stopping.is_set():
                        waits = self.top_up(connection)
                        if missed:
                            self._told(f"{missed} answers again.")
                            missed, wait = "", BUSY_SECONDS
                        self._stopping.wait(BUSY_SECONDS if waits else IDLE_SECONDS)
            except LedgerUnavailable as error:
                if not error.heals:
                    self._end(error)
                    return
                missed = self._miss(missed, "The ledger", error)
            except Exception as error:
                broken = (*connection.connection_errors, *connection.channel_errors, OSError)
                if not isinstance(error, broken):
                    self._end(error)
                    return
                missed = self._miss(missed, "Redis", error)
            if self._stopping.wait(wait * random.uniform(0.5, 1.0)):
                return
            wait = min(LONGEST_WAIT_SECONDS, wait * 2)

    def _miss(self, missed: str, what: str, error: Exception) -> str:
        if missed != what:
            known = error.message if isinstance(error, SkillsearchError) else type(error).__name__
            self._told(f"{what} does not answer ({known}). What waits is kept, and goes on then.")
        return what

    def _end(self, error: BaseException) -> None:
        self._error = error
        self._told(f"Work is handed out no more: {error}")
