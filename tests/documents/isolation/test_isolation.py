"""The isolated parser: whatever a document does to it, only that document is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from indexer.documents.isolation import IsolatedParser, ParserPool, parser
from indexer.documents.reading import Limits
from skillsearch.documents import Quarantined
from skillsearch.errors import SkillsearchError

OBEY = "isolated_functions:obey"
SMALL = Limits(memory_bytes=256 * 2**20)


@pytest.fixture(scope="module")
def isolated() -> Iterator[IsolatedParser]:
    with IsolatedParser(OBEY, SMALL) as made:
        yield made


def pid(isolated: IsolatedParser) -> int:
    return int(isolated.call({"do": "echo"})["pid"])


def refused(isolated: IsolatedParser, do: str, **more: object) -> Quarantined:
    with pytest.raises(Quarantined) as caught:
        isolated.call({"do": do, "name": "uploads/cv.pdf", **more}, 20)
    return caught.value


def is_gone(process: int) -> bool:
    for _ in range(100):
        if not psutil.pid_exists(process):
            return True
        if psutil.Process(process).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def test_one_child_serves_many_calls(isolated: IsolatedParser) -> None:
    first = isolated.call({"do": "echo", "text": "é\ud800\0", "data": b"bytes"})
    assert first["echo"] == "é\ud800\0bytes"
    assert first["pid"] == pid(isolated) != os.getpid()


def test_a_function_that_loops_is_ended_when_its_time_is_up(isolated: IsolatedParser) -> None:
    looping = pid(isolated)
    begun = time.monotonic()
    with pytest.raises(Quarantined, match=r"cv\.pdf took more than 0\.5 seconds") as caught:
        isolated.call({"do": "loop", "name": "cv.pdf"}, 0.5)
    assert caught.value.reason == "too-slow"
    assert time.monotonic() - begun < 10
    assert is_gone(looping)
    assert pid(isolated) != looping


def test_what_the_function_has_started_ends_with_it(
    isolated: IsolatedParser, tmp_path: Path
) -> None:
    path = tmp_path / "pid"
    with pytest.raises(Quarantined):
        isolated.call({"do": "sleep with a program", "path": str(path)}, 3)
    assert is_gone(int(path.read_text()))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the address space")
def test_a_function_that_hogs_memory_is_refused_it(isolated: IsolatedParser) -> None:
    error = refused(isolated, "hog")
    assert error.reason == "too-much-memory"
    assert "256 MiB" in error.message
    assert pid(isolated)


def test_a_child_that_exits_is_replaced(isolated: IsolatedParser) -> None:
    error = refused(isolated, "exit")
    assert (error.reason, "exit status 3" in error.message) == ("parser-crashed", True)
    assert pid(isolated)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")
def test_a_crash_in_a_library_is_named_by_its_signal(isolated: IsolatedParser) -> None:
    error = refused(isolated, "segfault")
    assert (error.reason, "SIGSEGV" in error.message) == ("parser-crashed", True)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")
def test_a_kill_from_outside_is_put_down_to_memory(isolated: IsolatedParser) -> None:
    pid(isolated)
    with IsolatedParser(OBEY, SMALL) as fresh:
        child = pid(fresh)
        killer = threading.Timer(0.5, os.kill, (child, signal.SIGKILL))
        killer.start()
        # The second child, which no earlier document can have spoilt, is killed too.
        again = threading.Thread(target=kill_next, args=(fresh, child))
        again.start()
        assert refused(fresh, "sleep", seconds=30).reason == "too-much-memory"
        again.join()
        killer.join()


def kill_next(isolated: IsolatedParser, first: int) -> None:
    for _ in range(400):
        process = isolated._process
        if process is not None and process._process.pid != first:
            time.sleep(1.0)
            os.kill(process._process.pid, signal.SIGKILL)
            return
        time.sleep(0.05)


def test_a_child_that_dies_between_two_calls_costs_no_document(isolated: IsolatedParser) -> None:
    idle = pid(isolated)
    psutil.Process(idle).kill()
    assert pid(isolated) != idle


def test_a_document_is_not_blamed_for_what_an_earlier_one_left(isolated: IsolatedParser) -> None:
    used = pid(isolated)
    assert isolated.call({"do": "crash unless new"})["pid"] != used


def test_what_libraries_print_does_not_stand_between_the_answers(
    isolated: IsolatedParser,
) -> None:
    assert isolated.call({"do": "print"})["pid"] == pid(isolated)


def test_quarantine_and_settings_arrive_as_they_were_raised(isolated: IsolatedParser) -> None:
    error = refused(isolated, "quarantine")
    assert (error.reason, str(error)) == ("encrypted", "It is locked. Unlock it.")
    with pytest.raises(SkillsearchError, match=r"It is set wrong\. Set it right\."):
        isolated.call({"do": "setting"})


def test_a_bug_is_named_by_its_place_and_never_by_what_the_document_says(
    isolated: IsolatedParser,
) -> None:
    before = pid(isolated)
    error = refused(isolated, "bug", text="Jo Bloggs, 1 Example Road")
    assert error.reason == "parser-crashed"
    assert "KeyError in isolated_functions.py, line" in error.message
    assert "cv.pdf" in error.message
    assert "Bloggs" not in str(error)
    assert pid(isolated) == before


def test_a_result_that_is_not_json_is_a_failure_of_the_parser(isolated: IsolatedParser) -> None:
    assert refused(isolated, "unanswerable").reason == "parser-crashed"
    assert pid(isolated)


def test_secrets_of_the_parent_are_not_handed_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SKILLSEARCH_QDRANT_API_KEY", "example")
    with IsolatedParser(OBEY) as isolated:
        names = isolated.call({"do": "environment"})["names"]
    assert not [name for name in names if name.startswith("SKILLSEARCH_")]


def test_a_child_is_replaced_after_enough_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "MAX_CALLS", 2)
    with IsolatedParser(OBEY) as isolated:
        pids = [pid(isolated) for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]
    assert all(is_gone(child) for child in pids)


def test_a_function_that_is_not_there_is_no_fault_of_a_document() -> None:
    with (
        IsolatedParser("isolated_functions:absent") as isolated,
        pytest.raises(SkillsearchError, match="cannot be started: AttributeError") as caught,
    ):
        isolated.call({"do": "echo"})
    assert not isinstance(caught.value, Quarantined)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
def test_a_child_in_mid_call_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "pid"
    script = (
        "from indexer.documents.isolation import IsolatedParser\n"
        f"parser = IsolatedParser({OBEY!r})\n"
        "import sys\n"
        "print(parser.call({'do': 'echo'})['pid'], flush=True)\n"
        f"parser.call({{'do': 'sleep with a program', 'path': {str(path)!r}}}, 60)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, env=environment
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        for _ in range(200):
            if path.exists() and path.read_text():
                break
            time.sleep(0.05)
        parent.kill()
    assert is_gone(child)
    assert is_gone(int(path.read_text()))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_process_uses_a_child_of_its_own(isolated: IsolatedParser) -> None:
    ours = pid(isolated)
    read, write = os.pipe()
    forked = os.fork()
    if forked == 0:
        try:
            os.write(write, str(pid(isolated)).encode())
            isolated.close()
        finally:
            os._exit(0)
    os.waitpid(forked, 0)
    theirs = int(os.read(read, 20))
    os.close(read)
    os.close(write)
    assert theirs != ours
    assert is_gone(theirs)
    assert pid(isolated) == ours


def test_a_pool_runs_as_many_at_once_as_it_has_parsers() -> None:
    with ParserPool(OBEY, 2) as pool:
        pids: list[int] = []

        def work() -> None:
            pids.append(int(pool.call({"do": "sleep", "seconds": 0.3})["pid"]))

        threads = [threading.Thread(target=work) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (len(pids), len(set(pids))) == (6, 2)
    assert all(is_gone(child) for child in pids)
