"""Another model is tried beside the present one: what changes is known before it goes live."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from command_line import Run

from cli.former import FormerLost, load_former
from skillsearch.encoder import load_encoder
from skillsearch.settings import Settings, load_settings
from skillsearch.store import open_store
from skillsearch.store.files import copy_tree

MATERIALS = ("steel", "oak", "wool", "clay", "glass", "leather", "paper", "stone")
WORK = ("cutting", "joining", "painting", "repairing", "selling", "cleaning", "carrying")
SKILLS = len(MATERIALS) * len(WORK)

DEFAULT = str(Settings.model_fields["model"].default)

TORCH = ("--encoder", "torch")
"""For copies of the small model: running one with torch is quicker than exporting it first."""

QUESTIONS = ("making things of wood", "cutting steel", "who mends a jacket")


@pytest.fixture(scope="module")
def indexed(
    new_data_dir: Callable[[], Path], small_model: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], Path]:
    """Makes data folders of a test's own: an index of the default model, the small one exported."""
    from indexer.pipeline import index_taxonomies
    from indexer.taxonomies import read_taxonomies

    original = new_data_dir()
    path = tmp_path_factory.mktemp("handiwork") / "handiwork.csv"
    rows = [f"{w}-{m},{w} {m},skill" for m in MATERIALS for w in WORK]
    path.write_text("\n".join(["id,label,type", *rows, "o1,carpenter,occupation"]) + "\n")
    settings = load_settings(data_dir=original)
    with open_store(settings) as store:
        found = read_taxonomies([path], version="1")
        index_taxonomies(found, store, load_encoder(settings), original / "cache")
    load_encoder(load_settings(data_dir=original, model=str(small_model)))

    def make() -> Path:
        folder = tmp_path_factory.mktemp("homes") / "home"
        copy_tree(original, folder)
        return folder

    return make


