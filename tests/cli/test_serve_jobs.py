"""A real ``skillsearch serve`` that takes in documents, is killed, and goes on where it was."""

from __future__ import annotations

import http.client
import json
import time
from pathlib import Path
from typing import Any

from command_line import Run, start
from test_serve import free_port, get, wait_until_it_answers
from worker_processes import invented_resume

from skillsearch.store.files import copy_tree

RESUMES = 40
PATIENCE_SECONDS = 120


def test_a_server_that_is_killed_finishes_the_job_when_it_is_started_again(
    samples: Path, tmp_path: Path, run: Run
) -> None:
    home = tmp_path / "home"
    copy_tree(samples, home)
    port = free_port()
    command = ("serve", "--port", port, "--data-dir", home, "--encoder", "onnx")

    process = start(*command)
    try:
        wait_until_it_answers(process, port)
        assert not (home / "ledger.sqlite3").exists(), "nothing is opened before the first job"
        items = [{"id": f"cv-{n}", "text": invented_resume(n)} for n in range(RESUMES)]
        status, job = post(port, "/v1/jobs", {"kind": "resume", "items": items})
        assert status == 202
        assert get(port, "/v1/skills/search?q=kubernetes")[0] == 200
        refused = run("index", "resumes", tmp_path, "--data-dir", home)
        assert refused.code == 2
        assert "POST /v1/jobs" in refused.err
    finally:
        process.kill()
        process.communicate()

    process = start(*command)
    try:
        wait_until_it_answers(process, port)
        release(home)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            _, _, shown = get(port, f"/v1/jobs/{job['id']}")
            if shown["state"] == "done" or time.monotonic() > deadline:
                break
            time.sleep(0.2)
        assert shown["state"] == "done"
        counts: Any = shown["counts"]
        assert sum(counts.values()) == RESUMES
        assert counts["done"] + counts["unchanged"] + counts["changed"] == RESUMES
        assert get(port, "/v1/candidates/cv-7")[0] == 200
        process.terminate()
        assert process.wait(PATIENCE_SECONDS) == 0
    finally:
        process.kill()
        process.communicate()


def post(port: int, path: str, body: object) -> tuple[int, dict[str, Any]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        headers = {"content-type": "application/json"}
        connection.request("POST", path, json.dumps(body), headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


def release(home: Path) -> None:
    """End the leases of the killed process now, so that no test waits for minutes."""
    from worker_processes import let_leases_end

    from skillsearch.settings import load_settings

    let_leases_end(load_settings(data_dir=home))
