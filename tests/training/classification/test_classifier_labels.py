"""What ``skillsearch train classify`` takes as labels, and how it refuses what it cannot use."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

from skillsearch.errors import SourceError
from training.classification.sources import labels_of


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_gives_its_sub_folders_and_counts_what_lies_beside_them(tmp_path: Path) -> None:
    for name in ("Bakery/a.txt", "Bakery/deeper/b.txt", "Nursing/c.txt", "notes.txt"):
        write(tmp_path / name, "x")
    found = labels_of(tmp_path)
    assert {item.external_id: category for item, category in found.items} == {
        "Bakery/a.txt": "Bakery",
        "Bakery/deeper/b.txt": "Bakery",
        "Nursing/c.txt": "Nursing",
    }
    assert found.outside == 1


def test_a_csv_names_files_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "cvs/a.txt", "x")
    table = write(tmp_path / "labels.csv", "path,category\ncvs/a.txt, Bakery \ncvs/a.txt,Bakery\n")
    [(item, category)] = labels_of(table).items
    assert (Path(item.reference["path"]), category) == (tmp_path / "cvs/a.txt", "Bakery")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("path,label\na.txt,x\n", "no column category"),
        ("file,category\na.txt,x\n", "neither a column path nor external_id"),
        ("path,category\nnowhere.txt,x\n", "'nowhere.txt' the first"),
        ("external_id,category\na,x\na,y\n", "row 3: 'a' is in the category 'x' already"),
        ("external_id,category\na,\n", "row 2: it is empty"),
    ],
)
def test_a_csv_that_cannot_be_used_says_where(tmp_path: Path, text: str, said: str) -> None:
    table = write(tmp_path / "labels.csv", text)
    with pytest.raises(SourceError) as refused:
        labels_of(table)
    assert said in str(refused.value)
    assert refused.value.remedy


def test_a_source_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    refused = run("train", "classify", tmp_path / "nowhere", "--data-dir", tmp_path)
    assert (refused.code, "it does not exist" in refused.err) == (2, True)


def test_too_few_resumes_of_a_category_are_told(run: Run, tmp_path: Path) -> None:
    resume = "Iris Pell\nBaker\n\nExperience\nBaker, Example Loaves\n2010 - 2020\nBaked bread.\n"
    for name in ("Bakery/a.txt", "Nursing/b.txt"):
        write(tmp_path / "people" / name, resume)
    refused = run("train", "classify", tmp_path / "people", "--data-dir", tmp_path / "home")
    assert refused.code == 2
    assert "Bakery (1), Nursing (1)" in " ".join(refused.err.split())
    assert "--without" in refused.err
    assert not (tmp_path / "home" / "classifiers").exists()
