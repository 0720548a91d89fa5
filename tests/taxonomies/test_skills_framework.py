"""The Skills Framework dataset: alone, and with the unique skills beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.taxonomies.detection import read_taxonomies
from skillsearch.errors import SourceError
from skillsearch.records import Concept, Group, Level, Relation, Taxonomy

Rows = list[list[str]]
Save = Callable[[Path, dict[str, Rows]], Path]

FILE = "jobsandskills-skillsfuture-skills-framework-dataset.xlsx"


def lines(text: str) -> Rows:
    """Rows of cells parted by bars, for sheets that can be read at a glance."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def dataset() -> dict[str, Rows]:
    return {
        "Job Role_Description": lines(
            """
            Sector | Track | Job Role | Job Role Description | Performance Expectation
            Retail | Stores | Manager | Runs a store. | Obey the law
            Retail | Online | Manager | Runs a shop. |
            Arts | Stage | Rigger | Hangs things. |
            """
        ),
        "Job Role_CWF_KT": lines(
            """
            Sector | Track | Job Role | Critical Work Function | Key Tasks
            Retail | Stores | Manager | Run the floor | Open the doors
            Retail | Stores | Manager | Run the floor | Count the till
            Retail | Stores | Manager | Lead people | Write rosters
            Retail | Stores | manager | Lead people | Write rosters
            """
        ),
        "Job Role_TCS_CCS": lines(
            """
            Sector | Track | Job Role | TSC_CCS Title | TSC_CCS Type | Proficiency Level | TSC_CCS Code
            Retail | Stores | Manager | Budgets | TSC | 3 | RET-1
            Retail | Stores | Manager | Teamwork | CCS | Basic | CCS-1
            Retail | Online | Manager | Budgets | TSC | 4 | RET-1
            Arts | Stage | Rigger | Rigging | TSC | 2 | ART-9
            Arts | Stage | Rigger | Old Knots | TSC | 2 | ART-0
            """  # noqa: E501
        ),
        "TSC_CCS_Key": lines(
            """
            TSC Code | Sector | TSC_CCS Category | TSC_CCS Title | TSC_CCS Description | TSC_CCS Type
            RET-1 | Retail | Finance | Budgets | Plan money. | tsc
            ART-1 | Arts | Money | Budgets | Plan money. | tsc
            CCS-1 | Core | People | Teamwork | Work together. | ccs
            ART-9 | Arts | Stage | Rigging | Hang loads. | tsc
            """  # noqa: E501
        ),
        "TSC_CCS_Key_Retired": lines(
            """
            TSC Code | Sector | TSC_CCS Category | TSC_CCS Title | TSC_CCS Description | TSC_CCS Type
            ART-0 | Arts | Stage | Old Knots | Tie knots. | tsc
            ART-00 | Arts | Stage | Older Knots | Tie knots. | tsc
            """  # noqa: E501
        ),
        "TSC_CCS_K&A": lines(
            """
            TSC_CCS Code | Proficiency Level | Proficiency Description | Knowledge / Ability Classification | Knowledge / Ability Items
            RET-1 | 3 | Draft a budget | Knowledge | Types of cost
            RET-1 | 3 | Draft a budget | Ability | Add up
            RET-1 | 3 | Draft a budget | Ability | Add up
            RET-1 | 4 | Own a budget | Ability | Decide
            ART-9 | 2 | Hang small loads | Knowledge | Knots
            XXX-1 | 2 | Who knows | Knowledge | Nothing
            """  # noqa: E501
        ),
    }


def only(path: Path, **changes: str) -> Taxonomy:
    (taxonomy,) = read_taxonomies([path], **changes)
    return taxonomy


def by_id(taxonomy: Taxonomy) -> dict[str, Concept]:
    return {f"{concept.type} {concept.id}": concept for concept in taxonomy.concepts}


@pytest.fixture
def alone(tmp_path: Path, save_workbook: Save) -> Taxonomy:
    return only(save_workbook(tmp_path / "Q3-2025" / FILE, dataset()))


def test_job_roles_of_one_title_in_several_tracks_are_distinct(alone: Taxonomy) -> None:
    assert [c.id for c in alone.of_type("occupation")] == [
        "retail/stores/manager",
        "retail/online/manager",
        "arts/stage/rigger",
    ]
    assert str(alone.key) == "skills-framework@2025-q3 (en)"


