"""A ledger that cannot be used says so: what, where, what to do, and whether it heals."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from ledger_parts import Clock, claim, document, indexed, job_of
from sqlalchemy import Connection, event, text

from skillsearch.errors import LedgerUnavailable, SettingError
from skillsearch.ledger import Ledger, open_ledger
from skillsearch.ledger import schema as ledger_schema
from skillsearch.settings import load_settings


def path_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def test_the_settings_choose_a_file_in_the_data_folder_or_a_url(
    tmp_path: Path, postgres_url: str
) -> None:
    with open_ledger(load_settings(data_dir=tmp_path / "a % b?c#d")) as ledger:
        job_of(ledger, 1)
    assert (tmp_path / "a % b?c#d" / "ledger.sqlite3").stat().st_size
    with open_ledger(load_settings(ledger_url=postgres_url)) as ledger:
        assert not ledger.is_file
        assert ledger.jobs() == []


def test_the_file_is_its_owners_alone(file_url: str) -> None:
    with Ledger(file_url) as ledger:
        job_of(ledger, 1)
        modes = {stat.S_IMODE(path.stat().st_mode) for path in path_of(file_url).parent.iterdir()}
    assert modes == {0o600}


def test_a_ledger_is_found_again_by_another_process(url: str) -> None:
    with Ledger(url) as ledger:
        job = job_of(ledger, 3)
        kept = ledger.items(job)
    with Ledger(url) as again:
        assert again.items(job) == kept


def test_a_locked_file_heals(file_url: str) -> None:
    with Ledger(file_url, busy_seconds=0.05) as ledger:
        job = job_of(ledger, 1)
        holder = sqlite3.connect(path_of(file_url), isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerUnavailable, match="locked by another process") as caught:
            claim(ledger)
        assert caught.value.heals
        assert ledger.counts(job).given == 1, "reading goes on"
        holder.execute("ROLLBACK")
        holder.close()
        assert len(claim(ledger)) == 1


def test_a_full_disk_heals_and_loses_nothing(file_url: str) -> None:
    with Ledger(file_url) as ledger:
        job = job_of(ledger, 1)
        (item,) = claim(ledger)
        ledger.close()
        event.listen(
            ledger._engine,
            "connect",
            lambda raw, _record: raw.execute("PRAGMA max_page_count = 1"),  # not below what it has
        )
        with pytest.raises(LedgerUnavailable, match="disk is full") as caught:
            ledger.settle(item, "done", document(item, "Long text. " * 10_000))
        assert caught.value.heals
        assert caught.value.remedy.startswith("Free some space")
        assert ledger.items(job)[0].state == "parsing"
    with Ledger(file_url) as again:
        assert again.settle(item, "done", document(item, "Long text. " * 10_000))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_does_not_heal(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(LedgerUnavailable, match="cannot be opened") as caught:
        Ledger(f"sqlite:///{tmp_path}/home/ledger.sqlite3")
    assert not caught.value.heals


def test_a_folder_that_is_a_file_does_not_heal(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(LedgerUnavailable, match="cannot be opened") as caught:
        Ledger(f"sqlite:///{tmp_path}/home/ledger.sqlite3")
    assert not caught.value.heals


def test_a_file_that_is_no_ledger_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite3"
    path.write_text("These are notes, and long enough to look like something. " * 20)
    before = path.read_bytes()
    with pytest.raises(LedgerUnavailable, match="is no ledger") as caught:
        Ledger(f"sqlite:///{path}")
    assert not caught.value.heals
    assert path.read_bytes() == before


def test_a_server_that_is_not_there_heals(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnavailable, match="cannot be reached") as caught:
        Ledger(f"postgresql://user:hush@/ledger?host={tmp_path}")
    assert caught.value.heals
    assert "hush" not in str(caught.value)


def test_a_database_that_the_server_lacks_does_not_heal(postgres: str) -> None:
    with pytest.raises(LedgerUnavailable, match="has no such database") as caught:
        Ledger(postgres.replace("/postgres", "/elsewhere", 1))
    assert not caught.value.heals


@pytest.mark.parametrize("cut", ["reading", "writing"])
def test_a_connection_that_was_cut_is_replaced(postgres_url: str, cut: str) -> None:
    with Ledger(postgres_url) as ledger, Ledger(postgres_url) as killer:
        job = job_of(ledger, 2)
        with ledger.reading() as connection:
            backend = connection.scalar(text("SELECT pg_backend_pid()"))
        with killer.writing() as connection:
            connection.execute(text(f"SELECT pg_terminate_backend({backend})"))
        if cut == "reading":
            assert ledger.counts(job).given == 2
        else:
            assert len(claim(ledger)) == 1


def test_no_personal_data_is_in_the_error_of_a_clash(ledger: Ledger) -> None:
    from dataclasses import replace

    made = indexed(ledger, "Quixotazzelbrook", "Text.")
    job_of(ledger, 1)
    (item,) = claim(ledger)
    clash = replace(made, point_id="another point")
    with pytest.raises(LedgerUnavailable, match="refused the request") as caught:
        ledger.settle(item, "done", clash)
    assert "Quixotazzelbrook" not in f"{caught.value}{caught.value.__cause__!r}"
    assert caught.value.__suppress_context__
    assert not caught.value.heals
    assert ledger.items(item.job)[0].state == "parsing"


def test_a_ledger_of_a_newer_skillsearch_is_refused(url: str) -> None:
    with Ledger(url) as ledger, ledger.writing() as connection:
        connection.execute(text("UPDATE ledger_schema SET version = 99"))
    with pytest.raises(LedgerUnavailable, match=r"newer skillsearch: its schema is 99.*up to \d"):
        Ledger(url)


def test_an_older_ledger_is_brought_up_to_date_once(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger(url) as ledger:
        job_of(ledger, 1)
    done: list[str] = []

    def add_a_column(connection: Connection) -> None:
        done.append("column")
        connection.execute(text("ALTER TABLE jobs ADD COLUMN colour TEXT NOT NULL DEFAULT ''"))

    changes = [*ledger_schema.CHANGES, add_a_column]
    monkeypatch.setattr(ledger_schema, "CHANGES", changes)
    for _ in range(2):
        with Ledger(url) as ledger, ledger.reading() as connection:
            assert connection.scalars(text("SELECT colour FROM jobs")).all() == [""]
            assert connection.scalar(text("SELECT version FROM ledger_schema")) == 1 + len(changes)
    assert done == ["column"]


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("ledger", "not a database URL"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("mysql://user:hush@host/ledger", "not supported"),
        ("postgresql://user:hush@host:port/ledger", "not a database URL"),
    ],
)
def test_a_url_that_cannot_be_used_is_refused_without_its_password(
    url: str, complaint: str
) -> None:
    with pytest.raises(SettingError, match=complaint) as caught:
        Ledger(url)
    assert "hush" not in str(caught.value)
    assert "SKILLSEARCH_LEDGER_URL" in caught.value.remedy


def _count_in_child(ledger: Ledger, job: str, answers: multiprocessing.Queue[int]) -> None:
    answers.put(ledger.counts(job).given + len(claim(ledger)))


def test_a_child_process_after_a_fork_uses_connections_of_its_own(url: str) -> None:
    fork = multiprocessing.get_context("fork")
    with Ledger(url, clock=Clock()) as ledger:
        job = job_of(ledger, 5)
        answers: multiprocessing.Queue[int] = fork.Queue()
        children = [
            fork.Process(target=_count_in_child, args=(ledger, job, answers)) for _ in range(3)
        ]
        for child in children:
            child.start()
        assert [answers.get(timeout=30) for _ in children] == [6, 6, 6]
        for child in children:
            child.join(30)
        assert ledger.counts(job).parsing == 3


def test_importing_the_ledger_loads_no_database() -> None:
    probe = (
        "import sys, skillsearch.ledger as l; l.Job; l.Counts; "
        "print([m for m in ('sqlalchemy', 'numpy', 'psycopg', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, cwd="/")
    assert (done.stderr, "sqlalchemy" in done.stdout, "psycopg" in done.stdout) == (
        "",
        False,
        False,
    )
