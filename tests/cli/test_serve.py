"""A real ``skillsearch serve``: what only a process of its own can show."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import Run, start

from skillsearch.store.files import copy_tree

START_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(port: int, path: str) -> tuple[int, str, dict[str, object]]:
    """Status, content type and body of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.headers["content-type"], json.loads(answer.read())
    finally:
        connection.close()


def wait_until_it_answers(process: subprocess.Popen[str], port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            get(port, "/health")
            return
        except OSError:
            time.sleep(0.05)
    process.kill()
    pytest.fail(f"the server does not answer: {process.communicate()[1]}")


@pytest.fixture(scope="session")
def served(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "home"
    copy_tree(samples, folder)
    return folder


@pytest.fixture
def server(served: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    port = free_port()
    process = start("serve", "--port", port, "--data-dir", served, "--encoder", "onnx")
    wait_until_it_answers(process, port)
    yield process, port
    if process.poll() is None:
        process.kill()
    process.communicate()


def test_a_served_question_is_answered_without_torch_and_an_endless_one_refused(
    server: tuple[subprocess.Popen[str], int],
) -> None:
    process, port = server
    status, _, answer = get(port, "/v1/skills/search?q=kubernetes")
    assert status == 200
    assert answer["results"]

    status, kind, problem = get(port, "/v1/skills/search?q=" + "x" * 100_000)
    assert (status, kind) == (422, "application/problem+json")
    assert "100,000 characters" in str(problem["detail"])

    maps = Path(f"/proc/{process.pid}/maps")
    if not maps.exists():
        pytest.skip("only Linux tells what a process has mapped")
    mapped = maps.read_text()
    assert "onnxruntime" in mapped, "the probe sees libraries"
    assert "torch" not in mapped


def test_serving_never_imports_torch(samples: Path, served: Path) -> None:
    probe = (
        "import sys; from fastapi.testclient import TestClient\n"
        "from search.open_index import open_index; from search.api.app import create_app\n"
        "from skillsearch.settings import load_settings\n"
        f"with open_index(load_settings(data_dir={str(served)!r}, encoder='onnx')) as index:\n"
        "    client = TestClient(create_app(index))\n"
        "    assert client.get('/v1/skills/search?q=python').status_code == 200\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'qdrant_client', 'pandas'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, env=dict(os.environ)
    )
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_the_server_in_good_order(
    server: tuple[subprocess.Popen[str], int], number: signal.Signals
) -> None:
    process, _ = server
    process.send_signal(number)
    _, errors = process.communicate(timeout=START_SECONDS)
    assert process.returncode == 0
    assert [line.partition(" at ")[0] for line in errors.splitlines()] == ["skillsearch answers"]


def test_a_port_that_is_taken_is_refused_before_anything_is_opened(
    run: Run, tmp_path: Path
) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        refused = run("serve", "--port", port, "--data-dir", tmp_path)
    assert refused.code == 2
    assert f"Cannot listen on 127.0.0.1:{port}: Address already in use." in refused.err
    assert "--port" in refused.err
    assert "skillsearch answers at" not in refused.err
    assert list(tmp_path.iterdir()) == []
