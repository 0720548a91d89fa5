"""The store refuses: its writer is away, another holds its folder, its disk is full."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from worker_processes import (
    RedisServer,
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
from skillsearch.store import open_store

FULL_SECONDS = 60.0


@pytest.mark.faults
def test_vectors_wait_on_disk_for_a_writer_that_is_away(
    skilled_data_dir: Path, redis_server: RedisServer, tmp_path: Path
) -> None:
    settings = settings_for(skilled_data_dir, redis_server.url)
    resumes = write_resumes(tmp_path / "cvs", range(60))
    with running(settings, tmp_path / "first", "--queues", "write") as writer:
        notice = skilled_data_dir / "spool" / "notice.json"
        until(notice.exists, "the writer has said what it holds")
        assert writer.stop() == 0
    job = submit(settings, [resumes])
    with running(settings, tmp_path / "log", "--queues", "parse,embed"):
        with closing(open_ledger(settings)) as ledger:
            until(lambda: ledger.counts(job).embedded == 60, "all wait to be written")
        with running(settings, tmp_path / "second", "--queues", "write"):
            end_of(settings, job)
    assert outcomes(settings, job).counts["done"] == 60
    assert not list((skilled_data_dir / "spool").glob("*.npz"))
    assert_healed(settings, resumes, 60)


@pytest.mark.faults
def test_without_any_writer_nothing_is_tried_in_vain(
    skilled_data_dir: Path, redis_server: RedisServer, tmp_path: Path
) -> None:
    settings = settings_for(skilled_data_dir, redis_server.url)
    resumes = write_resumes(tmp_path / "cvs", range(20))
    job = submit(settings, [resumes])
    with running(settings, tmp_path / "log", "--queues", "parse,embed") as worker:
        until(lambda: "No process that holds the index" in worker.said, "it says what is missing")
        with closing(open_ledger(settings)) as ledger:
            until(lambda: ledger.counts(job).parsed == 20, "all are parsed")
            assert all(item.attempts == 0 for item in ledger.items(job))
        with running(settings, tmp_path / "writer", "--queues", "write"):
            end_of(settings, job)
    assert outcomes(settings, job).counts["done"] == 20
    assert_healed(settings, resumes, 20)


def test_a_folder_that_another_process_holds_is_named_with_its_holder(
    skilled_data_dir: Path, redis_server: RedisServer, tmp_path: Path
) -> None:
    settings = settings_for(skilled_data_dir, redis_server.url)
    with open_store(settings), running(settings, tmp_path / "log") as worker:
        assert worker.process.wait(60) == 2
        assert "is in use by process" in worker.said
        assert "--queues parse,embed" in worker.said
        assert "Traceback" not in worker.said


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1.5 GB in memory, of which the engine takes a third; skips where none is had."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1500m", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(mount, capture_output=True).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("this user may not mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.faults
def test_a_disk_that_is_full_for_a_minute_loses_nothing(
    small_disk: Path, sample_data_dir: Path, redis_server: RedisServer, tmp_path: Path
) -> None:
    data_dir = small_disk / "data"
    copy = ["cp", "--recursive", "--sparse=always", str(sample_data_dir), str(data_dir)]
    subprocess.run(copy, check=True)  # the engine's files are mostly holes
    settings = settings_for(data_dir, redis_server.url)
    resumes = write_resumes(tmp_path / "cvs", range(150))
    job = submit(settings, [resumes])
    with closing(open_ledger(settings)) as ledger, running(settings, tmp_path / "log") as worker:
        until(lambda: ledger.counts(job).done > 0, "the first are done")
        filler = small_disk / "filler"
        fill(filler)
        until(lambda: " full" in worker.said, "the full disk is told")
        time.sleep(FULL_SECONDS)
        filler.unlink()
        let_leases_end(settings)
        end_of(settings, job)
    assert outcomes(settings, job).counts["done"] == 150
    assert_healed(settings, resumes, 150)


def fill(path: Path) -> None:
    """Write until nothing more fits."""
    with path.open("wb", buffering=0) as file:
        size = 1 << 20
        while size >= 1:
            try:
                file.write(b"\0" * size)
            except OSError:
                size //= 2
