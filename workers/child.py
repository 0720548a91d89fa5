"""One Celery process of one queue: ``python -m workers.child parse --concurrency 2``.

Started by the supervisor, which passes the settings in the environment, keeps its end of stdin
open as a sign of life, and reads one line a chunk from stdout.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, get_args

from indexer.ingest.faults import heals
from indexer.ingest.spool import sweep_spool
from skillsearch.errors import IndexMismatch, NothingIndexed, SkillsearchError, StoreLocked
from skillsearch.settings import load_settings
from workers.app import make_app
from workers.tasks import Bench, add_task

if TYPE_CHECKING:
    from celery import Celery

__all__ = ["DONE", "READY", "UNUSABLE", "main"]

READY = "ready"
DONE = "done"
"""First words of the lines on stdout: it serves its queue; so many items are done with."""

UNUSABLE = 2
"""Exit code: the same command would fail again, and stderr said why."""

CHUNKS_A_PROCESS = 500
"""Chunks after which a parsing process is replaced, so that what leaks somewhere stays small."""

PROCESS_KILOBYTES = 1_500_000
"""Resident memory above which a parsing process is replaced after its chunk."""

_TO_BE_MENDED = (StoreLocked, NothingIndexed, IndexMismatch)
"""Errors that heal when somebody does something, which cannot be while this process waits."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve a queue until SIGTERM, or until the supervisor is gone."""
    from skillsearch.ledger.records import Stage

    parser = argparse.ArgumentParser(prog="workers.child")
    parser.add_argument("stage", choices=get_args(Stage))
    parser.add_argument("--concurrency", type=int, default=1)
    given = parser.parse_args(arguments)
    _log_plainly()
    settings = load_settings()
    bench = Bench(settings, owns_store=given.stage == "write")
    try:
        app = make_app(settings)
        add_task(app, given.stage, bench, lambda items: _tell(f"{DONE} {items}"))
        if given.stage == "write":
            _publish(bench)
    except SkillsearchError as error:
        print(f"{given.stage}: {error}", file=sys.stderr, flush=True)
        bench.close()
        return 1 if heals(error) and not isinstance(error, _TO_BE_MENDED) else UNUSABLE
    _tell(READY)
    _end_with_supervisor()
    _serve(app, bench, given.stage, given.concurrency)
    return 0


def _serve(app: Celery, bench: Bench, stage: str, concurrency: int) -> None:
    import warnings

    from celery import signals
    from celery.platforms import SecurityWarning

    # It warns of root because a message may hold code; these are JSON.
    warnings.simplefilter("ignore", SecurityWarning)

    def close_bench(**_: object) -> None:
        bench.close()

    signals.worker_process_shutdown.connect(close_bench, weak=False)
    pool = ["--pool=solo"]
    if stage == "parse":
        pool = [
            "--pool=prefork",
            f"--concurrency={concurrency}",
            f"--max-tasks-per-child={CHUNKS_A_PROCESS}",
            f"--max-memory-per-child={PROCESS_KILOBYTES}",
        ]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel=WARNING"]
    name = f"--hostname={stage}-{os.getpid()}@%h"
    try:
        app.worker_main(["--quiet", "worker", f"--queues={stage}", name, *pool, *quiet])
    finally:
        bench.close()


def _publish(bench: Bench) -> None:
    """Take the store, and tell the processes beside this one what they need of it."""
    try:
        bench.shop.publish()
        sweep_spool(bench.shop.spool, bench.shop.ledger.spools_in_use)
    except StoreLocked as error:
        raise StoreLocked(
            error.message,
            remedy="If that is `skillsearch serve` with SKILLSEARCH_BROKER_URL set, it writes "
            "itself: leave the queue write out (--queues parse,embed). Else stop it.",
        ) from None


def _tell(line: str) -> None:
    # Whole lines below the size of a pipe's atomic write, so those of several processes never mix.
    with suppress(OSError):
        os.write(sys.__stdout__.fileno() if sys.__stdout__ else 1, f"{line}\n".encode())


def _end_with_supervisor() -> None:
    def wait() -> None:
        with suppress(OSError, ValueError):
            while os.read(0, 1024):
                pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="supervisor", daemon=True).start()


def _log_plainly() -> None:
    """One line an event on stderr, without tracebacks: their values may quote a document."""

    class Plain(logging.Formatter):
        def formatException(self, ei: object) -> str:  # noqa: N802
            return ""

        def format(self, record: logging.LogRecord) -> str:
            record.exc_info, record.exc_text, record.stack_info = None, None, None
            return super().format(record)

    handler = logging.StreamHandler()
    handler.setFormatter(Plain("%(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    # The dispatcher tells that Redis is away; each child would tell it at every try.
    logging.getLogger("celery.worker.consumer").setLevel(logging.CRITICAL)
    logging.getLogger("skillsearch").setLevel(logging.INFO)


if __name__ == "__main__":
    sys.exit(main())
