"""The sample taxonomies in the layouts of SkillsFuture and O*NET, and the user's own."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import openpyxl

SAMPLES = Path(__file__).parents[2] / "indexer" / "samples"
SSF_LIST = "jobsandskills-skillsfuture-unique-skills-list.xlsx"
SSF_MAPPING = "jobsandskills-skillsfuture-tsc-to-unique-skills-mapping.xlsx"

Rows = list[dict[str, str]]


@cache
def sheet(folder: str, book: str, name: str) -> Rows:
    rows = openpyxl.load_workbook(SAMPLES / folder / book)[name].iter_rows(values_only=True)
    header = [str(cell) for cell in next(rows)]
    return [dict(zip(header, map(str, row), strict=True)) for row in rows]


def onet(name: str) -> Rows:
    with (SAMPLES / "onet-1.0" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))


def test_the_unique_skills_and_their_sector_skills_fit_together() -> None:
    listed = {row["skill_title"]: row for row in sheet("ssf-2026", SSF_LIST, "Unique Skills List")}
    mapped = sheet("ssf-2026", SSF_MAPPING, "data")
    assert Counter(row["skill_type"] for row in listed.values()) == {"tsc": 50, "ccs": 10}
    assert {row["Unique skill_updated_skill_title"] for row in mapped} == listed.keys()
    codes = Counter(row["skills_framework_skill_code"] for row in mapped)
    assert max(codes.values()) == 1
    levels: dict[str, set[str]] = {title: set() for title in listed}
    for row in mapped:
        skill = listed[row["Unique skill_updated_skill_title"]]
        assert row["Unique skill_updated_skill_desc"] == skill["skill_description"]
        assert row["Unique skill_updated_skill_SFS_status"] == skill["Emerging Skills"]
        assert row["Unique skill_updated_CASL_status"] == skill["CASL Skills"]
        if row["skills_framework_skill_pl"] != "No mapping":
            levels[skill["skill_title"]].add(row["skills_framework_pl_desc"])
    counts = Counter(len(found) for found in levels.values())
    assert counts.pop(0) == 1, "one skill is in no sector yet"
    assert counts.keys() == {2, 3, 4}


def test_some_skills_go_by_another_title_in_a_sector_or_in_the_earlier_edition() -> None:
    mapped = sheet("ssf-2026", SSF_MAPPING, "data")
    now, sector, before = (
        [row[f"{column}_skill_title"] for row in mapped]
        for column in ("Unique skill_updated", "skills_framework", "Unique skill_previous")
    )
    assert len({a for a, b in zip(now, sector, strict=True) if b not in (a, "No mapping")}) >= 10
    renamed = {b: a for a, b in zip(now, before, strict=True) if b not in (a, "No mapping")}
    assert renamed["Data Analytics and Insight"] == "Data Analysis and Interpretation"
    earlier = {row["skill_title"] for row in sheet("ssf-2025-q3", SSF_LIST, "Unique Skills List")}
    assert earlier <= {*before}
    assert renamed.keys() <= earlier
    old_mapping = sheet("ssf-2025-q3", SSF_MAPPING, "TSC to Unique Skill Mapping")
    assert {row["skill_2k_title"] for row in old_mapping} == earlier


def test_job_roles_ask_for_sector_skills_at_levels_that_the_mapping_has() -> None:
    book = "skills-framework.xlsx"
    roles = sheet("ssf-2026", book, "Job Role_Description")
    assert (len(roles), len({row["Sector"] for row in roles})) == (8, 3)
    mapped = {
        row["skills_framework_skill_code"]: (
            row["skills_framework_skill_title"],
            row["skills_framework_skill_pl"],
        )
        for row in sheet("ssf-2026", SSF_MAPPING, "data")
    }
    asked = sheet("ssf-2026", book, "Job Role_TCS_CCS")
    named = {row["Job Role"] for row in roles}
    assert {row["Job Role"] for row in asked} == named
    assert {row["Job Role"] for row in sheet("ssf-2026", book, "Job Role_CWF_KT")} == named
    for row in asked:
        assert mapped[row["TSC_CCS Code"]] == (row["TSC_CCS Title"], row["Proficiency Level"])
    keys = {row["TSC_CCS Code"] for row in sheet("ssf-2026", book, "TSC_CCS_Key")}
    assert keys == {row["TSC_CCS Code"] for row in asked}
    items = sheet("ssf-2026", book, "TSC_CCS_K&A")
    assert {row["TSC_CCS Code"] for row in items} == {k for k in keys if not k.startswith("CCS-")}
    assert {row["Knowledge / Ability Classification"] for row in items} == {"Knowledge", "Ability"}


def test_every_onet_table_speaks_of_the_same_six_occupations() -> None:
    tables = [
        path.name for path in (SAMPLES / "onet-1.0").glob("*.txt") if path.name != "Read Me.txt"
    ]
    for name in tables:
        codes = {row["O*NET-SOC Code"] for row in onet(name)}
        assert len(codes) == 6
        assert all(re.fullmatch(r"99-\d{4}\.00", code) for code in codes)
        assert codes == {row["O*NET-SOC Code"] for row in onet("Occupation Data.txt")}
    assert len({row["Example"] for row in onet("Technology Skills.txt")}) >= 25


def test_the_house_skills_have_one_shape_in_both_files() -> None:
    with (SAMPLES / "own" / "house-skills.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, strict=True))
    lines = (SAMPLES / "own" / "house-skills-extra.jsonl").read_text("utf-8").splitlines()
    extra = [json.loads(line) for line in lines]
    assert all(list(entry) == list(rows[0]) for entry in extra)
    ids = [row["id"] for row in rows] + [entry["id"] for entry in extra]
    assert len(ids) == len(set(ids)) == 17
