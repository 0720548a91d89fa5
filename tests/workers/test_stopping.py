"""A worker is stopped softly by the first signal and hard by the second."""

from __future__ import annotations

import signal
from contextlib import closing
from pathlib import Path

from worker_processes import (
    RedisServer,
    running,
    settings_for,
    submit,
    until,
    write_resumes,
)

from skillsearch.ledger import open_ledger


def test_a_soft_stop_finishes_what_is_in_hand(
    skilled_data_dir: Path, redis_server: RedisServer, tmp_path: Path
) -> None:
    settings = settings_for(skilled_data_dir, redis_server.url)
    job = submit(settings, [write_resumes(tmp_path / "cvs", range(120))])
    with closing(open_ledger(settings)) as ledger:
        with running(settings, tmp_path / "log") as worker:
            until(lambda: ledger.counts(job).parsed > 0, "parsing has begun")
            assert worker.stop() == 0
            assert "killed" not in worker.said
        counts = ledger.counts(job)
        assert (counts.parsing, counts.embedding, counts.writing) == (0, 0, 0)
        assert counts.unfinished > 0, "else nothing was stopped"
        assert counts.given == 120
        assert all(item.attempts == 0 for item in ledger.items(job, limit=200))


def test_a_second_signal_does_not_wait(redis_server: RedisServer, tmp_path: Path) -> None:
    settings = settings_for(tmp_path / "data", redis_server.url)
    with running(settings, tmp_path / "log", "--queues", "parse") as worker:
        until(lambda: len(worker.children("parse")) > 1, "the pool has started")
        for child in worker.children("parse"):
            child.suspend()
        worker.process.send_signal(signal.SIGTERM)
        until(lambda: "Stopping" in worker.said, "the first signal is told")
        assert worker.process.poll() is None
        worker.process.send_signal(signal.SIGTERM)
        assert worker.process.wait(30) == 0
        assert "parse: killed" in worker.said
