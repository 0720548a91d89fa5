"""Redis restarted in the middle, emptied, and away when work is submitted."""

from __future__ import annotations

import json
import time
from contextlib import closing
from pathlib import Path

import pytest
from command_line import start
from worker_processes import (
    PATIENCE_SECONDS,
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
from workers.environment import environment_of

AWAY_SECONDS = 60.0


@pytest.mark.faults
@pytest.mark.parametrize("persistent", [True, False], ids=["kept on disk", "lost"])
def test_redis_restarted_in_the_middle_loses_nothing(
    persistent: bool, skilled_data_dir: Path, tmp_path: Path
) -> None:
    (tmp_path / "redis").mkdir()
    server = RedisServer(tmp_path / "redis", persistent=persistent)
    server.start()
    try:
        settings = settings_for(skilled_data_dir, server.url)
        resumes = write_resumes(tmp_path / "cvs", range(150))
        job = submit(settings, [resumes])
        with (
            closing(open_ledger(settings)) as ledger,
            running(settings, tmp_path / "log") as worker,
        ):
            until(lambda: ledger.counts(job).done > 0, "the first are done")
            server.kill()
            time.sleep(3)
            server.start()
            end_of(settings, job)
            assert worker.said.count("Redis does not answer") == 1
            assert worker.said.count("Redis answers again") == 1
    finally:
        server.kill()
    assert outcomes(settings, job).counts["done"] == 150
    assert_healed(settings, resumes, 150)


@pytest.mark.faults
def test_work_submitted_while_redis_is_away_for_a_minute_is_done_when_it_is_back(
    skilled_data_dir: Path, redis_server: RedisServer, tmp_path: Path
) -> None:
    settings = settings_for(skilled_data_dir, redis_server.url)
    resumes = write_resumes(tmp_path / "cvs", range(40))
    redis_server.kill()
    command = ("index", "resumes", resumes, "--json")
    with running(settings, tmp_path / "log") as worker:
        loading = start(*command, **environment_of(settings))
        with closing(open_ledger(settings)) as ledger:
            until(lambda: any(job.sealed for job in ledger.jobs()), "the job is submitted")
            (job,) = ledger.jobs()
            until(lambda: "Redis does not answer" in worker.said, "its absence is told")
            time.sleep(AWAY_SECONDS)
            assert ledger.counts(job.id).waiting == 40
            assert all(item.attempts == 0 for item in ledger.items(job.id))
        assert loading.poll() is None, "the command that submitted it waits"
        assert worker.said.count("Redis does not answer") == 1
        redis_server.start()
        out, err = loading.communicate(timeout=PATIENCE_SECONDS)
    assert loading.returncode == 0, err
    assert json.loads(out)["counts"] == outcomes(settings, job.id).counts
    assert outcomes(settings, job.id).counts["done"] == 40
    assert_healed(settings, resumes, 40)