@pytest.fixture
def home(indexed: Callable[[], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index of the default model, whose folder no flag need name."""
    folder = indexed()
    monkeypatch.setenv("SKILLSEARCH_DATA_DIR", str(folder))
    return folder


def first_page(run: Run, query: str) -> list[str]:
    answered = run("skills", query, "--query-log", 0, "--json")
    assert answered.code == 0, answered.err
    return [hit["id"] for hit in answered.document["results"]]


def generations(home: Path) -> list[str]:
    with open_store(load_settings(data_dir=home)) as store:
        return store.get_collections()


def test_both_are_asked_what_people_asked_and_then_the_new_one_is_live(
    run: Run, home: Path, small_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for question in QUESTIONS:
        assert run("skills", question).code == 0
    before = {question: first_page(run, question) for question in QUESTIONS}
    done = run("reindex", "--model", small_model, "--json")
    assert done.code == 0, done.err
    report = done.document
    assert report["live"] is True
    assert report["model"] == str(small_model)
    assert report["generations"] == ["skills__g0002", "occupations__g0002"]
    assert report["former"] == {
        "model": DEFAULT,
        "generations": ["skills__g0001", "occupations__g0001"],
    }
    monkeypatch.setenv("SKILLSEARCH_MODEL", str(small_model))
    compared = report["comparison"]
    assert (compared["questions"], compared["asked"]) == ("recorded", 3)
    for change in compared["changes"]:
        old, new = before[change["query"]], first_page(run, change["query"])
        assert change["overlap"] == round(len(set(old) & set(new)) / 10, 3), "as users see it"
        assert [m["id"] for m in change["left"]] == [i for i in old if i not in new]
        assert [m["id"] for m in change["came"]] == [i for i in new if i not in old]
    shares = [change["overlap"] for change in compared["changes"]]
    assert shares == sorted(shares)
    assert shares[0] < 1, "random weights change something"
    assert compared["overlap_at_10"] == pytest.approx(sum(shares) / 3, abs=1e-3)
    asked = run("queries", "--json").document["queries"]
    assert [query["query"] for query in asked] == list(QUESTIONS), "asking again records nothing"


def test_the_report_names_the_worst_changes_the_way_to_ask_and_the_way_back(
    run: Run, home: Path, small_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("skills", QUESTIONS[0])
    before = first_page(run, QUESTIONS[0])
    shown = run("reindex", "--model", small_model).out
    assert "Asked both generations 1 of the last queries." in shown
    assert re.search(r"overlap@10 \d+% on average", shown)
    assert QUESTIONS[0] in shown.partition("Most changed")[2]
    (ask,) = re.findall(r"export SKILLSEARCH_MODEL=(.+)", shown)
    assert shlex.split(ask) == [str(small_model)]
    with monkeypatch.context() as patched:
        patched.setenv("SKILLSEARCH_MODEL", shlex.split(ask)[0])
        assert len(first_page(run, QUESTIONS[0])) == 10
    (back,) = re.findall(r"skillsearch rollback, and SKILLSEARCH_MODEL=(\S+) again", shown)
    assert run("rollback").code == 0
    monkeypatch.setenv("SKILLSEARCH_MODEL", back)
    assert first_page(run, QUESTIONS[0]) == before


def test_labels_stand_in_where_no_query_is_recorded(
    run: Run, home: Path, small_model: Path
) -> None:
    run("skills", QUESTIONS[0], "--query-log", 0)
    shown = run("reindex", "--model", small_model, "--dry-run")
    assert "labels (no query is recorded yet)" in shown.out
    again = run("reindex", "--model", small_model, "--dry-run", "--json").document["comparison"]
    assert (again["questions"], again["asked"]) == ("labels", SKILLS + 1)


def test_what_is_not_to_go_live_waits_aside_and_is_taken_up(
    run: Run, home: Path, small_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = first_page(run, QUESTIONS[0])
    aside = run("reindex", "--model", small_model, "--no-swap")
    assert "Not live: what was live answers as before." in aside.out
    assert f"skillsearch reindex --model {small_model}" in aside.out
    assert first_page(run, QUESTIONS[0]) == before
    assert "skills__g0002" in generations(home)

    def no_more(*_: object) -> None:
        raise AssertionError("encoded again what was complete")

    monkeypatch.setattr("indexer.reindex._points", no_more)
    live = run("reindex", "--model", small_model, "--json").document
    assert (live["live"], live["generations"][0]) == (True, "skills__g0002")
    assert generations(home) == [f"{a}__g000{n}" for a in ("occupations", "skills") for n in (1, 2)]


def test_an_overlap_below_the_one_asked_for_does_not_go_live(
    run: Run, home: Path, small_model: Path
) -> None:
    before = first_page(run, QUESTIONS[0])
    refused = run("reindex", "--model", small_model, "--min-overlap", "0.99", "--json")
    assert refused.code == 2
    assert refused.document["live"] is False
    share = refused.document["comparison"]["overlap_at_10"]
    assert f"overlap@10 is {share:.3f}, below the 0.99" in refused.err
    assert "swap-refused" in refused.err
    assert first_page(run, QUESTIONS[0]) == before
    enough = run("reindex", "--model", small_model, "--min-overlap", "0", "--json")
    assert (enough.code, enough.document["live"]) == (0, True)


def test_a_former_model_that_is_gone_is_said_and_compared_with_nothing(
    run: Run, home: Path, small_model: Path, tmp_path: Path
) -> None:
    passing = tmp_path / "passing model"
    copy_tree(small_model, passing)
    assert run("reindex", "--model", passing, "--no-replay", *TORCH).code == 0
    passing.rename(tmp_path / "moved")
    had = generations(home)
    refused = run("reindex", "--min-overlap", "0.1")
    assert refused.code == 2
    assert str(passing) in refused.err
    assert generations(home) == had, "and nothing was encoded to find that out"
    done = run("reindex")
    assert done.code == 0
    assert "Answers were not compared: The model" in done.out
    assert str(passing) in done.out
    assert f"SKILLSEARCH_MODEL={shlex.quote(str(passing))} again" in done.out
    assert len(first_page(run, QUESTIONS[0])) == 10


def test_a_former_model_that_was_trained_on_in_place_is_not_taken_for_itself(
    small_model: Path, tmp_path: Path
) -> None:
    settings = load_settings(data_dir=tmp_path, encoder="torch")
    made_by = load_encoder(settings.model_copy(update={"model": str(small_model)})).fingerprint
    metadata = {"fingerprint": asdict(made_by), "model": str(small_model)}
    assert load_former([metadata], settings).fingerprint == made_by
    before = {"fingerprint": asdict(replace(made_by, weights="0" * 64)), "model": str(small_model)}
    with pytest.raises(FormerLost, match="another build"):
        load_former([metadata, before], settings)


def test_a_comparison_cannot_be_both_demanded_and_left_out(run: Run, home: Path) -> None:
    refused = run("reindex", "--min-overlap", "0.5", "--no-replay")
    assert refused.code == 2
    assert "--no-replay" in refused.err
    assert run("reindex", "--min-overlap", "7").code == 2


def test_a_refused_model_in_a_folder_is_told_the_command_that_helps(
    run: Run, home: Path, small_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "my models" / "model"
    folder.parent.mkdir()
    copy_tree(small_model, folder)
    monkeypatch.chdir(folder.parent)
    refused = run("skills", "welding", "--model", "model", *TORCH)
    (command,) = re.findall(r"skillsearch (reindex --model .+)\.\n", refused.err)
    more = tmp_path / "more.csv"
    more.write_text("id,label\nm1,engraving\n", encoding="utf-8")
    adding = run("index", "taxonomy", more, "--version", "1", "--model", "model", *TORCH)
    assert command in adding.err, "the same when something is to be added"
    monkeypatch.chdir(tmp_path)
    assert run(*shlex.split(command), "--no-replay", *TORCH).code == 0
    back = run("skills", "welding")
    (setting,) = re.findall(r"Set SKILLSEARCH_MODEL=(.+?), or", back.err)
    answered = run("skills", "welding", "--model", *shlex.split(setting), *TORCH, "--json")
    assert len(answered.document["results"]) == 10


def test_two_models_in_folders_of_one_name_are_told_apart(
    run: Run, home: Path, small_model: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "a" / "model", tmp_path / "b" / "model"
    for folder in (first, second):
        folder.parent.mkdir()
        copy_tree(small_model, folder)
    weights = second / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x01")
    assert run("reindex", "--model", first, "--no-replay", *TORCH).code == 0
    refused = run("skills", "welding", "--model", second, *TORCH)
    assert f"SKILLSEARCH_MODEL={first}" in refused.err
    assert f"reindex --model {second}" in refused.err


DYING = """
import os
import signal
import sys
from cli.main import main

place, name = sys.argv[1].rsplit(".", 1)
module = __import__(place, fromlist=[name])
calls, whole = iter(range(1, 1000)), getattr(module, name)

def last_words(*arguments, **options):
    if next(calls) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(*arguments, **options)

setattr(module, name, last_words)
main(sys.argv[2:])
"""


@pytest.mark.parametrize(
    "place",
    ["indexer.reindex._points", "search.replay.comparing._first_page", "cli.changeover.swap"],
    ids=["encoding", "asking", "about to go live"],
)
def test_killed_at_any_point_the_old_index_answers_and_the_next_run_goes_on(
    run: Run, home: Path, small_model: Path, place: str
) -> None:
    before = first_page(run, QUESTIONS[0])
    command = ["reindex", "--model", str(small_model), "--json"]
    program = DYING.replace("== 2", "== 1") if place.endswith("swap") else DYING
    died = subprocess.run(
        [sys.executable, "-c", program, place, *command],
        capture_output=True,
        text=True,
        env={**os.environ},
    )
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert died.stdout == ""
    assert first_page(run, QUESTIONS[0]) == before
    done: dict[str, Any] = run(*command).document
    assert done["live"] is True
    assert done["generations"] == ["skills__g0002", "occupations__g0002"], (
        "taken up, not begun anew"
    )
