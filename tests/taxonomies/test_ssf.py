"""SkillsFuture's unique skills list and mapping: both layouts, what is odd, what is broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indexer.taxonomies.detection import read_taxonomies
from skillsearch.errors import SourceError
from skillsearch.records import Concept, Level, Taxonomy

LIST = "jobsandskills-skillsfuture-unique-skills-list.xlsx"
MAPPING = "jobsandskills-skillsfuture-tsc-to-unique-skills-mapping.xlsx"
NO = "No mapping"

LIST_2026 = [
    ["skill_title", "skill_description", "skill_type", "Emerging Skills", "CASL Skills"],
    ["Budgeting", "Prepare budgets.", "tsc", False, True],
    ["Data Analytics", "Analyse data.", "tsc", True, False],
    ["Teamwork", "Work with others.", "ccs", "False", "False"],
]

# The columns that are read, under short names; fields of one line are parted by bars.
COLUMNS_2026 = {
    "code": "skills_framework_skill_code",
    "title": "skills_framework_skill_title",
    "level": "skills_framework_skill_pl",
    "text": "skills_framework_pl_desc",
    "previous": "Unique skill_previous_skill_title",
    "unique": "Unique skill_updated_skill_title",
    "description": "Unique skill_updated_skill_desc",
    "emerging": "Unique skill_updated_skill_SFS_status",
    "casl": "Unique skill_updated_CASL_status",
    "type": "Unique skill_updated_skill_type",
    "sectors": "Unique skill_updated_sector_tagging",
}

MAPPING_2026 = [
    list(COLUMNS_2026.values()),
    *(
        line.replace("-", NO).replace("/", "\n").split("|")
        for line in (
            "ACC1|Budgets|3|Draft one.|Costs|Budgeting|Prepare.|False|True|tsc|Accountancy",
            "RET1|Shop/Budgets|4|Own it.|Budgeting|Budgeting|Prepare.|False|True|tsc|Retail; Arts",
            "ICT1|Analytics|2|Count.|Big Data|data analytics|Analyse.|True|False|tsc|Infocomm",
            "CCS1|Teamwork|Basic|Help.|Teamwork|Teamwork|Work.|False|False|ccs|Core",
            "CCS2|-|-|-|-|Teamwork|Work.|False|False|ccs|Core",
            "WMG1|Flood Planning|4|Plan it.|Flood Planning|-|-|-|-|-|Water",
            "WPLN1|Reading|1|(none)|Literacy|Literacy|Read.|False|False|tsc|Others",
        )
    ),
]

LIST_2025 = [
    ["skill_title", "skill_description", "skill_type", "Emerging Skills"],
    ["Budgeting", "Prepare budgets.", "tsc", "False"],
    ["Budgeting", "Prepare budgets.", "tsc", "False"],
    ["Data Analytics", "Analyse data.", "tsc", "True"],
    ["Data Analytics", "Analyse data!", "tsc", "True"],
]

MAPPING_2025 = [
    [
        "sector_title",
        "skill_11k_title",
        "proficiency_level",
        "tsc_code",
        "skill_type",
        "Emerging Skills",
        "skill_2k_title",
    ],
    ["Accountancy", "Budgets", "3", "ACC-1", "tsc", "False", "Budgeting"],
    ["Accountancy", "Budgets", "3", "ACC-1", "tsc", "False", "Budgeting"],
    ["Infocomm Technology", "Big Data", "2", "ICT-1", "tsc", "True", "Data Analytics"],
]

Save = Callable[[Path, dict[str, list[list[Any]]]], Path]


@pytest.fixture
def edition_2026(tmp_path: Path, save_workbook: Save) -> Path:
    folder = tmp_path / "downloads"
    save_workbook(
        folder / LIST, {"Legend": [["Field", "Description"]], "Unique Skills List": LIST_2026}
    )
    save_workbook(folder / MAPPING, {"Legend": [["Column name"]], "data": MAPPING_2026})
    return folder


def only(path: Path, **changes: str) -> Taxonomy:
    (taxonomy,) = read_taxonomies([path], **changes)
    return taxonomy


def skill(taxonomy: Taxonomy, label: str) -> Concept:
    (found,) = [concept for concept in taxonomy.concepts if concept.label == label]
    return found


def test_list_and_mapping_of_one_folder_are_one_taxonomy(edition_2026: Path) -> None:
    taxonomy = only(edition_2026)
    assert str(taxonomy.key) == "ssf@2026 (en)"
    assert [concept.label for concept in taxonomy.concepts] == [
        "Budgeting",
        "Data Analytics",
        "Teamwork",
    ]
    assert skill(taxonomy, "Budgeting") == Concept(
        type="skill",
        id="budgeting",
        label="Budgeting",
        kind="tsc",
        alt_labels=("Budgets", "Costs", "Shop Budgets"),
        description="Prepare budgets.",
        sectors=("Accountancy", "Retail", "Arts"),
        tags=("casl",),
        levels=(
            Level("3", "Draft one.", "ACC1", "Budgets"),
            Level("4", "Own it.", "RET1", "Shop Budgets"),
        ),
    )


def test_core_skills_keep_their_kind_and_named_levels(edition_2026: Path) -> None:
    teamwork = skill(only(edition_2026), "Teamwork")
    assert teamwork.kind == "ccs"
    assert [level.level for level in teamwork.levels] == ["Basic"]


def test_a_title_that_the_mapping_spells_otherwise_finds_its_skill(edition_2026: Path) -> None:
    taxonomy = only(edition_2026)
    analytics = skill(taxonomy, "Data Analytics")
    assert analytics.tags == ("emerging",)
    assert [level.code for level in analytics.levels] == ["ICT1"]
    assert "1 rows of the mapping spell a title of the list otherwise." in taxonomy.notes


def test_what_cannot_be_used_is_counted_in_notes(edition_2026: Path) -> None:
    notes = "\n".join(only(edition_2026).notes)
    assert "1 rows of the mapping go into no unique skill" in notes
    assert "Flood Planning" in notes
    assert "skills that the list does not have: left out: Literacy." in notes
    assert "1 rows of the mapping give a code without a level" in notes


def test_a_mapping_alone_has_all_skills_that_it_names(edition_2026: Path) -> None:
    taxonomy = only(edition_2026 / MAPPING)
    literacy = skill(taxonomy, "Literacy")
    assert (literacy.description, literacy.levels[0].description) == ("Read.", "")
    assert taxonomy.notes[1] == "The unique skills list is not beside the mapping."


def test_a_list_alone_says_what_is_missing(edition_2026: Path) -> None:
    taxonomy = only(edition_2026 / LIST)
    assert [c.levels for c in taxonomy.concepts] == [(), (), ()]
    assert any("mapping is not beside the list" in note for note in taxonomy.notes)


def test_the_layout_of_2025_is_read_and_repeated_rows_are_merged(
    tmp_path: Path, save_workbook: Save
) -> None:
    save_workbook(tmp_path / "a" / LIST, {"Unique Skills List": LIST_2025})
    save_workbook(tmp_path / "a" / MAPPING, {"TSC to Unique Skill Mapping": MAPPING_2025})
    taxonomy = only(tmp_path / "a")
    assert taxonomy.key.version == "2025-q3"
    assert [c.label for c in taxonomy.concepts] == ["Budgeting", "Data Analytics"]
    assert skill(taxonomy, "Budgeting").levels == (Level("3", "", "ACC-1", "Budgets"),)
    assert skill(taxonomy, "Data Analytics").description == "Analyse data."
    notes = "\n".join(taxonomy.notes)
    assert "2 of 4 rows of the list repeat an earlier title" in notes
    assert "the first is kept: Data Analytics (row 5)" in notes
    assert "1 rows of the mapping repeat an earlier row" in notes


@pytest.mark.parametrize(
    ("folder", "file", "version"),
    [
        ("2025-q3", "list.xlsx", "2025-q3"),
        ("SSF Q1 2027", "list.xlsx", "2027-q1"),
        ("2026", "list.xlsx", "2026"),
        ("2026", "list_Q4_2026.xlsx", "2026-q4"),
        ("ssf", "list.xlsx", "2026"),
    ],
)
def test_the_version_comes_from_the_name_else_from_the_columns(
    tmp_path: Path, save_workbook: Save, folder: str, file: str, version: str
) -> None:
    path = save_workbook(tmp_path / folder / file, {"Unique Skills List": LIST_2026})
    assert only(path).key.version == version
    assert only(path, version="mine").key.version == "mine"


def test_two_editions_below_one_folder_are_two_taxonomies(
    tmp_path: Path, save_workbook: Save
) -> None:
    save_workbook(tmp_path / "2025-q3" / LIST, {"Unique Skills List": LIST_2025})
    save_workbook(tmp_path / "2026" / LIST, {"Unique Skills List": LIST_2026})
    versions = [taxonomy.key.version for taxonomy in read_taxonomies([tmp_path])]
    assert versions == ["2025-q3", "2026"]


def test_list_and_mapping_from_two_folders_are_read_together(edition_2026: Path) -> None:
    elsewhere = edition_2026.parent / "more"
    elsewhere.mkdir()
    mapping = (edition_2026 / MAPPING).rename(elsewhere / MAPPING)
    (taxonomy,) = read_taxonomies([edition_2026 / LIST, mapping])
    assert skill(taxonomy, "Budgeting").levels


def test_skills_that_differ_in_case_only_are_both_kept(tmp_path: Path, save_workbook: Save) -> None:
    rows = [*LIST_2026, ["budgeting", "Another thing.", "tsc", "False", "False"]]
    taxonomy = only(save_workbook(tmp_path / "list.xlsx", {"Unique Skills List": rows}))
    ids = {c.label: c.id for c in taxonomy.concepts if c.label.lower() == "budgeting"}
    assert ids["Budgeting"] == "budgeting"
    assert ids["budgeting"].startswith("budgeting-")
    assert any("Budgeting, budgeting" in note for note in taxonomy.notes)


def test_the_identifier_of_later_editions_becomes_the_code(
    tmp_path: Path, save_workbook: Save
) -> None:
    rows = [["skill_id", *LIST_2026[0]], ["S-17", *LIST_2026[1]]]
    taxonomy = only(save_workbook(tmp_path / "list.xlsx", {"Unique Skills List": rows}))
    assert [(c.id, c.code) for c in taxonomy.concepts] == [("budgeting", "S-17")]


@pytest.mark.parametrize("column", ["skill_title", "skill_description", "Emerging Skills"])
def test_a_renamed_column_is_named_with_its_sheet(
    tmp_path: Path, save_workbook: Save, column: str
) -> None:
    header = [f"my {name}" if name == column else name for name in LIST_2026[0]]
    path = save_workbook(tmp_path / "a.xlsx", {"Unique Skills List": [header, *LIST_2026[1:]]})
    with pytest.raises(SourceError, match=rf"'{column}'.* is missing") as raised:
        only(path)
    assert raised.value.sheet == "Unique Skills List"
    assert f"'my {column}'" in raised.value.remedy


@pytest.mark.parametrize("column", COLUMNS_2026.values())
def test_a_renamed_column_of_the_mapping_is_named(
    tmp_path: Path, save_workbook: Save, column: str
) -> None:
    header = [f"my {name}" if name == column else name for name in MAPPING_2026[0]]
    path = save_workbook(tmp_path / "mapping.xlsx", {"data": [header, *MAPPING_2026[1:]]})
    with pytest.raises(SourceError, match=rf"'{column}'.* is missing"):
        only(path)


def test_an_empty_list_is_refused(tmp_path: Path, save_workbook: Save) -> None:
    path = save_workbook(tmp_path / "list.xlsx", {"Unique Skills List": LIST_2026[:1]})
    with pytest.raises(SourceError, match="names no skill"):
        only(path)


def test_two_lists_of_one_edition_are_refused(tmp_path: Path, save_workbook: Save) -> None:
    for name in ("list.xlsx", "list (1).xlsx"):
        save_workbook(tmp_path / name, {"Unique Skills List": LIST_2026})
    with pytest.raises(SourceError, match="second unique skills list"):
        only(tmp_path)


def test_a_file_that_is_no_workbook_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / LIST).write_bytes(b"%PDF-1.7 not a workbook")
    with pytest.raises(SourceError, match="unique-skills-list"):
        only(tmp_path / LIST)


def real(datasets: Path, edition: str, file: str, sheet: str) -> list[dict[str, str]]:
    import pandas as pd

    path = datasets / "ssf" / edition / file
    frame = pd.read_excel(path, sheet_name=sheet, engine="calamine", dtype=str)
    return frame.fillna("").to_dict("records")  # type: ignore[return-value]


def test_every_unique_skill_of_2026_is_read(datasets: Path) -> None:
    taxonomy = only(datasets / "ssf" / "2026")
    titles = [row["skill_title"] for row in real(datasets, "2026", LIST, "Unique Skills List")]
    assert [c.label for c in taxonomy.concepts] == titles
    assert len(titles) == 2316
    assert len({c.id for c in taxonomy.concepts}) == 2316
    assert taxonomy.key.version == "2026"


def test_every_level_description_of_2026_survives_save_those_of_no_listed_skill(
    datasets: Path,
) -> None:
    taxonomy = only(datasets / "ssf" / "2026")
    rows = real(datasets, "2026", MAPPING, "data")
    stated = {row["skills_framework_pl_desc"] for row in rows}
    assert len(stated) == 9068
    kept = {level.description for c in taxonomy.concepts for level in c.levels}
    lost = {text.strip() for text in stated} - kept
    no_skill = {
        row["skills_framework_pl_desc"].strip()
        for row in rows
        if row["Unique skill_updated_skill_title"] == "No mapping"
    }
    assert lost == {*no_skill, "No mapping", "(none)"}
    assert len(no_skill) == 27
    codes = {level.code for c in taxonomy.concepts for level in c.levels}
    usable = {
        row["skills_framework_skill_code"]
        for row in rows
        if row["Unique skill_updated_skill_title"] not in ("No mapping", "Literacy", "Numeracy")
        and row["skills_framework_skill_pl"] != "No mapping"
    }
    assert codes == usable


def test_every_sector_and_previous_title_of_2026_is_a_label(datasets: Path) -> None:
    taxonomy = only(datasets / "ssf" / "2026")
    labels = {c.label: set(c.labels) for c in taxonomy.concepts}
    for row in real(datasets, "2026", MAPPING, "data"):
        unique = row["Unique skill_updated_skill_title"]
        for column in ("skills_framework_skill_title", "Unique skill_previous_skill_title"):
            if unique in labels and row[column] != "No mapping":
                assert " ".join(row[column].split()) in labels[unique]


def test_the_repeated_rows_of_2025_are_one_skill_each(datasets: Path) -> None:
    taxonomy = only(datasets / "ssf" / "2025-q3")
    titles = [row["skill_title"] for row in real(datasets, "2025-q3", LIST, "Unique Skills List")]
    assert len(titles) == 2203
    assert [c.label for c in taxonomy.concepts] == list(dict.fromkeys(titles))
    assert len(taxonomy.concepts) == 2182
    assert "21 of 2,203 rows of the list repeat an earlier title: merged." in taxonomy.notes
    sectors = {sector for c in taxonomy.concepts for sector in c.sectors}
    mapping = real(datasets, "2025-q3", MAPPING, "TSC to Unique Skill Mapping")
    assert sectors == {row["sector_title"] for row in mapping}
