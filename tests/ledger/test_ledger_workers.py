"""Several processes at one ledger, one of them killed: every item ends once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from ledger_parts import job_of

from skillsearch.ledger import Ledger

WORKER = """
import sys, time
from ledger_parts import document
from skillsearch.ledger import Ledger

url, job, name = sys.argv[1:]
ended = open(name, "a", buffering=1)
with Ledger(url) as ledger:
    print("ready", flush=True)
    while (due := ledger.next_work(job)) is not None:
        worked = False
        for stage in ("write", "embed", "parse"):
            for item in ledger.claim(stage, name, 7, 1.5, job):
                worked = True
                if stage == "parse":
                    ledger.parsed(item, "b" * 64, b"payload")
                elif stage == "embed":
                    ledger.embedded(item, "spool")
                elif ledger.settle(item, "done", document(item)):
                    ended.write(f"{item.number}\\n")
        if not worked:
            time.sleep(min(0.1, max(0.01, due - time.time())))
"""


def test_four_workers_and_a_kill_end_every_item_once(url: str, tmp_path: Path) -> None:
    with Ledger(url) as ledger:
        job = job_of(ledger, 400)
        workers = [
            subprocess.Popen(
                [sys.executable, "-c", WORKER, url, job, tmp_path / f"worker-{number}"],
                env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for number in range(4)
        ]
        try:
            victim = workers[0]
            assert victim.stdout is not None
            assert victim.stdout.readline() == "ready\n"
            deadline = time.monotonic() + 60
            while not ledger.counts(job).parsed and time.monotonic() < deadline:
                time.sleep(0.02)
            time.sleep(random.uniform(0, 0.3))
            victim.kill()
            for worker in workers:
                _, errors = worker.communicate(timeout=120)
                expected = -signal.SIGKILL if worker is victim else 0
                assert (worker.returncode, errors) == (expected, "")
        finally:
            for worker in workers:
                worker.kill()
                worker.wait()
        assert ledger.counts(job).as_dict()["done"] == 400
        assert ledger.job(job).state == "done"
        assert ledger.count_documents() == 400
        ended = [
            int(line)
            for path in tmp_path.glob("worker-*")
            for line in path.read_text().splitlines()
        ]
        assert len(ended) == len(set(ended))
        # The victim may die between the end of an item and writing that down.
        assert len(ended) >= 399


def test_a_named_server_that_does_not_answer_fails_in_ci(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from postgres_server import VARIABLE, postgres_server

    monkeypatch.setenv(VARIABLE, f"postgresql://nobody@/nothing?host={tmp_path}")
    with postgres_server() as url:
        assert url.endswith(str(tmp_path)), "it is used, not skipped"
