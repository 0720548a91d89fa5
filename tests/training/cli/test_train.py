"""``skillsearch train`` from files to a model with its card, and what it refuses."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Run

from indexer.samples import published_samples
from training.engine.run_folder import RunFolder

SEEDS = {
    "Baker": "51-3011.00",
    "Pastry Cook": "51-3012.00",
    "Welder": "51-4121.00",
    "Machinist": "51-4041.00",
    "Quality Assurance Engineer (QA Engineer)": "15-1253.00",
    "Web Developer": "15-1254.00",
    "Registered Nurse (RN)": "29-1141.00",
    "Midwife": "29-1161.00",
    "Bus Driver": "53-3052.00",
    "Taxi Driver": "53-3054.00",
}
SMALL = ("--batch-size", "4", "--max-steps", "3", "--precision", "float32")


@pytest.fixture(scope="module")
def titles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three variants of each of ten titles."""
    path = tmp_path_factory.mktemp("own") / "titles.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(("jittered_title", "seed_title", "onet_code", "onet_name"))
        for seed, code in SEEDS.items():
            for variant in (f"Senior {seed}", f"{seed} - Night Shift", f"Hiring: {seed}!"):
                writer.writerow((variant, seed, code, seed))
    return path


@pytest.fixture
def without_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SKILLSEARCH_DATASETS", raising=False)


def test_a_run_ends_with_a_model_a_record_and_a_card_with_its_figures(
    run: Run, small_model: Path, titles: Path, tmp_path: Path
) -> None:
    out = tmp_path / "run"
    done = run("train", "titles", "--titles", titles, "--base", small_model, "--out", out, *SMALL)
    assert (done.code, "the model is in" in " ".join(done.out.lower().split())) == (0, True)
    assert "not evaluated" not in done.err

    record = json.loads((out / "run.json").read_text())
    assert record["status"] == "evaluated"
    assert record["steps"] == 3
    assert record["data"]["files"][0]["name"] == "titles.csv"

    card = (out / "model" / "README.md").read_text()
    assert "titles (this model)" in card
    assert "all-MiniLM-L6-v2" in card, "stock is in every table"
    assert "`titles-jittered`" in card
    assert "skillsearch train titles --data FOLDER --out RUN" in card
    assert "--max-steps 3" in card
    assert str(tmp_path) not in card
    assert str(small_model.parent) not in card

    again = run("train", "titles", "--titles", titles, "--base", small_model, "--out", out, *SMALL)
    assert again.code == 0
    assert json.loads((out / "run.json").read_text()) == record, "what is done is left alone"


def test_a_stock_base_is_one_row_of_the_card(run: Run, titles: Path, tmp_path: Path) -> None:
    few = ("--batch-size", "2", "--max-steps", "1", "--precision", "float32")
    assert run("train", "titles", "--titles", titles, "--out", tmp_path / "run", *few).code == 0
    card = (tmp_path / "run" / "model" / "README.md").read_text()
    assert card.count("| all-MiniLM-L6-v2 |") == 1
    assert "The base model: Apache-2.0." in card


def test_the_model_can_be_indexed_with(
    run: Run, small_model: Path, titles: Path, tmp_path: Path
) -> None:
    out = tmp_path / "run"
    told = run(
        *("train", "titles", "--titles", titles, "--base", small_model, "--out", out),
        *(*SMALL, "--no-evaluate", "--json"),
    ).document
    assert told["model"] == str(out / "model")
    assert told["status"] == "trained"
    own = tmp_path / "own.csv"
    own.write_text("id,label\n1,welding\n", encoding="utf-8")
    home = ("--data-dir", tmp_path / "home", "--model", told["model"], "--encoder", "torch")
    assert run("index", "taxonomy", own, "--version", "1", *home).code == 0
    assert run("skills", "welding", "--json", *home).document["results"][0]["label"] == "welding"


@pytest.mark.usefixtures("without_data")
def test_own_taxonomies_stand_in_for_the_data_folder(
    run: Run, small_model: Path, tmp_path: Path
) -> None:
    esco = next(path for path in published_samples() if "esco-v1.1.0" in str(path))
    out = tmp_path / "run"
    done = run("train", "esco", "--esco", esco, "--base", small_model, "--out", out, *SMALL)
    assert done.code == 0
    assert "not evaluated" in done.err
    assert "SKILLSEARCH_DATASETS" in " ".join(done.err.split()), "what is missing for it is said"
    assert "This run was not evaluated." in (out / "model" / "README.md").read_text()


