"""The bundled sample files have exactly the columns of the official downloads."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

SAMPLES = Path(__file__).parents[2] / "indexer" / "samples"
SSF_LIST = "jobsandskills-skillsfuture-unique-skills-list.xlsx"
SSF_MAPPING = "jobsandskills-skillsfuture-tsc-to-unique-skills-mapping.xlsx"

_COLLECTION = (
    "conceptType,conceptUri,preferredLabel,status,skillType,reuseLevel,"
    "altLabels,description,broaderConceptUri,broaderConceptPT"
)
_COLLECTION_TYPE_FIRST = (
    "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,status,"
    "altLabels,description,broaderConceptUri,broaderConceptPT"
)
_BROADER = "conceptType,conceptUri,broaderType,broaderUri"

TEXT_COLUMNS = {
    "esco-v1.1.0/skills_en.csv": (
        "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,"
        "modifiedDate,scopeNote,definition,inScheme,description"
    ),
    "esco-v1.1.0/occupations_en.csv": (
        "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,"
        "modifiedDate,regulatedProfessionNote,scopeNote,definition,inScheme,description,code"
    ),
    "esco-v1.1.0/skillGroups_en.csv": (
        "conceptType,conceptUri,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,"
        "scopeNote,inScheme,description,code"
    ),
    "esco-v1.1.0/skillsHierarchy_en.csv": (
        "Level 0 URI,Level 0 preferred term,Level 1 URI,Level 1 preferred term,Level 2 URI,"
        "Level 2 preferred term,Level 3 URI,Level 3 preferred term,Description,Scope note,"
        "Level 0 code,Level 1 code,Level 2 code,Level 3 code"
    ),
    "esco-v1.1.0/ISCOGroups_en.csv": (
        "conceptType,conceptUri,code,preferredLabel,status,altLabels,inScheme,description"
    ),
    "esco-v1.1.0/digitalSkillsCollection_en.csv": _COLLECTION,
    "esco-v1.1.0/greenSkillsCollection_en.csv": _COLLECTION,
    "esco-v1.1.0/researchSkillsCollection_en.csv": _COLLECTION,
    "esco-v1.1.0/languageSkillsCollection_en.csv": _COLLECTION_TYPE_FIRST,
    "esco-v1.1.0/transversalSkillsCollection_en.csv": _COLLECTION_TYPE_FIRST,
    "esco-v1.1.0/broaderRelationsSkillPillar.csv": _BROADER,
    "esco-v1.1.0/broaderRelationsOccPillar.csv": _BROADER,
    "esco-v1.1.0/occupationSkillRelations.csv": "occupationUri,relationType,skillType,skillUri",
    "esco-v1.1.0/skillSkillRelations.csv": (
        "originalSkillUri,originalSkillType,relationType,relatedSkillType,relatedSkillUri"
    ),
    "esco-v1.0-fr/skills_fr.csv": (
        "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,description"
    ),
    "onet-1.0/Occupation Data.txt": "O*NET-SOC Code,Title,Description",
    "onet-1.0/Alternate Titles.txt": "O*NET-SOC Code,Alternate Title,Short Title,Source(s)",
    "onet-1.0/Sample of Reported Titles.txt": (
        "O*NET-SOC Code,Reported Job Title,Shown in My Next Move"
    ),
    "onet-1.0/Technology Skills.txt": (
        "O*NET-SOC Code,Example,Commodity Code,Commodity Title,Hot Technology,In Demand"
    ),
    "onet-1.0/Task Statements.txt": (
        "O*NET-SOC Code,Task ID,Task,Task Type,Incumbents Responding,Date,Domain Source"
    ),
    "own/house-skills.csv": "id,label,description,alt_labels,kind,tags",
}

SHEET_COLUMNS = {
    ("ssf-2026", SSF_LIST, "Unique Skills List"): (
        "skill_title,skill_description,skill_type,Emerging Skills,CASL Skills"
    ),
    ("ssf-2026", SSF_MAPPING, "data"): (
        "skills_framework_skill_code,skills_framework_skill_title,skills_framework_skill_desc,"
        "skills_framework_skill_pl,skills_framework_pl_desc,Unique skill_previous_skill_title,"
        "Unique skill_previous_skill_desc,Unique skill_previous_SFS_status,"
        "Unique skill_previous_CASL_status,Unique skill_previous_skill_type,"
        "Unique skill_updated_skill_title,Unique skill_updated_skill_desc,"
        "Unique skill_updated_skill_SFS_status,Unique skill_updated_CASL_status,"
        "Unique skill_updated_skill_type,Unique skill_updated_sector_tagging"
    ),
    ("ssf-2025-q3", SSF_LIST, "Unique Skills List"): (
        "skill_title,skill_description,skill_type,Emerging Skills"
    ),
    ("ssf-2025-q3", SSF_MAPPING, "TSC to Unique Skill Mapping"): (
        "sector_title,skill_11k_title,proficiency_level,tsc_code,skill_type,Emerging Skills,"
        "skill_2k_title"
    ),
    ("ssf-2026", "skills-framework.xlsx", "Job Role_Description"): (
        "Sector,Track,Job Role,Job Role Description,Performance Expectation"
    ),
    ("ssf-2026", "skills-framework.xlsx", "Job Role_CWF_KT"): (
        "Sector,Track,Job Role,Critical Work Function,Key Tasks"
    ),
    ("ssf-2026", "skills-framework.xlsx", "Job Role_TCS_CCS"): (
        "Sector,Track,Job Role,TSC_CCS Title,TSC_CCS Type,Proficiency Level,TSC_CCS Code"
    ),
    ("ssf-2026", "skills-framework.xlsx", "TSC_CCS_Key"): (
        "TSC_CCS Code,Sector,TSC_CCS Category,TSC_CCS Title,TSC_CCS Description,TSC_CCS Type"
    ),
    ("ssf-2026", "skills-framework.xlsx", "TSC_CCS_K&A"): (
        "TSC_CCS Code,Sector,TSC_CCS Category,TSC_CCS Title,TSC_CCS Description,Proficiency Level,"
        "Proficiency Description,Knowledge / Ability Classification,Knowledge / Ability Items"
    ),
}


@pytest.mark.parametrize("name", TEXT_COLUMNS)
def test_a_text_file_has_exactly_the_columns_of_its_layout(name: str) -> None:
    tabs = name.endswith(".txt")  # in O*NET's files nothing is quoted
    with (SAMPLES / name).open(encoding="utf-8", newline="") as lines:
        rows = list(
            csv.reader(
                lines,
                delimiter="\t" if tabs else ",",
                quoting=csv.QUOTE_NONE if tabs else csv.QUOTE_MINIMAL,
                strict=True,
            )
        )
    assert rows[0] == TEXT_COLUMNS[name].split(",")
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) > 1


@pytest.mark.parametrize(("folder", "book", "name"), SHEET_COLUMNS)
def test_a_sheet_has_exactly_the_columns_of_its_layout(folder: str, book: str, name: str) -> None:
    rows = list(openpyxl.load_workbook(SAMPLES / folder / book)[name].values)
    assert list(rows[0]) == SHEET_COLUMNS[folder, book, name].split(",")
    assert len(rows) > 1
    assert all(cell is not None for row in rows for cell in row)


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.xlsx")), ids=lambda p: p.name)
def test_a_workbook_is_small_enough_to_live_in_a_repository(path: Path) -> None:
    assert path.stat().st_size < 60_000


def test_no_file_of_the_samples_is_without_a_layout_here() -> None:
    books = {f"{folder}/{book}" for folder, book, _ in SHEET_COLUMNS}
    others = {"README.md", "onet-1.0/Read Me.txt", "own/house-skills-extra.jsonl"}
    data = (p for p in SAMPLES.rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc"))
    found = {
        p.relative_to(SAMPLES).as_posix() for p in data if SAMPLES / "documents" not in p.parents
    }
    assert found == {*TEXT_COLUMNS, *books, *others}
