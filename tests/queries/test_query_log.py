"""The last questions: kept once each, for their owner alone, and never at a question's cost."""

from __future__ import annotations

import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from skillsearch.errors import StoreUnavailable
from skillsearch.queries import AskedQuery, QueryLog


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "queries.sqlite3"


@pytest.fixture
def log(path: Path) -> Iterator[QueryLog]:
    with QueryLog(path, keep=1000) as opened:
        yield opened


def asked(text: str, **filters: list[str]) -> AskedQuery:
    return AskedQuery.of("skills", text, filters)


def texts(log: QueryLog) -> list[str]:
    return [query.text for query in log.last()]


def test_questions_come_back_oldest_first_with_their_filters(log: QueryLog, path: Path) -> None:
    questions = [
        asked("k8s admin", taxonomy=["ssf", "esco"], kind=[]),
        AskedQuery.of("occupations", "k8s admin"),
        asked("größer 'quoted'; --", hierarchy=["a, b"]),
    ]
    for question in questions:
        log.record(question)
    with QueryLog(path, keep=1000) as later:
        assert later.last() == questions
    assert questions[0].filters == (("taxonomy", ("esco", "ssf")),)


def test_a_question_asked_again_is_kept_once_and_is_the_newest(log: QueryLog) -> None:
    for text in ("welding", "masonry", "welding"):
        log.record(asked(text))
    log.record(asked("masonry", taxonomy=["esco"]))
    assert [(q.text, q.filters) for q in log.last()] == [
        ("masonry", ()),
        ("welding", ()),
        ("masonry", (("taxonomy", ("esco",)),)),
    ]


def test_the_order_of_filter_values_makes_no_other_question(log: QueryLog) -> None:
    log.record(asked("welding", taxonomy=["esco", "ssf"], kind=["tsc"]))
    log.record(asked("welding", kind=["tsc"], taxonomy=["ssf", "esco"]))
    assert len(log.last()) == 1


def test_only_the_last_are_kept(path: Path) -> None:
    with QueryLog(path, keep=3) as log:
        for number in range(10):
            log.record(asked(f"question {number}"))
        assert texts(log) == ["question 7", "question 8", "question 9"]
    with QueryLog(path, keep=1) as fewer:
        assert texts(fewer) == ["question 9"]
        fewer.record(asked("the last"))
    with QueryLog(path, keep=1000) as more:
        assert texts(more) == ["the last"], "what is not kept is deleted, not hidden"


def test_keeping_none_writes_nothing(path: Path) -> None:
    with QueryLog(path, keep=0) as log:
        log.record(asked("welding"))
        assert log.last() == []
    assert not path.parent.exists()


def test_the_file_is_its_owners_alone_and_holds_nothing_about_who_asked(
    log: QueryLog, path: Path
) -> None:
    log.record(asked("welding", taxonomy=["esco"]))
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}
    log.close()
    connection = sqlite3.connect(path)
    (row,) = connection.execute("SELECT * FROM queries")
    connection.close()
    assert row == (1, "skills", "welding", '{"taxonomy": ["esco"]}')


def test_clearing_leaves_no_trace_in_the_files_while_another_process_has_them_open(
    log: QueryLog, path: Path
) -> None:
    for number in range(300):
        log.record(asked(f"Jane Roe of Acme, question {number}"))
    with QueryLog(path, keep=1000) as other:
        other.clear()
    assert log.last() == []
    for file in path.parent.iterdir():
        assert b"Jane Roe" not in file.read_bytes(), file.name
    log.record(asked("welding"))
    assert texts(log) == ["welding"]


def test_what_is_pushed_out_is_overwritten(path: Path) -> None:
    with QueryLog(path, keep=2) as log:
        for text in ("Jane Roe of Acme", "welding", "masonry"):
            log.record(asked(text))
    assert b"Jane Roe" not in path.read_bytes()


@pytest.mark.parametrize("damage", [b"not a database, but long enough to be read as one" * 100])
def test_a_damaged_file_costs_no_question_and_is_mended_by_clearing(
    path: Path, damage: bytes
) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    with QueryLog(path, keep=10) as log:
        log.record(asked("welding"))
        with pytest.raises(StoreUnavailable, match="skillsearch queries --clear"):
            log.last()
        log.clear()
        log.record(asked("masonry"))
        assert texts(log) == ["masonry"]


def test_a_folder_that_cannot_be_made_costs_no_question(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with QueryLog(tmp_path / "file" / "queries.sqlite3", keep=10) as log:
        log.record(asked("welding"))


def test_a_held_lock_costs_no_question_and_the_next_is_recorded(log: QueryLog, path: Path) -> None:
    log.record(asked("welding"))
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    log.record(asked("lost"))
    holder.execute("ROLLBACK")
    holder.close()
    log.record(asked("masonry"))
    assert texts(log) == ["welding", "masonry"]


WRITER = """
import sys, time
from pathlib import Path
from skillsearch.queries import AskedQuery, QueryLog

path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with QueryLog(path, keep=10_000) as log:
    for number in range(count):
        log.record(AskedQuery.of("skills", f"{name} {number}"))
        print(number, flush=True)
        time.sleep(0.001)
"""


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_threads_and_processes_lose_nothing_of_each_other(path: Path) -> None:
    processes = [writer(path, f"process {number}", 60) for number in range(3)]
    with QueryLog(path, keep=10_000) as log, ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: log.record(asked(f"thread {number}")), range(200)))
        for process in processes:
            process.communicate()
            assert process.returncode == 0
        found = texts(log)
    expected = [f"thread {n}" for n in range(200)]
    expected += [f"process {p} {n}" for p in range(3) for n in range(60)]
    assert sorted(found) == sorted(expected)


def test_a_killed_process_leaves_all_that_it_recorded(path: Path) -> None:
    process = writer(path, "killed", 100_000)
    assert process.stdout is not None
    for line in process.stdout:
        if line == "50\n":
            process.send_signal(signal.SIGKILL)
            break
    recorded = [50, *map(int, process.stdout.read().split())]
    process.wait()
    process.stdout.close()
    with QueryLog(path, keep=10_000) as log:
        found = texts(log)
        assert found[: recorded[-1] + 1] == [f"killed {n}" for n in range(recorded[-1] + 1)]
        log.record(asked("welding"))
        assert texts(log)[-1] == "welding"