@pytest.mark.usefixtures("without_data")
def test_without_data_the_remedy_names_flag_and_variable(run: Run, tmp_path: Path) -> None:
    refused = run("train", "ssf", "--out", tmp_path / "run")
    assert refused.code == 2
    assert "--data" in refused.err
    assert "SKILLSEARCH_DATASETS" in refused.err


def test_a_missing_file_of_the_data_folder_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    refused = run("train", "titles", "--data", tmp_path / "data", "--out", tmp_path / "run")
    assert refused.code == 2
    assert "train_ds.csv" in refused.err


@pytest.mark.parametrize(
    ("name", "guess"), [("ssff", "'ssf'"), ("Titels", "'titles'"), ("bert", "ssf, esco, titles")]
)
def test_an_unknown_recipe_is_answered_with_the_nearest_or_all(
    run: Run, tmp_path: Path, name: str, guess: str
) -> None:
    refused = run("train", name, "--out", tmp_path / "run")
    assert refused.code == 2
    assert guess in refused.err
    assert not (tmp_path / "run").exists()


def test_another_run_is_not_overwritten_unless_that_is_said(
    run: Run, small_model: Path, titles: Path, tmp_path: Path
) -> None:
    given = ("train", "titles", "--titles", titles, "--base", small_model, "--no-evaluate", *SMALL)
    given = (*given, "--out", tmp_path / "run")
    assert run(*given).code == 0
    before = RunFolder(tmp_path / "run").record()
    refused = run(*given, "--seed", 7)
    assert refused.code == 2
    assert "seed was 42 and is 7" in refused.err
    assert RunFolder(tmp_path / "run").record() == before
    assert run(*given, "--seed", 7, "--restart").code == 0
    after = RunFolder(tmp_path / "run").record()
    assert after is not None
    assert after["identity"]["settings"]["seed"] == 7


def test_there_must_be_something_to_resume(run: Run, titles: Path, tmp_path: Path) -> None:
    refused = run("train", "titles", "--titles", titles, "--out", tmp_path / "run", "--resume")
    assert refused.code == 2
    assert "no run to go on with" in refused.err


def test_a_folder_that_cannot_be_written_is_said(run: Run, titles: Path) -> None:
    refused = run("train", "titles", "--titles", titles, "--out", "/proc/run")
    assert refused.code == 2
    assert "cannot be written" in refused.err


def test_a_base_that_is_no_model_is_refused(run: Run, titles: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    given = ("train", "titles", "--titles", titles, "--out", tmp_path / "run")
    refused = run(*given, "--base", tmp_path / "empty")
    assert refused.code == 2
    assert "no sentence-transformers model" in refused.err
    assert not (tmp_path / "run" / "run.json").exists()


def test_a_precision_that_is_not_one_is_refused(run: Run, titles: Path, tmp_path: Path) -> None:
    given = ("train", "titles", "--titles", titles, "--out", tmp_path / "run")
    refused = run(*given, "--precision", "int4")
    assert refused.code == 2
    assert "auto, float32, bfloat16, float16" in refused.err


@pytest.mark.parametrize("command", [("train", "ssf", "--out", "run"), ("evaluate", "model")])
def test_without_the_extra_one_sentence_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: tuple[str, ...]
) -> None:
    from training.engine import requirements

    monkeypatch.chdir(tmp_path)
    present = requirements.find_spec
    monkeypatch.setattr(
        requirements, "find_spec", lambda name: None if name == "datasets" else present(name)
    )
    refused = run(*command)
    assert refused.code == 2
    assert "datasets" in refused.err
    assert "pip install 'skillsearch[train]'" in refused.err
    assert list(tmp_path.iterdir()) == []


def test_the_help_lists_the_recipes(run: Run) -> None:
    shown = run("train", "--help").out
    listed = shown.partition("Recipes:\n")[2].partition("\nOptions:")[0]
    assert [line.split()[0] for line in listed.splitlines() if line.strip()][:3] == [
        "ssf",
        "esco",
        "titles",
    ]


def test_help_and_refusals_are_told_before_torch_is_loaded() -> None:
    code = (
        "import sys; from cli.main import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'transformers', 'datasets', 'sklearn', 'matplotlib', 'plotly'}\n"
        "print('loaded:', sorted(heavy & set(sys.modules)))"
    )
    for arguments in (("train", "--help"), ("evaluate", "--help"), ("train", "x", "--out", "y")):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[3],
            env={**os.environ, "PYTHONPATH": "."},
        )
        assert "loaded: []" in done.stdout
