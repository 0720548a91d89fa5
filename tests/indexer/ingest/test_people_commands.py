"""``candidate``, ``export`` and ``erase``: masked, whole, and gone."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Run
from people import SECRETS, ottilie, rosa
from worker_processes import write_resumes

from indexer.ingest.portraits import without
from skillsearch.documents import MASK, Personal

Load = Callable[..., dict[str, int]]
NAME = "rosa-quillfeather.txt"


@pytest.fixture
def known(load: Load, tmp_path: Path) -> Path:
    """Rosa and three others are indexed; gives the folder."""
    folder = write_resumes(tmp_path / "cvs", range(3))
    rosa(folder)
    assert load(folder, given=4) == {"done": 4}
    return folder


@pytest.mark.usefixtures("known")
def test_a_candidate_is_shown_with_skills_and_sentences_and_without_the_person(ask: Run) -> None:
    for flags in ((), ("--json",)):
        shown = ask("candidate", NAME, *flags)
        assert shown.code == 0, shown.err
        assert "Kubernetes" in shown.out
        assert "Built data pipelines in Python" in shown.out
        assert not any(secret.lower() in shown.out.lower() for secret in SECRETS)
    document = ask("candidate", NAME, "--json").document
    assert document["titles"][0] == "Senior Software Engineer"
    assert document["personal"]["email"] == 1
    python = next(skill for skill in document["skills"] if skill["label"].startswith("Python"))
    assert python["years"] == pytest.approx(5.5, abs=0.2)
    by_point = ask("candidate", document["id"][:12], "--json").document
    assert by_point == document


@pytest.mark.usefixtures("known")
def test_the_person_is_shown_only_when_asked_for(ask: Run) -> None:
    shown = ask("candidate", NAME, "--reveal")
    assert all(secret in shown.out for secret in SECRETS)
    assert "Personal data is shown" in shown.err


@pytest.mark.usefixtures("known")
def test_an_export_holds_everything_and_is_for_its_owner_alone(ask: Run, tmp_path: Path) -> None:
    path = tmp_path / "rosa.json"
    assert ask("export", NAME, "--out", path).code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    held = json.loads(path.read_text(encoding="utf-8"))
    assert "marmalade" in held["document"]["text"]
    assert {span["kind"] for span in held["document"]["personal"]} >= {"name", "email", "phone"}
    assert held["document"]["record"]["titles"][0] == "Senior Software Engineer"
    (point,) = held["points"].values()
    assert point["payload"]["external_id"] == NAME
    assert point["vectors"]["dense"] == {"shape": [384]}
    assert [item["state"] for item in held["items"]] == ["done"]
    assert len(held["jobs"]) == 1
    assert json.loads(ask("export", NAME).out)["id"] == held["id"]


def test_somebody_who_is_erased_is_nowhere_any_more(
    ask: Run, load: Load, loaded_home: Path, tmp_path: Path
) -> None:
    folder = write_resumes(tmp_path / "cvs", range(3))
    path = ottilie(folder, "wintergreen")
    text = path.read_text(encoding="utf-8")
    assert load(folder, given=4) == {"done": 4}
    point = ask("candidate", path.name, "--json").document["id"]
    job = ask("jobs", "--json").document["jobs"][0]["id"]
    erased = ask("erase", path.name, "--yes", "--json")
    assert erased.code == 0, erased.out
    report = erased.document
    assert report["erased"]
    assert report["removed"]["points"] != []
    assert (report["removed"]["documents"], report["removed"]["items"]) == (1, 1)
    assert all(check["passed"] for check in report["proof"])
    assert len(report["proof"]) == 5
    assert report["not_touched"] == [f"cvs/{path.name}"]
    assert path.read_text(encoding="utf-8") == text

    for held in loaded_home.rglob("*"):
        if held.is_file():
            data = held.read_bytes()
            for secret in ("wintergreen", "Wintergreen", "7950 0123", point):
                assert secret.encode() not in data, held
    for name in (path.name, point, point[:12]):
        gone = ask("candidate", name)
        assert gone.code == 2
        assert "There is no candidate" in gone.err
    counts = ask("job", job, "--json").document["counts"]
    assert sum(counts.values()) == 4, "the counts of the job still add up"
    assert ask("candidate", "cv-0000.txt").code == 0, "the others are still there"
    assert load(folder, given=4) == {"done": 1, "unchanged": 3}


def test_without_rewriting_it_is_said_what_the_engine_keeps(
    ask: Run, load: Load, tmp_path: Path
) -> None:
    path = ottilie(tmp_path, "meadowsweet")
    assert load(path, given=1) == {"done": 1}
    erased = ask("erase", path.name, "--yes", "--no-rewrite", "--json")
    report = erased.document
    passed = {check["where"].partition(" in ")[0]: check["passed"] for check in report["proof"]}
    assert passed.pop("the bytes of the files") is False
    assert all(passed.values()), "it is found by no question"
    assert (erased.code, report["erased"], report["rewritten"]) == (1, False, False)


def test_what_only_was_quarantined_is_forgotten_too(
    ask: Run, load: Load, loaded_home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ottilie-larkspur.txt"
    path.write_bytes(b"")
    assert load(path, given=1) == {"quarantined": 1}
    erased = ask("erase", path.name, "--yes", "--json").document
    assert erased["erased"]
    assert erased["removed"]["items"] == 1
    ledger = b"".join(found.read_bytes() for found in loaded_home.glob("ledger.sqlite3*"))
    assert b"larkspur" not in ledger


def test_words_that_two_say_alike_do_not_spoil_the_proof(
    ask: Run, load: Load, tmp_path: Path
) -> None:
    rosa(tmp_path / "cvs", "a.txt")
    rosa(tmp_path / "cvs", "b.txt")
    assert load(tmp_path / "cvs", given=2) == {"done": 2}
    erased = ask("erase", "a.txt", "--yes", "--json").document
    assert erased["erased"], erased["proof"]
    assert "stand in other documents too" in erased["proof"][-1]["found"]
    assert ask("candidate", "b.txt").code == 0


def test_a_name_is_blacked_out_word_by_word_in_the_name_of_a_file() -> None:
    personal = (Personal("name", 0, 17, "Rosa Quillfeather"), Personal("email", 0, 3, "r@x"))
    hidden = without("CV_rosa-QUILLFEATHER.pdf", personal, words=True)
    assert hidden == f"CV_{MASK * 4}-{MASK * 12}.pdf"
    assert without("The roses of Rosa Quillfeather", personal) == f"The roses of {MASK * 17}"
