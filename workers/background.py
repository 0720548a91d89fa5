"""The work that a serving process does beside answering: while there is any, and no longer."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from skillsearch.closing import Closing
from skillsearch.errors import SkillsearchError

if TYPE_CHECKING:
    from indexer.ingest.workshop import Workshop

__all__ = ["Background"]

LOOK_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 60.0

_log = logging.getLogger("skillsearch.workers")


class Background(Closing):
    """A thread that works off what the ledger holds, through the workshop that ``shop`` opens.

    Without a broker it parses, embeds and writes, from :meth:`wake` until nothing is unfinished.
    With one it is always there: it writes what others embedded, if this process holds the store,
    and hands out work. An error is logged, and after a while it begins anew.
    """

    def __init__(self, shop: Callable[[], Workshop]) -> None:
        self._shop = shop
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="background", daemon=True)

    def start(self, *, awake: bool) -> None:
        """Begin; ``awake``: there may be work already."""
        if awake:
            self._woken.set()
        self._thread.start()

    def wake(self) -> None:
        """There is work."""
        self._woken.set()

    def close(self) -> None:
        """Finish what is in hand, and return."""
        self._stopping.set()
        self._woken.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        wait = LOOK_SECONDS
        while not self._stopping.is_set():
            self._woken.wait()
            if self._stopping.is_set():
                return
            self._woken.clear()
            try:
                self._work(self._shop())
                wait = LOOK_SECONDS
            except Exception as error:
                known = isinstance(error, SkillsearchError)
                _log.warning(
                    "Jobs are not worked on now: %s", error if known else type(error).__name__
                )
                self._woken.set()
                self._stopping.wait(wait)
                wait = min(LONGEST_WAIT_SECONDS, wait * 2)

    def _work(self, shop: Workshop) -> None:
        if shop.settings.broker_url is not None:
            self._take_part(shop)
        elif shop.ledger.next_work() is not None:
            self._work_off(shop)
        self._tidy(shop)

    def _work_off(self, shop: Workshop) -> None:
        from indexer.ingest.loading import default_parsers
        from indexer.ingest.local import LocalWorkers

        shop.publish()
        workers = LocalWorkers(shop, parsers=default_parsers())
        workers.start()
        try:
            while not self._stopping.wait(LOOK_SECONDS):
                workers.check()
                if shop.ledger.next_work() is None:
                    break
        finally:
            workers.stop()
        workers.check()

    def _take_part(self, shop: Workshop) -> None:
        from indexer.ingest.local import work_off
        from workers.dispatcher import Dispatcher

        with Dispatcher(shop.settings, shop.ledger, _log.info) as dispatcher:
            dispatcher.start()
            embedded = shop.settings.qdrant_url is None
            if embedded:
                shop.publish()
            while not self._stopping.is_set():
                dispatcher.check()
                if not (embedded and work_off(shop, "write", "serve")):
                    self._stopping.wait(LOOK_SECONDS)

    def _tidy(self, shop: Workshop) -> None:
        from indexer.ingest.spool import sweep_spool
        from indexer.ingest.uploads import sweep_uploads

        if shop.owns_store:
            sweep_spool(shop.spool, shop.ledger.spools_in_use)
        sweep_uploads(shop.ledger, shop.settings.home)