def test_a_job_role_has_its_tasks_levels_and_place(alone: Taxonomy) -> None:
    assert by_id(alone)["occupation retail/stores/manager"] == Concept(
        type="occupation",
        id="retail/stores/manager",
        label="Manager",
        kind="job role",
        description="Runs a store.",
        scope_note="Performance expectation: Obey the law\n"
        "Critical work functions: Run the floor; Lead people",
        paths=((Group("retail", "Retail"), Group("retail/stores", "Stores")),),
        sectors=("Retail",),
        relations=(Relation("asks", "budgets", "3"), Relation("asks", "teamwork", "Basic")),
        tasks=("Open the doors", "Count the till", "Write rosters"),
    )


def test_a_skill_of_several_sectors_is_one_with_the_levels_of_all(alone: Taxonomy) -> None:
    assert by_id(alone)["skill budgets"] == Concept(
        type="skill",
        id="budgets",
        label="Budgets",
        kind="tsc",
        description="Plan money.",
        paths=(
            (Group("retail", "Retail"), Group("retail/finance", "Finance")),
            (Group("arts", "Arts"), Group("arts/money", "Money")),
        ),
        sectors=("Retail", "Arts"),
        levels=(
            Level("3", "Draft a budget", "RET-1", "Budgets", ("Types of cost",), ("Add up",)),
            Level("4", "Own a budget", "RET-1", "Budgets", (), ("Decide",)),
        ),
    )


def test_a_retired_skill_is_there_only_if_a_job_role_asks_for_it(alone: Taxonomy) -> None:
    assert by_id(alone)["skill old-knots"].tags == ("retired",)
    assert "skill older-knots" not in by_id(alone)


def test_items_of_a_code_that_nothing_explains_are_counted(alone: Taxonomy) -> None:
    assert any("1 rows of 'TSC_CCS_K&A' belong to 1 codes" in note for note in alone.notes)


def test_every_relation_leads_to_a_skill_that_is_there(alone: Taxonomy) -> None:
    skills = {concept.id for concept in alone.of_type("skill")}
    asked = {r.target for c in alone.of_type("occupation") for r in c.relations}
    assert asked == {"budgets", "teamwork", "rigging", "old-knots"}
    assert asked <= skills


def test_sheet_names_and_column_order_may_vary(
    tmp_path: Path, save_workbook: Save, alone: Taxonomy
) -> None:
    sheets = dataset()
    sheets["job role_TSC_CCS"] = [row[::-1] for row in sheets.pop("Job Role_TCS_CCS")]
    again = only(save_workbook(tmp_path / "Q3-2025 again" / FILE, sheets))
    assert again.concepts == alone.concepts


def test_a_job_role_known_from_its_tasks_only_is_kept_and_noted(
    tmp_path: Path, save_workbook: Save
) -> None:
    sheets = dataset()
    sheets["Job Role_CWF_KT"].append(["Arts", "Stage", "Painter", "Paint", "Mix paint"])
    taxonomy = only(save_workbook(tmp_path / FILE, sheets))
    assert by_id(taxonomy)["occupation arts/stage/painter"].tasks == ("Mix paint",)
    assert any(note.startswith("1 job roles are in other sheets") for note in taxonomy.notes)


@pytest.mark.parametrize("sheet", [name for name in dataset() if name != "TSC_CCS_Key_Retired"])
def test_a_missing_sheet_is_named_with_those_present(
    tmp_path: Path, save_workbook: Save, sheet: str
) -> None:
    sheets = dataset()
    del sheets[sheet]
    with pytest.raises(SourceError, match=r"sheet .* is missing") as raised:
        only(save_workbook(tmp_path / FILE, sheets))
    assert repr(sheet) in raised.value.message
    assert all(repr(other) in raised.value.remedy for other in sheets)


def test_a_renamed_column_is_named_with_its_sheet(tmp_path: Path, save_workbook: Save) -> None:
    sheets = dataset()
    sheets["Job Role_CWF_KT"][0][4] = "Things to do"
    with pytest.raises(SourceError, match="'Key Tasks'") as raised:
        only(save_workbook(tmp_path / FILE, sheets))
    assert raised.value.sheet == "Job Role_CWF_KT"


