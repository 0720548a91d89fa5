"""From labels over an index to scores in a search, by the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from command_line import Run

from search.matching.models import load_match_models
from search.matching.scoring import shipped_fit_model
from search.open_index import open_index
from skillsearch.errors import SettingError
from skillsearch.settings import load_settings
from skillsearch.store.files import copy_tree
from skillsearch.store.scrolling import scroll_pages

MORE = (
    ("F-1", "Python Developer", "You write REST APIs in Python. SQL and Docker are required."),
    ("F-2", "Staff Nurse", "You give medication and care for patients on a surgical ward."),
    ("F-3", "Electrician", "You install wiring and test electrical circuits in new houses."),
    ("F-4", "Chef de Partie", "You cook sauces, keep the kitchen clean and control food costs."),
    ("F-5", "Maths Teacher", "You teach mathematics to classes of twenty and mark their work."),
    ("F-6", "Site Manager", "You supervise construction sites and plan the work of crews."),
    ("F-7", "Recruiter", "You interview applicants and write job advertisements."),
    ("F-8", "Management Accountant", "You prepare budgets and monthly financial statements."),
)


@pytest.fixture(scope="module")
def labelled_dir(sample_documents_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples with a few more postings."""
    from cli.main import skillsearch

    folder = tmp_path_factory.mktemp("labelled") / "home"
    copy_tree(sample_documents_dir, folder)
    path = folder.parent / "more.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(("Job ID", "Job Title", "Company", "Job Description"))
        writer.writerows((n, title, "Example Ltd", f"{title}. {text}") for n, title, text in MORE)
    skillsearch.main(
        ["index", "postings", str(path), "--data-dir", str(folder)], standalone_mode=False
    )
    return folder


def ids_of(folder: Path) -> tuple[list[str], list[str]]:
    """External ids of the candidates and postings of an index."""
    with open_index(load_settings(data_dir=folder)) as index:
        return tuple(  # type: ignore[return-value]
            sorted(
                str(record.payload["external_id"])
                for page in scroll_pages(index.store, index.store.get_aliases()[alias])
                for record in page
            )
            for alias in ("candidates", "postings")
        )


@pytest.fixture(scope="module")
def labels(labelled_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody who hires by the ids, every second: what is learned is to be seen in the file."""
    people, postings = ids_of(labelled_dir)
    path = tmp_path_factory.mktemp("labels") / "hired.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(("applicant_id", "vacancy_id", "hired", "field"))
        for a, person in enumerate(people):
            for b, posting in enumerate(postings):
                said = "yes" if (a + b) % 2 else "no"
                writer.writerow((person, posting, said, "even" if a % 2 else "odd"))
    return path


def test_labels_over_an_index_become_the_scores_of_a_search(
    run: Run, labelled_dir: Path, labels: Path, tmp_path: Path
) -> None:
    out, home = tmp_path / "ours", ("--data-dir", labelled_dir)
    made = run("train", "ats", "--labels", labels, "--out", out, "--json", *home)
    assert made.code == 0, made.err
    record = json.loads(made.out)

    assert record["counts"]["pairs"] == record["counts"]["fits"] * 2
    assert record["counts"]["held_people"] * 5 >= record["counts"]["people"]
    assert list(record["measured"]) == ["ours", "match-fit-v1, in use", "published mapper"]
    assert {"fit.json", "fields.npz", "card.md", "table.md", "reliability.png", "curves.png"} <= {
        path.name for path in out.iterdir()
    }
    models = load_match_models(out)
    assert models.fit.name == "ours"
    assert models.fields is not None
    assert models.fields.fields == ("even", "odd")
    assert models.fit.encoder == models.fields.encoder

    asked = ("candidates", "python developer", "--json", *home)
    shipped = json.loads(run(*asked).out)
    own = json.loads(run(*asked, "--fit-model", out).out)
    assert [hit["score"] for hit in own["results"]] != [hit["score"] for hit in shipped["results"]]
    assert not any("not calibrated" in warning for warning in own["warnings"])
    _a_killed_run_goes_on(run, out, ("--labels", labels, *home))
    _vectors_of_another_encoder_are_warned_of(run, out, asked)


def _a_killed_run_goes_on(run: Run, out: Path, arguments: tuple[object, ...]) -> None:
    kept = sorted((out / "checkpoints" / "pairs").iterdir())
    before = [path.stat().st_mtime_ns for path in kept]
    fitted = (out / "fit.json").read_text()
    (out / "fit.json").unlink()
    kept[0].write_bytes(b"cut short")
    assert run("train", "ats", "--out", out, *arguments).code == 0

    after = [path.stat().st_mtime_ns for path in sorted((out / "checkpoints" / "pairs").iterdir())]
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1
    assert (out / "fit.json").read_text() == fitted
    other = run("train", "ats", "--out", out, "--data", out, *arguments[2:])
    assert other.code != 0
    assert "holds another run" in other.err


def _vectors_of_another_encoder_are_warned_of(
    run: Run, out: Path, asked: tuple[object, ...]
) -> None:
    values = json.loads((out / "fit.json").read_text())
    (out / "fit.json").write_text(json.dumps(values | {"encoder": "0" * 64}))
    answer = json.loads(run(*asked, "--fit-model", out).out)
    assert any("not calibrated" in w and "train ats" in w for w in answer["warnings"])


def test_a_contradiction_an_unknown_id_and_too_few_labels_are_refused(
    run: Run, labelled_dir: Path, labels: Path, tmp_path: Path
) -> None:
    lines = labels.read_text().splitlines()
    person, posting, said, field = lines[1].split(",")
    turned = "no" if said == "yes" else "yes"
    for name, content, message in (
        ("twice", [*lines, f"{person},{posting},{turned},{field}"], "another label already"),
        ("unknown", [*lines, f"nobody,{posting},no,"], "'nobody' (row"),
        ("few", lines[:60], "50 of each are needed"),
    ):
        path = tmp_path / f"{name}.csv"
        path.write_text("\n".join(content))
        refused = run(
            "train", "ats", "--labels", path, "--out", tmp_path / name, "--data-dir", labelled_dir
        )
        assert refused.code != 0
        assert message in " ".join(refused.err.split())
        assert not (tmp_path / name / "fit.json").exists()
    mended = run(
        "train", "ats", "--labels", labels, "--out", tmp_path / "few", "--data-dir", labelled_dir
    )
    assert mended.code == 0, mended.err
    assert "50 of each" not in mended.err


def test_options_of_the_house_mean_nothing_beside_labels(run: Run, tmp_path: Path) -> None:
    refused = run("train", "ats", "--labels", "x.csv", "--out", tmp_path, "--seed", "3")

    assert refused.code != 0
    assert "--seed means nothing beside --labels" in " ".join(refused.err.split())


def test_a_folder_without_a_fit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"has no fit\.json"):
        load_match_models(tmp_path)


def test_a_fit_without_fields_is_taken_with_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "fit.json").write_text('{"name": "bare", "bias": 0.5, "curves": {}}')
    models = load_match_models(tmp_path)

    assert models.fit.score({}) == 62.2
    assert models.fields is load_match_models().fields
    assert models.sha256 != load_match_models().sha256
    assert load_match_models().fit is shipped_fit_model()
