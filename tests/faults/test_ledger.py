"""The ledger locked by another connection."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
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

LOCKED_SECONDS = 10.0


@pytest.mark.faults
def test_a_locked_ledger_is_waited_for(
    skilled_data_dir: Path, redis_server: RedisServer, tmp_path: Path
) -> None:
    settings = settings_for(skilled_data_dir, redis_server.url)
    resumes = write_resumes(tmp_path / "cvs", range(100))
    job = submit(settings, [resumes])
    with running(settings, tmp_path / "log"):
        with closing(open_ledger(settings)) as ledger:
            until(lambda: ledger.counts(job).done > 0, "the first are done")
        path = skilled_data_dir / "ledger.sqlite3"
        with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            time.sleep(LOCKED_SECONDS)
            other.execute("ROLLBACK")
        end_of(settings, job)
    assert outcomes(settings, job).counts["done"] == 100
    assert_healed(settings, resumes, 100)
