"""A process that is asleep for longer than its lease, and wakes when others have its items."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select
from worker_processes import (
    RedisServer,
    assert_healed,
    end_of,
    outcomes,
    running,
    settings_for,
    submit,
    until,
    write_resumes,
)

from skillsearch.ledger import open_ledger
from skillsearch.ledger.ledger import Ledger
from skillsearch.ledger.records import HELD, Stage
from skillsearch.ledger.schema import items
from skillsearch.settings import Settings

LEASE_SECONDS = 10


@pytest.mark.faults
@pytest.mark.parametrize("stage", ["parse", "embed", "write"])
def test_items_of_a_process_that_slept_beyond_its_lease_end_once(
    stage: Stage, skilled_data_dir: Path, redis_server: RedisServer, tmp_path: Path
) -> None:
    settings = settings_for(skilled_data_dir, redis_server.url, lease_seconds=LEASE_SECONDS)
    resumes = write_resumes(tmp_path / "cvs", range(150))
    job = submit(settings, [resumes])
    processes = ("--concurrency", "2", "--embedders", "2")
    with (
        closing(open_ledger(settings)) as ledger,
        running(settings, tmp_path / "log", *processes) as worker,
    ):
        asleep = put_to_sleep(settings, ledger, stage)
        lease_ends = max(end for _, end in held_by(ledger, asleep, stage))
        if stage == "write":  # of which there is one process alone: nobody would ask for its items
            until(lambda: only_the_writer_is_left(ledger, job), "the others have done their part")
            time.sleep(max(0.0, lease_ends - time.time()) + 0.5)
            assert ledger.claim("parse", "the test", 1, LEASE_SECONDS) == []
        until(lambda: not held_by(ledger, asleep, stage), "its items are taken from it")
        assert time.time() >= lease_ends, "not before the time"
        if stage != "write":
            end_of(settings, job)
        os.kill(asleep, signal.SIGCONT)
        end_of(settings, job)
        assert worker.stop() == 0, "what it had in hand is finished, in vain"
    found = outcomes(settings, job)
    assert found.counts["done"] == 150
    assert not list((skilled_data_dir / "spool").glob("*.npz"))
    assert_healed(settings, resumes, 150)


def only_the_writer_is_left(ledger: Ledger, job: str) -> bool:
    """Whether all that is unfinished waits to be written, or is being written."""
    counts = ledger.counts(job)
    return counts.unfinished == counts.embedded + counts.writing


def put_to_sleep(settings: Settings, ledger: Ledger, stage: Stage) -> int:
    """Stop a process while it holds items of a stage and no lock of the ledger; gives its id."""
    stopped: list[int] = []

    def slept() -> bool:
        holders = select(items.c.worker).where(items.c.state == HELD[stage]).distinct()
        with ledger.reading() as connection:
            names = list(connection.scalars(holders))
        for name in names:
            process = int(name.split("/")[1])
            os.kill(process, signal.SIGSTOP)
            if held_by(ledger, process, stage) and not is_locked(settings):
                stopped.append(process)
                return True
            os.kill(process, signal.SIGCONT)
        return False

    until(slept, f"a process of {stage} is asleep with items in hand")
    return stopped[0]


def held_by(ledger: Ledger, process: int, stage: Stage) -> list[tuple[int, float]]:
    """Items in the hands of a process, and until when."""
    query = select(items.c.id, items.c.lease_until).where(
        items.c.state == HELD[stage], items.c.worker.contains(f"/{process}/")
    )
    with ledger.reading() as connection:
        return [(int(row[0]), float(row[1])) for row in connection.execute(query)]


def is_locked(settings: Settings) -> bool:
    """Whether somebody is in the middle of a change; asleep, it would keep all others waiting."""
    path = settings.home / "ledger.sqlite3"
    with closing(sqlite3.connect(path, timeout=0.5, isolation_level=None)) as other:
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        other.execute("ROLLBACK")
    return False
