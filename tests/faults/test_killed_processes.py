"""Processes killed with -9 while they work."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from worker_processes import (
    RedisServer,
    Worker,
    assert_healed,
    end_of,
    let_leases_end,
    outcomes,
    running,
    settings_for,
    submit,
    until,
    write_resumes,
)

from skillsearch.ledger import open_ledger
from skillsearch.ledger.records import HELD, Stage


@pytest.mark.faults
@pytest.mark.parametrize("stage", ["parse", "embed", "write"])
def test_a_worker_killed_in_a_stage_loses_nothing(
    stage: Stage, skilled_data_dir: Path, redis_server: RedisServer, tmp_path: Path
) -> None:
    settings = settings_for(skilled_data_dir, redis_server.url)
    resumes = write_resumes(tmp_path / "cvs", range(150))
    job = submit(settings, [resumes])
    with running(settings, tmp_path / "log") as worker:
        kill_while_it_holds(worker, stage, job)
        until(lambda: f"{stage}: ended by signal 9" in worker.said, "the death is told")
        let_leases_end(settings)
        end_of(settings, job)
    assert outcomes(settings, job).counts["done"] == 150
    assert_healed(settings, resumes, 150)


def test_a_worker_killed_with_all_its_children_is_replaced_by_the_next(
    skilled_data_dir: Path, redis_server: RedisServer, tmp_path: Path
) -> None:
    settings = settings_for(skilled_data_dir, redis_server.url)
    resumes = write_resumes(tmp_path / "cvs", range(48))
    job = submit(settings, [resumes])
    with closing(open_ledger(settings)) as ledger, running(settings, tmp_path / "log"):
        until(lambda: ledger.counts(job).parsed > 0, "parsing has begun")
    let_leases_end(settings)
    with running(settings, tmp_path / "log"):
        end_of(settings, job)
    assert outcomes(settings, job).counts["done"] == 48
    assert_healed(settings, resumes, 48)


@pytest.mark.faults
def test_children_end_with_a_supervisor_that_was_killed(
    skilled_data_dir: Path, redis_server: RedisServer, tmp_path: Path
) -> None:
    settings = settings_for(skilled_data_dir, redis_server.url)
    with running(settings, tmp_path / "log") as worker:
        until(lambda: len(worker.children("parse")) > 1, "the pool has started")
        children = [child for stage in HELD for child in worker.children(stage)]
        worker.process.kill()
        worker.process.wait()
        until(lambda: not any(child.is_running() for child in children), "the children ended")


def kill_while_it_holds(worker: Worker, stage: Stage, job: str) -> None:
    """Kill the processes of a stage at a moment when they have items in hand."""
    with closing(open_ledger(worker.settings)) as ledger:

        def killed() -> bool:
            holds = getattr(ledger.counts(job), HELD[stage]) > 0
            return holds and worker.kill_children(stage) > 0

        until(killed, f"an item is in the hands of {stage}")
