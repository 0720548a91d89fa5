"""Indexing again: only what changed is worked on, and every former answer can come back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_line import Run
from crafts import LABELS, ROWS, write_csv

Index = Callable[..., dict[str, Any]]


@pytest.fixture
def index(run: Run, house: Path) -> Index:
    """Indexes a file as crafts@1 and gives the report."""

    def call(path: Path, *arguments: object) -> dict[str, Any]:
        given = arguments or ("--version", "1")
        done = run("index", "taxonomy", path, *given, "--json", "--data-dir", house)
        assert done.code == 0, done.err
        report: dict[str, Any] = done.document
        return report

    return call


@pytest.fixture
def answer(run: Run, house: Path) -> Callable[..., list[dict[str, Any]]]:
    """The hits of a question."""

    def call(*arguments: object) -> list[dict[str, Any]]:
        hits: list[dict[str, Any]] = run(
            "skills", *arguments, "--json", "--data-dir", house
        ).document["results"]
        return hits

    return call


def skills_of(report: dict[str, Any]) -> dict[str, int]:
    (change,) = (c for c in report["changes"] if c["type"] == "skill")
    return {name: change[name] for name in ("added", "changed", "unchanged", "removed")}


def test_indexing_twice_changes_nothing(index: Index, tmp_path: Path) -> None:
    first, second = index(write_csv(tmp_path)), index(write_csv(tmp_path))
    assert first["generations"] == ["skills__g0001"]
    assert first["texts"] == {"encoded": LABELS, "reused": 0}
    assert second["generations"] == []
    assert second["texts"] == {"encoded": 0, "reused": 0}
    assert skills_of(second) == {"added": 0, "changed": 0, "unchanged": 5, "removed": 0}


def test_nothing_to_do_is_said(run: Run, tmp_path: Path, house: Path) -> None:
    command = ("index", "taxonomy", write_csv(tmp_path), "--version", "1", "--data-dir", house)
    assert "Live now: skills__g0001." in run(*command).out
    assert "Nothing changed; the index is as it was." in run(*command).out


def test_an_edited_description_is_restated_without_a_new_text(
    index: Index, tmp_path: Path, answer: Callable[..., list[dict[str, Any]]]
) -> None:
    index(write_csv(tmp_path))
    edited = [(*ROWS[0][:2], "Joining metal, neatly.", ROWS[0][3]), *ROWS[1:]]
    report = index(write_csv(tmp_path, edited))
    assert report["texts"]["encoded"] == 0
    assert skills_of(report) == {"added": 0, "changed": 1, "unchanged": 4, "removed": 0}
    assert answer("welding")[0]["description"] == "Joining metal, neatly."


def test_a_new_alias_is_the_one_text_that_is_encoded(
    index: Index, tmp_path: Path, answer: Callable[..., list[dict[str, Any]]]
) -> None:
    index(write_csv(tmp_path))
    report = index(
        write_csv(tmp_path, [(*ROWS[0][:3], "TIG welding|MIG welding|brazing"), *ROWS[1:]])
    )
    assert report["texts"]["encoded"] == 1
    assert skills_of(report)["changed"] == 1
    assert (answer("brazing")[0]["id"], answer("brazing")[0]["match"]) == ("s1", "alias")


def test_a_removed_concept_goes(
    index: Index, tmp_path: Path, answer: Callable[..., list[dict[str, Any]]]
) -> None:
    index(write_csv(tmp_path))
    report = index(write_csv(tmp_path, ROWS[1:]))
    assert report["texts"]["encoded"] == 0
    assert skills_of(report) == {"added": 0, "changed": 0, "unchanged": 4, "removed": 1}
    assert {hit["id"] for hit in answer("welding")} == {"s2", "s3", "s4", "s5"}


def test_two_versions_and_two_languages_live_side_by_side(
    index: Index, tmp_path: Path, run: Run, house: Path, answer: Callable[..., Any]
) -> None:
    index(write_csv(tmp_path))
    second = index(write_csv(tmp_path), "--version", "2")
    assert second["texts"] == {"encoded": 0, "reused": LABELS}, "versions share their vectors"
    index(write_csv(tmp_path, [("s1", "soudage", "", "")]), "--version", "2", "--language", "fr")
    held = run("taxonomies", "--json", "--data-dir", house).document["taxonomies"]
    assert [(t["version"], t["language"], t["skills"]) for t in held] == [
        ("1", "en", 5),
        ("2", "en", 5),
        ("2", "fr", 1),
    ]
    assert {(h["version"], h["language"]) for h in answer("welding")} == {("2", "en"), ("2", "fr")}
    assert {h["version"] for h in answer("welding", "--version", "1")} == {"1"}


def test_a_rollback_returns_to_the_former_answers_and_a_second_goes_forward(
    index: Index, tmp_path: Path, run: Run, house: Path, answer: Callable[..., Any]
) -> None:
    index(write_csv(tmp_path))
    before = answer("bees and wood")
    index(write_csv(tmp_path, ROWS[:2]))
    after = answer("bees and wood")
    assert before != after
    back = run("rollback", "--json", "--data-dir", house)
    assert back.document == {
        "rolled_back": [{"alias": "skills", "from": "skills__g0002", "to": "skills__g0001"}]
    }
    assert answer("bees and wood") == before
    forward = run("rollback", "--data-dir", house)
    assert forward.out == "skills: skills__g0001 → skills__g0002\n"
    assert answer("bees and wood") == after


def test_with_nothing_to_go_back_to_a_rollback_says_so(
    index: Index, tmp_path: Path, run: Run, house: Path
) -> None:
    empty = run("rollback", "--data-dir", house)
    assert empty.code == 2
    assert "skillsearch index taxonomy" in empty.err
    index(write_csv(tmp_path))
    only = run("rollback", "--data-dir", house)
    assert only.code == 2
    assert "no other complete generation" in only.err


def test_another_model_goes_live_and_the_former_is_then_refused(
    index: Index,
    tmp_path: Path,
    run: Run,
    house: Path,
    small_model: Path,
) -> None:
    index(write_csv(tmp_path))
    at = ("--data-dir", house)
    other = ("--model", small_model, "--encoder", "torch", *at)
    refused = run("skills", "welding", *other)
    assert refused.code == 2
    assert "384" in refused.err
    assert "32" in refused.err

    made = run("reindex", *other, "--no-replay", "--json").document
    assert (made["model"], made["generations"]) == (str(small_model), ["skills__g0002"])
    hits = run("skills", "welding", *other, "--json").document
    assert hits["results"][0]["id"] == "s1"
    assert hits["stamp"]["model"] == "small-bert"
    assert "already" in run("reindex", *other).out

    former = run("skills", "welding", *at)
    assert former.code == 2
    assert "SKILLSEARCH_MODEL" in former.err
    again = run("index", "taxonomy", write_csv(tmp_path, ROWS[1:]), *at)
    assert again.code == 2, "nor may it add to that index"
    assert run("skills", "welding", *other, "--json").document == hits
