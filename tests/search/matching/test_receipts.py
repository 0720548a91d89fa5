"""An answer leaves a receipt, and the receipt gives the answer again or says what changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_line import Run
from fastapi.testclient import TestClient

from search.matching import receipts as receipts_module
from search.matching.models import MatchModels, load_match_models
from skillsearch.store.files import copy_tree

Ask = Callable[..., Any]

VACANCY = (
    "Electrician, solar\n\nResponsibilities\n- Install solar panels on roofs\n"
    "- Test electrical circuits\n\nRequirements\n- Electrical installation\n"
)


@pytest.fixture(scope="module")
def home(people_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of these tests' own: people come and go in it."""
    folder = tmp_path_factory.mktemp("receipts") / "home"
    copy_tree(people_dir, folder)
    return folder


@pytest.fixture
def ask(run: Run, home: Path) -> Ask:
    """Gives the JSON of a command over ``home``."""

    def call(*arguments: object) -> Any:
        told = run(*arguments, "--json", "--data-dir", home)
        assert told.code == 0, told.err
        return told.document

    return call


def _became(replayed: dict[str, Any]) -> dict[str, str]:
    return {hit["external_id"]: hit["became"] for hit in replayed["hits"]}


def test_nothing_changed_gives_the_same_ranking(ask: Ask, run: Run, home: Path) -> None:
    answer = ask("candidates", "--posting", "solar-installer.txt", "--limit", 3, "--offset", 2,
                 "--diversity", 0.4)  # fmt: skip

    again = ask("replay", answer["receipt"])

    assert (again["same"], again["changes"]) == (True, [])
    assert [(h["rank"], h["id"], h["score"]) for h in again["hits"]] == [
        (rank, hit["id"], hit["score"]) for rank, hit in enumerate(answer["results"], 3)
    ]
    shown = run("replay", answer["receipt"][-8:], "--data-dir", home)
    assert "The same ranking as of" in shown.out
    held = ask("replay", answer["receipt"], "--show")
    assert [hit["id"] for hit in held["hits"]] == [hit["id"] for hit in answer["results"]]
    assert held["named"] == [answer["query"]["document"]]
    assert all("sentence" not in each for each in held["query"]["requirements"])


def test_what_is_added_changed_and_erased_is_said_of_each_hit(
    ask: Ask, run: Run, home: Path, tmp_path: Path
) -> None:
    query = ("candidates", "electrician who installs solar panels", "--limit", 4)
    answer = ask(*query)
    first, second = (hit["external_id"] for hit in answer["results"][:2])
    assert first == "electrician.txt"
    folder = tmp_path / "cvs"
    folder.mkdir()
    (folder / "solar-electrician.txt").write_text(
        "Summary\nElectrician who installs solar panels and maintains electrical systems.\n\n"
        "Experience\nElectrician, Example Solar Ltd, 01/2016 - 12/2024\n"
        "- Installed solar panels on roofs and tested electrical circuits\n",
        encoding="utf-8",
    )
    run("index", "resumes", folder, "--data-dir", home)
    run("erase", second, "--yes", "--no-rewrite", "--data-dir", home)

    again = ask("replay", answer["receipt"])

    assert not again["same"]
    assert _became(again)["solar-electrician.txt"] == "added"
    (erased,) = (hit for hit in again["hits"] if hit["became"] == "erased")
    assert (erased["rank_was"], erased["id"]) == (2, "")
    assert any("1 added" in c["said"] and "1 erased" in c["said"] for c in again["changes"])
    shown = run("replay", answer["receipt"], "--data-dir", home).out
    assert "Not the ranking of" in shown
    assert "erased on request" in shown

    (folder / "solar-electrician.txt").write_text(
        "Summary\nElectrician who installs solar panels.\n\nExperience\n"
        "Electrician, Example Solar Ltd, 01/2020 - 12/2024\n- Installed solar panels\n",
        encoding="utf-8",
    )
    later = ask(*query)
    run("index", "resumes", folder, "--data-dir", home)
    once_more = ask("replay", later["receipt"])
    assert _became(once_more)["solar-electrician.txt"] == "changed"


def test_who_asked_and_is_erased_takes_the_receipt_along(ask: Ask, run: Run, home: Path) -> None:
    answer = ask("postings", "--candidate", "recruiter.html", "--limit", 2)
    like = ask("candidates", "recruiter", "--like", "recruiter.html", "--limit", 2)
    ledger = (home / "ledger.sqlite3").read_bytes()
    assert answer["receipt"].encode() in ledger

    run("erase", "recruiter.html", "--yes", "--no-rewrite", "--data-dir", home)

    for receipt in (answer["receipt"], like["receipt"]):
        gone = run("replay", receipt, "--data-dir", home)
        assert (gone.code, "no receipt" in gone.err) == (2, True)


