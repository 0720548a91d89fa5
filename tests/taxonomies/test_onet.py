"""O*NET releases as workbooks and as text: the same concepts, and what may be missing."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.taxonomies.detection import read_taxonomies
from skillsearch.errors import SourceError
from skillsearch.records import Concept, Group, Relation, Taxonomy

Rows = list[list[str]]
Save = Callable[[Path, dict[str, Rows]], Path]

CODE = "O*NET-SOC Code"
CHIEF, CODER = "11-1011.00", "15-1251.00"


def tables() -> dict[str, Rows]:
    return {
        "Occupation Data": [
            [CODE, "Title", "Description"],
            [CHIEF, "Chief Executives", "Direct."],
            [CODER, "Computer Programmers", 'Write "code".'],
        ],
        "Alternate Titles": [
            [CODE, "Alternate Title", "Short Title", "Source(s)"],
            [CHIEF, "Agency Owner", "n/a", "08"],
            [CHIEF, "CEO (Chief Executive Officer)", "CEO", "08"],
            [CHIEF, "Chief Executives", "n/a", "08"],
        ],
        "Sample of Reported Titles": [
            [CODE, "Reported Job Title", "Shown in My Next Move"],
            [CHIEF, "Agency Owner", "Y"],
            [CODER, "Analyst", "N"],
        ],
        "Technology Skills": [
            [CODE, "Example", "Commodity Code", "Commodity Title", "Hot Technology", "In Demand"],
            [CHIEF, "Excel", "43", "Spreadsheets", "Y", "N"],
            [CODER, "Excel", "43", "Spreadsheets", "Y", "Y"],
            [CODER, "C", "44", "Development", "N", "N"],
            [CODER, "C++", "44", "Development", "N", "N"],
            [CODER, "C++", "45", "Objects", "N", "N"],
        ],
        "Task Statements": [
            [CODE, "Task ID", "Task", "Task Type"],
            [CODER, "1", "Write programs.", "Core"],
        ],
        "Emerging Tasks": [
            [CODE, "Task", "Category", "Original Task ID"],
            [CODER, "Review generated code.", "New", "n/a"],
        ],
        "Related Occupations": [
            [CODE, "Related O*NET-SOC Code", "Relatedness Tier", "Index"],
            [CODER, CHIEF, "Primary-Short", "1"],
            [CODER, "99-9999.00", "Primary-Short", "2"],
        ],
    }


def save_text(folder: Path, content: dict[str, Rows]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for title, rows in content.items():
        text = "".join("\t".join(row) + "\r\n" for row in rows)
        (folder / f"{title}.txt").write_bytes(text.encode())
    return folder


def only(path: Path, **changes: str) -> Taxonomy:
    (taxonomy,) = read_taxonomies([path], **changes)
    return taxonomy


@pytest.fixture
def text(tmp_path: Path) -> Path:
    return save_text(tmp_path / "db_29_3_text", tables())


def by_label(taxonomy: Taxonomy) -> dict[str, Concept]:
    return {concept.label: concept for concept in taxonomy.concepts}


def test_an_occupation_has_titles_tasks_technologies_and_neighbours(text: Path) -> None:
    taxonomy = only(text)
    assert str(taxonomy.key) == "onet@29.3 (en)"
    concepts = by_label(taxonomy)
    assert concepts["Chief Executives"] == Concept(
        type="occupation",
        id=CHIEF,
        label="Chief Executives",
        kind="occupation",
        alt_labels=("Agency Owner", "CEO (Chief Executive Officer)"),
        hidden_labels=("CEO",),
        description="Direct.",
        code=CHIEF,
        relations=(Relation("asks", "technology/excel"),),
    )
    coder = concepts["Computer Programmers"]
    assert coder.description == 'Write "code".'
    assert coder.tasks == ("Write programs.", "Review generated code.")
    assert coder.relations == (
        Relation("essential", "technology/excel"),
        Relation("asks", "technology/c"),
        Relation("asks", "technology/c-plus-plus"),
        Relation("related", CHIEF),
    )


def test_a_technology_is_one_skill_in_all_its_commodities(text: Path) -> None:
    concepts = by_label(only(text))
    assert concepts["Excel"].tags == ("hot", "in demand")
    assert concepts["C++"] == Concept(
        type="skill",
        id="technology/c-plus-plus",
        label="C++",
        kind="technology",
        paths=((Group("44", "Development", "44"),), (Group("45", "Objects", "45"),)),
    )


def test_workbooks_give_the_same_concepts_as_text(
    tmp_path: Path, text: Path, save_workbook: Save
) -> None:
    for title, rows in tables().items():
        cells: list[list[object]] = [
            [float(c) if c.isdigit() else "" if c == "n/a" else c for c in row] for row in rows
        ]
        save_workbook(tmp_path / "db_29_3_excel" / f"{title}.xlsx", {title: cells})  # type: ignore[dict-item]
    assert only(tmp_path / "db_29_3_excel").concepts == only(text).concepts


def test_a_zip_gives_the_same_as_its_folder_and_so_do_the_files_one_by_one(
    tmp_path: Path, text: Path
) -> None:
    packed = tmp_path / "db_29_3_text.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in text.iterdir():
            archive.write(file, f"db_29_3_text/{file.name}")
    assert only(packed).concepts == only(text).concepts
    (one_by_one,) = read_taxonomies(sorted(text.iterdir()))
    assert one_by_one.concepts == only(text).concepts


def test_each_optional_table_that_is_missing_is_noted(tmp_path: Path) -> None:
    kept = {"Occupation Data": tables()["Occupation Data"]}
    taxonomy = only(save_text(tmp_path / "27.0-text", kept))
    assert taxonomy.key.version == "27.0"
    assert list(taxonomy.of_type("skill")) == []
    missing = [note.split(" not found")[0] for note in taxonomy.notes]
    assert sorted(missing) == sorted(set(tables()) - {"Occupation Data"})
    assert (
        "Technology Skills not found beside Occupation Data: no skills, only occupations."
        in taxonomy.notes
    )


def test_other_tables_of_the_release_are_noted_not_refused(text: Path) -> None:
    save_text(text, {"Abilities": [[CODE, "Element ID"], [CHIEF, "1.A"]]})
    assert "1 other tables are not used: Abilities.txt." in only(text).notes


def test_rows_of_unknown_occupations_are_counted(tmp_path: Path) -> None:
    content = tables()
    content["Task Statements"].append(["00-0000.00", "9", "Nothing.", "Core"])
    taxonomy = only(save_text(tmp_path / "db_29_3", content))
    assert any(note.startswith("1 rows of ") and "Task St" in note for note in taxonomy.notes)


def test_the_read_me_tells_the_version(tmp_path: Path) -> None:
    folder = save_text(tmp_path / "downloads", tables())
    (folder / "Read Me.txt").write_text("O*NET 30.1 Database\nDecember 2025 Release\n")
    assert only(folder).key.version == "30.1"


def test_a_version_that_nothing_tells_is_asked_for(tmp_path: Path) -> None:
    folder = save_text(tmp_path / "downloads", tables())
    with pytest.raises(SourceError, match=r"--version 29\.3"):
        only(folder)
    assert only(folder, version="29.3").key.version == "29.3"


def test_without_occupation_data_the_others_are_refused(tmp_path: Path) -> None:
    content = tables()
    del content["Occupation Data"]
    with pytest.raises(SourceError, match="'Occupation Data' is missing"):
        only(save_text(tmp_path / "db_29_3", content))


def test_a_renamed_column_is_named(tmp_path: Path) -> None:
    content = tables()
    content["Alternate Titles"][0][1] = "Other Name"
    with pytest.raises(SourceError, match="'Alternate Title' is missing"):
        only(save_text(tmp_path / "db_29_3", content))


def test_two_occupations_with_one_code_are_refused_with_the_row(tmp_path: Path) -> None:
    content = tables()
    content["Occupation Data"].append([CODER, "Someone Else", ""])
    with pytest.raises(SourceError, match=CODER) as raised:
        only(save_text(tmp_path / "db_29_3", content))
    assert raised.value.row == 4


def test_an_empty_table_of_occupations_is_refused(tmp_path: Path) -> None:
    content = {"Occupation Data": tables()["Occupation Data"][:1]}
    with pytest.raises(SourceError, match="no occupation"):
        only(save_text(tmp_path / "db_29_3", content))


def test_the_same_table_in_both_formats_is_refused(text: Path, save_workbook: Save) -> None:
    rows = tables()["Occupation Data"]
    save_workbook(text / "Occupation Data.xlsx", {"Occupation Data": rows})
    with pytest.raises(SourceError, match="second table of Occupation Data"):
        only(text)


def frame(path: Path) -> list[dict[str, str]]:
    import pandas as pd

    table = pd.read_excel(path, engine="calamine", dtype=str).fillna("")
    return table.to_dict("records")  # type: ignore[return-value]


def test_every_title_technology_and_task_of_29_3_is_read(datasets: Path) -> None:
    folder = datasets / "onet" / "29.3"
    taxonomy = only(folder)
    occupations = {c.id: c for c in taxonomy.of_type("occupation")}
    assert (taxonomy.key.version, len(occupations)) == ("29.3", 1016)
    alternates = frame(folder / "Alternate Titles.xlsx")
    assert len(alternates) == 56560
    for row in alternates:
        assert row["Alternate Title"] in occupations[row[CODE]].labels
    for row in frame(folder / "Sample of Reported Titles.xlsx"):
        assert row["Reported Job Title"] in occupations[row[CODE]].labels
    for title in ("Task Statements", "Emerging Tasks"):
        for row in frame(folder / f"{title}.xlsx"):
            assert row["Task"] in occupations[row[CODE]].tasks
    used = frame(folder / "Technology Skills.xlsx")
    skills = {c.label: c for c in taxonomy.of_type("skill")}
    assert set(skills) == {row["Example"] for row in used}
    assert len({c.id for c in skills.values()}) == len(skills) == 8775
    stated = {
        (row[CODE], skills[row["Example"]].id, "essential" if row["In Demand"] == "Y" else "asks")
        for row in used
    }
    read = {
        (c.id, r.target, r.kind)
        for c in occupations.values()
        for r in c.relations
        if r.kind != "related"
    }
    assert read == stated
    related = sum(r.kind == "related" for c in occupations.values() for r in c.relations)
    assert related == len(frame(folder / "Related Occupations.xlsx"))
    assert {c.label for c in skills.values() if "hot" in c.tags} == {
        row["Example"] for row in used if row["Hot Technology"] == "Y"
    }


def test_every_title_of_the_text_release_is_read(datasets: Path) -> None:
    folder = datasets / "onet" / "27.0-text"
    taxonomy = only(folder)
    labels = {c.id: set(c.labels) for c in taxonomy.concepts}
    assert (taxonomy.key.version, len(labels)) == ("27.0", 1016)
    path = folder / "Alternate Titles.txt"
    with path.open(encoding="utf-8", newline="") as content:
        rows = list(csv.DictReader(content, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) == 52754
    assert all(row["Alternate Title"] in labels[row[CODE]] for row in rows)
    assert all("n/a" not in found for found in labels.values())