def test_a_dataset_without_job_roles_is_refused(tmp_path: Path, save_workbook: Save) -> None:
    sheets = {name: rows[:1] for name, rows in dataset().items()}
    with pytest.raises(SourceError, match="names no job role"):
        only(save_workbook(tmp_path / FILE, sheets))


def test_without_a_name_that_tells_the_version_is_the_files_day(
    tmp_path: Path, save_workbook: Save
) -> None:
    path = save_workbook(tmp_path / FILE, dataset())
    assert len(only(path).key.version.split("-")) == 3
    assert only(path, version="2025-q3").key.version == "2025-q3"


def unique_skills() -> dict[str, dict[str, Rows]]:
    return {
        "list.xlsx": {
            "Unique Skills List": lines(
                """
                skill_title | skill_description | skill_type | Emerging Skills
                Budgeting | Prepare budgets. | tsc | False
                Costing | Know costs. | tsc | False
                Teamwork | Work with others. | ccs | False
                """
            )
        },
        "mapping.xlsx": {
            "TSC to Unique Skill Mapping": lines(
                """
                sector_title | skill_11k_title | proficiency_level | tsc_code | skill_type | Emerging Skills | skill_2k_title
                Retail | Budgets | 3 | RET-1 | tsc | False | Budgeting
                Retail | Budgets | 3 | RET-1 | tsc | False | Costing
                Arts | Working Together | Basic | CCS-7 | ccs | False | Teamwork
                """  # noqa: E501
            )
        },
    }


@pytest.fixture
def together(tmp_path: Path, save_workbook: Save) -> Taxonomy:
    folder = tmp_path / "ssf 2025-Q3"
    for name, sheets in {FILE: dataset(), **unique_skills()}.items():
        save_workbook(folder / name, sheets)
    return only(folder)


def test_with_the_unique_skills_beside_it_all_is_one_taxonomy(together: Taxonomy) -> None:
    assert str(together.key) == "ssf@2025-q3 (en)"
    assert [c.id for c in together.of_type("skill")] == [
        "budgeting",
        "costing",
        "teamwork",
        "rigging",
        "old-knots",
    ]
    assert any("2 codes of the Skills Framework went into no unique" in n for n in together.notes)


def test_job_roles_ask_for_unique_skills_by_code_and_by_title(together: Taxonomy) -> None:
    manager = by_id(together)["occupation retail/stores/manager"]
    assert manager.relations == (
        Relation("asks", "budgeting", "3"),
        Relation("asks", "costing", "3"),
        Relation("asks", "teamwork", "Basic"),
    )


def test_unique_skills_gain_knowledge_abilities_and_levels(together: Taxonomy) -> None:
    budgeting = by_id(together)["skill budgeting"]
    assert budgeting.description == "Prepare budgets."
    assert budgeting.levels == (
        Level("3", "Draft a budget", "RET-1", "Budgets", ("Types of cost",), ("Add up",)),
        Level("4", "Own a budget", "RET-1", "Budgets", (), ("Decide",)),
    )


def test_a_dataset_in_another_folder_joins_the_only_unique_skills(
    tmp_path: Path, save_workbook: Save, together: Taxonomy
) -> None:
    for name, sheets in unique_skills().items():
        save_workbook(tmp_path / "u 2025-Q3" / name, sheets)
    framework = save_workbook(tmp_path / "f" / FILE, dataset())
    (taxonomy,) = read_taxonomies([tmp_path / "u 2025-Q3", framework])
    assert set(taxonomy.concepts) == set(together.concepts)


def test_it_joins_the_unique_skills_of_2026_by_their_codes(
    datasets: Path, tmp_path: Path, save_workbook: Save
) -> None:
    sheets = dataset()
    code = "ACC-CRP-4001-1.1"
    sheets["Job Role_TCS_CCS"].append(["Arts", "Stage", "Rigger", "Any", "tsc", "4", code])
    framework = save_workbook(tmp_path / FILE, sheets)
    (taxonomy,) = read_taxonomies([datasets / "ssf" / "2026", framework])
    assert len(list(taxonomy.of_type("occupation"))) == 3
    rigger = by_id(taxonomy)["occupation arts/stage/rigger"]
    assert Relation("asks", "accounting-standards", "4") in rigger.relations
