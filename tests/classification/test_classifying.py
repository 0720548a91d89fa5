"""Classifying from the command line and over HTTP, by a classifier of three invented trades."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from command_line import Run
from fastapi.testclient import TestClient
from labelled_people import BAKER, NAMES, TRADES

from search.api.app import create_app
from search.open_index import open_index
from skillsearch.settings import load_settings
from skillsearch.store.files import copy_tree

WEAVER = BAKER.replace("Artisan Baker", "Hand Weaver").replace(
    "• Fermented sourdough, shaped loaves and baked them in a stone oven.",
    "• Warped looms and wove linen by hand.",
)


@pytest.fixture
def baker(tmp_path: Path) -> Path:
    path = tmp_path / "baker.txt"
    path.write_text(BAKER, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def api(learned: Any) -> Iterator[TestClient]:
    with (
        open_index(load_settings(data_dir=learned.home, encode_threads=1)) as index,
        TestClient(create_app(index), raise_server_exceptions=False) as client,
    ):
        yield client


def test_a_baker_is_told_from_nurses_and_programmers_with_reasons(
    run: Run, learned: Any, baker: Path
) -> None:
    asked = run("classify", "--resume", baker, "--data-dir", learned.home, "--json")
    assert asked.code == 0
    [result] = asked.document["results"]
    assert (result["category"], result["likeliest"]) == ("BAKERY", "BAKERY")
    assert result["probability"] >= asked.document["classifier"]["threshold"]
    told = [result["probability"], *(one["probability"] for one in result["alternatives"])]
    assert sum(told) == pytest.approx(1, abs=0.001)
    assert told == sorted(told, reverse=True)

    said = " ".join(one["sentence"] for one in result["sentences"]).lower()
    assert "baker" in said
    assert all(one["weight"] > 0 for one in result["sentences"])
    assert {one["category"] for one in result["nearest"][:3]} == {"BAKERY"}
    assert all(one["labelled"] and one["id"] == "" for one in result["nearest"])
    assert result["nearest"][0]["external_id"].startswith("BAKERY/")


def test_nothing_personal_is_shown_or_kept(run: Run, learned: Any, baker: Path) -> None:
    shown = run("classify", "--resume", baker, "--data-dir", learned.home).out
    for secret in ("Merriwick", "merriwick", "7946"):
        assert secret not in shown
    card = (learned.classifier / "README.md").read_text()
    held = b"".join(path.read_bytes() for path in learned.classifier.iterdir())
    for name in NAMES:
        assert name not in card
        assert name.encode() not in held
        assert name.split()[1].lower().encode() not in held
    assert str(learned.people) not in card


def test_the_card_has_every_method_beside_the_baseline(learned: Any) -> None:
    card = (learned.classifier / "README.md").read_text()
    methods = ("TF-IDF + linear SVM", "random forest", "linear SVM", "neural network")
    assert all(method in card for method in methods)
    assert (learned.classifier / "confusion.png").read_bytes().startswith(b"\x89PNG")
    record = json.loads((learned.classifier / "classifier.json").read_text())["record"]
    assert record["data"]["resumes"] == 18
    assert [sum(row) for row in record["validation"]["confusion"]] == [6, 6, 6]
    scores = {one["method"]: one["macro_f1"] for one in record["validation"]["methods"]}
    assert scores[record["validation"]["best"]] == max(list(scores.values())[1:])


def test_where_too_many_would_be_wrong_it_is_not_sure(
    run: Run, learned: Any, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(learned.classifier, tmp_path / "strict"))
    written = json.loads((folder / "classifier.json").read_text())
    (folder / "classifier.json").write_text(json.dumps(written | {"threshold": 1.01}))
    path = tmp_path / "weaver.txt"
    path.write_text(WEAVER, encoding="utf-8")
    flags = ("--classifier", folder, "--data-dir", learned.home)
    [result] = run("classify", "--resume", path, *flags, "--json").document["results"]
    assert result["category"] is None
    assert result["likeliest"] in TRADES
    assert "not sure" in run("classify", "--resume", path, *flags).out


def test_indexed_candidates_are_classified_and_are_the_nearest_of_their_tenant_alone(
    run: Run, learned: Any, baker: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    copy_tree(learned.home, home)
    at = ("--data-dir", home)
    assert run("index", "resumes", learned.people, *at).code == 0
    assert run("index", "resumes", baker, "--tenant", "other", *at).code == 0
    twin = tmp_path / "marlowe-anna-cv.txt"
    twin.write_bytes((learned.people / "NURSING" / "person-2.txt").read_bytes())
    assert run("index", "resumes", twin, *at).code == 0

    asked = run("classify", "--candidate", "NURSING/person-2.txt", *at, "--json")
    [result] = asked.document["results"]
    assert result["category"] == "NURSING"
    near = result["nearest"]
    assert result["candidate_id"] not in [one["id"] for one in near]
    assert all(one["id"] for one in near), "they are indexed now"
    assert any(one["titles"] for one in near)
    assert "baker.txt" not in [one["external_id"] for one in near]
    assert "learned from NURSING/person-2.txt itself" in asked.document["warnings"][0]

    refused = run("classify", "--candidate", "baker.txt", *at)
    assert (refused.code, "no candidate 'baker.txt'" in refused.err) == (2, True)

    labels = tmp_path / "labels.csv"
    rows = [f"{trade}/person-{n}.txt,{trade.title()}" for trade in TRADES for n in range(6)]
    listed = ["external_id,category", *rows, f"{twin.name},Nursing", "gone.pdf,Nursing"]
    labels.write_text("\n".join(listed))
    trained = run("train", "classify", labels, *at)
    assert trained.code == 0
    assert "1 left out: not indexed." in trained.err
    with np.load(home / "classifiers" / "default" / "examples.npz", allow_pickle=False) as held:
        assert len(held["vectors"]) == 0, "vectors of candidates are in the index alone"
        assert len(held["point_ids"]) == 19
        assert "███████-████-cv.txt" in held["external_ids"].tolist()
    [again] = run("classify", "--resume", baker, *at, "--json").document["results"]
    assert again["category"] == "Bakery"
    assert {one["category"] for one in again["nearest"][:3]} == {"Bakery"}
    assert all(one["id"] and one["labelled"] for one in again["nearest"])

    erased = run("erase", again["nearest"][0]["id"], "--yes", *at)
    assert erased.code == 0, erased.err
    [without] = run("classify", "--resume", baker, *at, "--json").document["results"]
    assert again["nearest"][0]["id"] not in [one["id"] for one in without["nearest"]]
    with np.load(home / "classifiers" / "default" / "examples.npz", allow_pickle=False) as held:
        assert again["nearest"][0]["id"] not in held["point_ids"].tolist()
        assert len(held["point_ids"]) == 18


def test_the_api_gives_what_the_command_gives(
    run: Run, api: TestClient, learned: Any, baker: Path
) -> None:
    answer = api.post("/v1/classify", json={"texts": [BAKER]})
    assert answer.status_code == 200, answer.text
    [told] = answer.json()["results"]
    assert told.pop("source") == "text 1"
    assert told["category"] == "BAKERY"
    assert "Merriwick" not in answer.text


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({}, 422, "1 to 100"),
        ({"texts": ["x" * 200_001]}, 422, "200,000 characters"),
        ({"texts": ["  "]}, 422, ""),
        ({"candidate_ids": ["nobody.pdf"]}, 503, "candidates are indexed"),
        ({"texts": [BAKER], "tenant": "../default"}, 404, "skillsearch train classify"),
    ],
)
def test_the_api_says_what_is_wrong(
    api: TestClient, body: dict[str, Any], status: int, said: str
) -> None:
    answer = api.post("/v1/classify", json=body)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert said in answer.text
    assert "Merriwick" not in answer.text


def test_without_a_classifier_it_says_how_to_make_one(run: Run, house: Path, baker: Path) -> None:
    refused = run("classify", "--resume", baker, "--data-dir", house)
    assert refused.code == 2
    assert "skillsearch train classify" in refused.err
    assert run("classify", "--data-dir", house).code == 2


def test_a_classifier_of_other_vectors_is_refused(
    run: Run, learned: Any, baker: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(learned.classifier, tmp_path / "other"))
    written = json.loads((folder / "classifier.json").read_text())
    (folder / "classifier.json").write_text(json.dumps(written | {"fingerprint": "0" * 16}))
    home = tmp_path / "home"  # another test has the first one open
    copy_tree(learned.home, home)
    refused = run("classify", "--resume", baker, "--classifier", folder, "--data-dir", home)
    assert refused.code == 2
    assert "Learn it anew" in refused.err
