"""``index resumes`` and ``postings``: what is given is indexed, unchanged, or says why not."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Run
from people import ROSA, SECRETS, rosa, write_pdf
from worker_processes import write_resumes

from skillsearch.settings import load_settings
from skillsearch.store import open_store

Load = Callable[..., dict[str, int]]


def test_the_same_again_is_unchanged_an_edited_file_changed_and_a_new_one_done(
    load: Load, tmp_path: Path
) -> None:
    folder = write_resumes(tmp_path / "cvs", range(4))
    assert load(folder, given=4) == {"done": 4}
    assert load(folder, given=4) == {"unchanged": 4}
    first = folder / "cv-0000.txt"
    first.write_text(first.read_text() + "\nPlumbing for neighbours in the weekends.\n")
    write_resumes(folder, [4])
    assert load(folder, given=5) == {"unchanged": 3, "changed": 1, "done": 1}
    assert load(folder, "--as-of", "2020-01-31", given=5) == {"changed": 5}


def test_what_cannot_be_read_is_set_aside_with_its_reason_and_nothing_fails(
    ask: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "cvs"
    rosa(folder)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "photo.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    write_pdf(folder / "scan.pdf", [])
    novel = "It was a dark night and the sea was loud. The captain slept, and nobody spoke. " * 40
    (folder / "novel.txt").write_text(novel, encoding="utf-8")
    done = ask("index", "resumes", folder)
    assert done.code == 0, done.err
    job = ask("jobs", "--json").document["jobs"][0]
    assert job["counts"] == {
        "done": 1,
        "changed": 0,
        "unchanged": 0,
        "quarantined": 4,
        "failed": 0,
    }
    reasons = ask("job", job["id"], "--json").document["reasons"]
    assert set(reasons) == {"empty", "image", "no-text", "not-a-resume"}
    for name in ("empty.txt", "photo.pdf", "scan.pdf", "novel.txt"):
        assert name in done.out
    assert str(tmp_path) not in done.out, "an example is a file's own name"
    assert "1 written of" not in done.out
    assert not any(secret in done.out + done.err for secret in SECRETS)


def test_the_same_person_twice_is_reported(ask: Run, tmp_path: Path) -> None:
    rosa(tmp_path / "cvs", "a.txt")
    rosa(tmp_path / "cvs", "b.txt", marmalade="strawberry jam")
    done = ask("index", "resumes", tmp_path / "cvs", "--workers", "1", "--json").document
    assert (done["counts"]["done"], done["duplicates"]) == (2, 1)
    items = ask("job", done["job"], "--items", "--json").document["items"]
    ids = {item["external_id"]: item["id"] for item in items}
    twins = [item for item in items if item["duplicate_of"]]
    assert len(twins) == 1
    (other,) = set(ids.values()) - {twins[0]["id"]}
    assert twins[0]["duplicate_of"] == [other]


def test_a_zip_of_resumes_is_as_good_as_a_folder(load: Load, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "cvs.zip", "w") as archive:
        archive.writestr("new/rosa.txt", ROSA)
        archive.writestr("../evil.txt", ROSA)
    assert load(tmp_path / "cvs.zip", given=2) == {"done": 1, "quarantined": 1}


def write_postings(folder: Path) -> Path:
    path = folder / "jobs.csv"
    duties = "You will write Python services and SQL queries for our data warehouse every day. "
    wanted = "Requirements: at least 3 years of Python, Docker and project management. "
    rows = [
        "ref;role;duties;profile",
        *(f"J{n};Data Engineer {n};{duties * 2};{wanted * 2}" for n in range(3)),
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_a_table_of_postings_shows_its_columns_and_takes_correction(
    ask: Run, load: Load, tmp_path: Path
) -> None:
    table = write_postings(tmp_path)
    seen = ask("index", "postings", table, "--dry-run")
    assert seen.code == 0, seen.err
    assert "role" in seen.out
    assert "3 documents would be indexed" in seen.out
    assert ask("jobs", "--json").document["jobs"] == []

    fields = "id=ref,title=role,description=duties+profile"
    assert load(table, "--fields", fields, kind="postings", given=3) == {"done": 3}
    shown = ask("posting", "J1", "--json").document
    assert shown["titles"] == ["Data Engineer 1"]
    assert "Python" in " ".join(skill["label"] for skill in shown["skills"])

    refused = ask("index", "postings", table, "--fields", "title=rolle")
    assert refused.code == 2
    assert "rolle" in refused.err
    assert "role" in refused.err
    assert ask("jobs", "--json").document["jobs"][0]["given"] == 3, "nothing was begun"


def test_without_skills_nothing_is_begun(run: Run, house: Path, tmp_path: Path) -> None:
    at = ("--data-dir", house)
    refused = run("index", "resumes", rosa(tmp_path), *at)
    assert refused.code == 2
    assert "skillsearch index taxonomy" in refused.err
    assert run("jobs", "--json", *at).document == {"jobs": []}


def test_a_path_that_is_not_there_and_a_date_that_is_none_are_refused(
    ask: Run, tmp_path: Path
) -> None:
    missing = ask("index", "resumes", tmp_path / "nowhere")
    assert missing.code == 2
    assert "nowhere" in missing.err
    (tmp_path / "hollow").mkdir()
    hollow = ask("index", "resumes", tmp_path / "hollow")
    assert hollow.code == 2
    assert "no document" in hollow.err
    dated = ask("index", "resumes", rosa(tmp_path), "--as-of", "31.1.2026")
    assert dated.code == 2
    assert "2026-01-31" in dated.err
    assert ask("jobs", "--json").document["jobs"] == [], "nothing was begun"


def test_a_store_that_a_server_holds_is_refused_with_the_ways_out(
    ask: Run, loaded_home: Path, tmp_path: Path
) -> None:
    with open_store(load_settings(data_dir=loaded_home)):
        refused = ask("index", "resumes", rosa(tmp_path))
    assert refused.code == 2
    assert "POST /v1/jobs" in refused.err
    assert "SKILLSEARCH_BROKER_URL" in refused.err


def test_detaching_needs_somebody_to_do_the_work(
    ask: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = ask("index", "resumes", rosa(tmp_path), "--detach")
    assert refused.code == 2
    assert "SKILLSEARCH_BROKER_URL" in refused.err

    monkeypatch.setenv("SKILLSEARCH_BROKER_URL", "redis://127.0.0.1:1/0")
    left = ask("index", "resumes", rosa(tmp_path), "--detach")
    assert left.code == 0, left.err
    job = ask("job", left.out.strip(), "--json").document
    assert (job["state"], job["counts"]["waiting"]) == ("open", 1)
    assert ask("cancel", job["id"]).code == 0


def test_a_load_that_is_given_again_takes_the_place_of_the_unfinished_one(
    ask: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = rosa(tmp_path)
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("SKILLSEARCH_BROKER_URL", "redis://127.0.0.1:1/0")
        left = ask("index", "resumes", path, "--detach").out.strip()
    done = ask("index", "resumes", path, "--json")
    assert left in done.err
    assert done.document["counts"]["done"] == 1
    old = ask("job", left, "--json").document
    assert (old["state"], old["counts"]["cancelled"]) == ("cancelled", 1)
    assert old["replaced_by"] == done.document["job"]


def test_the_last_lines_of_a_json_run_are_one_document(ask: Run, tmp_path: Path) -> None:
    done = ask("index", "resumes", rosa(tmp_path), "--json")
    report = json.loads(done.out)
    assert set(report) == {"job", "counts", "duplicates", "seconds"}
    assert report["seconds"] > 0
    assert "1 parsed, 1 embedded, 1 written of 1" in done.err