def test_a_document_that_is_not_indexed_is_asked_for_again(
    ask: Ask, run: Run, home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "vacancy.txt"
    path.write_text(VACANCY, encoding="utf-8")
    receipt = ask("candidates", "--posting", path, "--limit", 2)["receipt"]

    for flags, said in ((), "not indexed"), (("--candidate", path), "a posting asks"):
        refused = run("replay", receipt, *flags, "--data-dir", home)
        assert refused.code == 2
        assert said in refused.err
    assert ask("replay", receipt, "--posting", path)["same"]
    path.write_text(VACANCY + "- Payroll and invoices\n", encoding="utf-8")
    other = ask("replay", receipt, "--posting", path)
    assert "asking document" in {change["what"] for change in other["changes"]}
    held = (home / "ledger.sqlite3").read_bytes()
    assert b"Install solar panels on roofs" not in held, "of the text only the SHA-256 is kept"


def test_another_plan_and_another_model_of_the_score_are_named(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    receipt = ask("candidates", "nurse", "--limit", 2)["receipt"]
    shipped = load_match_models()
    other = MatchModels(replace(shipped.fit, name="ours", bias=-9.0), shipped.fields)
    monkeypatch.setattr("search.matching.matcher.load_match_models", lambda _folder: other)
    monkeypatch.setattr(receipts_module, "PLAN", receipts_module.PLAN + 1)

    again = ask("replay", receipt)

    assert [change["what"] for change in again["changes"]] == ["plan", "fit model"]
    assert "ours" in again["changes"][1]["now"]
    assert not again["same"]
    assert {hit["became"] for hit in again["hits"]} <= {"rescored", "entered", "left"}


def test_none_is_kept_where_none_is_wanted(ask: Ask) -> None:
    answer = ask("candidates", "nurse", "--limit", 1, "--receipts", 0)

    assert (answer["receipt"], answer["warnings"]) == ("", [])


def test_a_ledger_that_cannot_be_written_is_a_warning(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "ledger.sqlite3"
    broken.write_bytes(b"this is no database, whatever its name is" * 30)
    monkeypatch.setenv("SKILLSEARCH_LEDGER_URL", f"sqlite:///{broken}")

    answer = ask("candidates", "nurse", "--limit", 1)

    assert answer["results"]
    assert answer["receipt"] == ""
    assert "cannot be replayed" in answer["warnings"][-1]


def test_only_the_last_are_kept_and_an_older_one_says_why(
    ask: Ask, run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SKILLSEARCH_LEDGER_URL", f"sqlite:///{tmp_path}/other.sqlite3")
    old, new = (
        ask("candidates", "nurse", "--limit", 1, "--receipts", 1)["receipt"] for _ in range(2)
    )

    refused = run("replay", old, "--json", "--data-dir", home)

    assert refused.code == 2
    assert "SKILLSEARCH_RECEIPTS" in json.loads(refused.err)["remedy"]
    assert ask("replay", new, "--show")["id"] == new


def test_receipts_are_told_and_replayed_over_http(people_client: TestClient) -> None:
    answer = people_client.post("/v1/candidates/search", json={"text": "nurse", "limit": 3}).json()
    receipt = answer["receipt"]

    held = people_client.get(f"/v1/receipts/{receipt}").json()
    again = people_client.post(f"/v1/receipts/{receipt}/replay").json()

    assert [hit["id"] for hit in held["hits"]] == [hit["id"] for hit in answer["results"]]
    assert held["stamp"]["documents"]["generation"] == answer["stamp"]["generation"]
    assert again["same"]
    for response in (
        people_client.get("/v1/receipts/none"),
        people_client.get(f"/v1/receipts/{receipt}?tenant=others"),
        people_client.post("/v1/receipts/none/replay"),
    ):
        assert response.status_code == 404
        assert "no receipt" in response.json()["detail"]


def test_a_text_that_asked_over_http_is_sent_again(people_client: TestClient) -> None:
    asked = {"posting_text": VACANCY, "limit": 2}
    receipt = people_client.post("/v1/candidates/search", json=asked).json()["receipt"]
    path = f"/v1/receipts/{receipt}/replay"

    assert people_client.post(path, json={}).status_code == 422
    assert people_client.post(path, json={"resume_text": VACANCY}).status_code == 422
    assert people_client.post(path, json={"posting_text": VACANCY}).json()["same"]
