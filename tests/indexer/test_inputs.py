"""An input that was indexed already is known by its files, and read again if anything changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command_line import Run
from crafts import write_csv

import indexer.taxonomies
from indexer.inputs import input_digest


def test_an_unchanged_file_is_not_even_read(
    run: Run, tmp_path: Path, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ("index", "taxonomy", write_csv(tmp_path), "--version", "1", "--data-dir", house)
    assert run(*command).code == 0

    def read_nothing(*_: object, **__: object) -> None:
        raise AssertionError("the file was read again")

    monkeypatch.setattr(indexer.taxonomies, "read_taxonomies", read_nothing)
    again = run(*command, "--json")
    assert again.code == 0, again.err
    assert [c["unchanged"] for c in again.document["changes"] if c["type"] == "skill"] == [5]


def test_a_file_indexed_before_another_version_of_itself_is_read_again(
    run: Run, tmp_path: Path, house: Path
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
        write_csv(folder)
    text = next(new.iterdir()).read_text()
    next(new.iterdir()).write_text(text.replace("welding", "soldering", 1))
    settings = ("--name", "crafts", "--version", "1", "--data-dir", house, "--json")
    for folder in (old, new, old):
        report = run("index", "taxonomy", folder, *settings).document
        assert report["generations"], f"{folder.name} changed nothing"


def test_after_a_rollback_the_same_input_is_indexed_again(
    run: Run, tmp_path: Path, house: Path
) -> None:
    settings = ("--version", "1", "--data-dir", house, "--json")
    first = write_csv(tmp_path)
    run("index", "taxonomy", first, *settings)
    other = tmp_path / "other.csv"
    other.write_text("id,label\n1,carving\n")
    run("index", "taxonomy", other, *settings)
    assert run("rollback", "--data-dir", house).code == 0
    assert run("index", "taxonomy", other, *settings).document["generations"]


@pytest.mark.parametrize("what", ["content", "neighbour", "option", "name", "time"])
def test_whatever_a_reader_may_look_at_counts(tmp_path: Path, what: str) -> None:
    path = tmp_path / "skills.csv"
    path.write_text("id,label\n1,welding\n")
    os.utime(path, ns=(0, 0))
    before = input_digest([path], None)
    assert input_digest([path], None) == before
    option = None
    if what == "content":
        path.write_text("id,label\n1,soldrng\n")
        os.utime(path, ns=(0, 0))
    elif what == "neighbour":
        (tmp_path / "relations.csv").write_text("")
    elif what == "option":
        option = "2"
    elif what == "name":
        path = path.rename(tmp_path / "crafts.csv")
    else:
        os.utime(path, ns=(10**9, 10**9))
    assert input_digest([path], option) != before


def test_a_folder_is_known_by_all_that_is_below_it(tmp_path: Path) -> None:
    below = tmp_path / "bundle" / "deep"
    below.mkdir(parents=True)
    before = input_digest([tmp_path / "bundle"])
    (below / "skills.csv").write_text("id,label\n1,welding\n")
    assert input_digest([tmp_path / "bundle"]) != before


def test_what_a_rollback_undid_is_not_believed_to_be_there_after_the_next_change(
    run: Run, tmp_path: Path, house: Path
) -> None:
    settings = ("--version", "1", "--data-dir", house, "--json")
    sources = {
        "both": "id,label,type\n1,welding,skill\n2,welder,occupation\n",
        "undone": "id,label\n1,carving\n",
        "later": "id,label\n1,weaving\n",
    }
    paths = {}
    for name, text in sources.items():
        paths[name] = tmp_path / name / f"{name}.csv"
        paths[name].parent.mkdir()
        paths[name].write_text(text)
    for name in ("both", "undone"):
        assert run("index", "taxonomy", paths[name], *settings).code == 0
    assert run("rollback", "--data-dir", house).code == 0
    assert run("index", "taxonomy", paths["later"], *settings).code == 0
    assert run("index", "taxonomy", paths["undone"], *settings).document["generations"]
    found = run("skills", "carving", "--json", "--data-dir", house).document["results"]
    assert found[0]["label"] == "carving"


def test_an_input_stays_known_when_another_taxonomy_is_indexed(
    run: Run, tmp_path: Path, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = ("--version", "1", "--data-dir", house, "--json")
    for name in ("first", "second"):
        path = tmp_path / name / f"{name}.csv"
        path.parent.mkdir()
        path.write_text(f"id,label,type\n1,{name} skill,skill\n2,{name} role,occupation\n")
        assert run("index", "taxonomy", path, *settings).code == 0

    def read_nothing(*_: object, **__: object) -> None:
        raise AssertionError("the file was read again")

    monkeypatch.setattr(indexer.taxonomies, "read_taxonomies", read_nothing)
    again = run("index", "taxonomy", tmp_path / "first" / "first.csv", *settings)
    assert again.code == 0, again.err
