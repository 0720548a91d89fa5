"""``jobs``, ``job``, ``retry``, ``dead-letters`` and ``cancel``."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run
from people import rosa

from skillsearch.ledger import open_ledger
from skillsearch.settings import load_settings


@pytest.fixture
def job(ask: Run, tmp_path: Path) -> str:
    """A job of two files: one is indexed, one quarantined."""
    rosa(tmp_path / "cvs")
    (tmp_path / "cvs" / "late.txt").write_bytes(b"")
    done = ask("index", "resumes", tmp_path / "cvs", "--json")
    assert done.code == 0, done.err
    return str(done.document["job"])


def test_a_job_is_found_by_the_beginning_of_its_id(ask: Run, job: str) -> None:
    assert ask("job", job[:18], "--json").document["id"] == job
    assert ask("job", job.upper(), "--json").document["id"] == job
    lost = ask("job", "ffffffff")
    assert lost.code == 2
    assert "skillsearch jobs" in lost.err


def test_a_job_of_another_tenant_is_not_found(run: Run, job: str, loaded_home: Path) -> None:
    for name in (job, job[:18]):
        lost = run("job", name, "--data-dir", loaded_home, "--tenant", "somebody-else")
        assert lost.code == 2
        assert "There is no job" in lost.err


def test_items_are_listed_with_their_outcome(ask: Run, job: str) -> None:
    shown = ask("job", job, "--items").out
    assert "2 given: 1 done, 1 quarantined" in shown
    assert "More:" not in shown, "all is there"
    assert "late.txt" in shown
    assert "empty" in shown
    only = ask("job", job, "--state", "quarantined", "--json").document["items"]
    assert [(item["external_id"], item["reason"]) for item in only] == [("late.txt", "empty")]
    assert only[0]["message"]


def test_a_quarantined_file_that_was_mended_is_tried_again(
    ask: Run, job: str, tmp_path: Path
) -> None:
    rosa(tmp_path / "cvs", "late.txt", Rosa="Ottilie", rosa="ottilie")
    assert ask("retry", job, "--json").document["retried"] == 0, "nothing failed"
    again = ask("retry", job, "--quarantined", "--json").document
    assert again["retried"] == 1
    assert again["counts"] == {
        "done": 2,
        "changed": 0,
        "unchanged": 0,
        "quarantined": 0,
        "failed": 0,
    }


def test_what_failed_is_a_dead_letter_until_it_is_tried_again(
    ask: Run, job: str, loaded_home: Path, tenant: str, tmp_path: Path
) -> None:
    with open_ledger(load_settings(data_dir=loaded_home)) as ledger:
        assert ledger.retry(job, ("quarantined",)) == 1
        (item,) = ledger.claim("parse", "a test", 8, 60, job)
        assert ledger.fail(item, "defect", "ValueError in parser.py, line 1")
    listed = ask("dead-letters", "--json").document["items"]
    assert [(item["job"], item["reason"]) for item in listed] == [(job, "defect")]
    assert "defect" in ask("dead-letters").out
    assert f"skillsearch retry {job}" in ask("job", job).out
    healed = ask("retry", job)
    assert healed.code == 0, "an empty file is quarantined, and that is no failure"
    assert ask("dead-letters", "--json").document["items"] == []


def test_a_job_that_is_over_is_not_cancelled(ask: Run, job: str) -> None:
    said = ask("cancel", job)
    assert said.code == 0
    assert "over already: done" in said.out
    assert ask("job", job, "--json").document["state"] == "done"
