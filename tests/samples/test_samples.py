"""The sample taxonomies in ESCO's layout: their concepts, groups and relations fit together.

Read here as plain tables, so that a fault of a sample is not taken for one of a reader; the last
tests let the readers have all of the samples, and compare with the real ESCO where it is there.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from functools import cache
from itertools import chain, pairwise
from pathlib import Path

import pytest

from indexer.taxonomies.detection import read_taxonomies

SAMPLES = Path(__file__).parents[2] / "indexer" / "samples"
ESCO = SAMPLES / "esco-v1.1.0"

Rows = list[dict[str, str]]


@cache
def text_table(name: str) -> Rows:
    with (SAMPLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def esco(name: str) -> Rows:
    return text_table(f"esco-v1.1.0/{name}")


def parents(name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in esco(name):
        found.setdefault(row["conceptUri"], set()).add(row["broaderUri"])
    return found


@pytest.mark.parametrize(("name", "least"), [("skills_en.csv", 300), ("occupations_en.csv", 45)])
def test_concepts_are_many_and_have_uris_and_labels_of_their_own(name: str, least: int) -> None:
    rows = esco(name)
    assert len(rows) >= least
    for column in ("conceptUri", "preferredLabel"):
        assert max(Counter(row[column].casefold() for row in rows).values()) == 1
    assert all(row["conceptUri"].startswith("http://example.org/skillsearch/") for row in rows)


@pytest.mark.parametrize(
    "name",
    ["esco-v1.1.0/skills_en.csv", "esco-v1.1.0/occupations_en.csv", "esco-v1.0-fr/skills_fr.csv"],
)
def test_each_concept_is_described_and_repeats_none_of_its_labels(name: str) -> None:
    for row in text_table(name):
        alternative = row["altLabels"].split("\n")
        hidden = [label for label in row.get("hiddenLabels", "").split("\n") if label]
        labels = [label.casefold() for label in (row["preferredLabel"], *alternative, *hidden)]
        assert len(labels) == len(set(labels)), labels
        assert all(label and label == label.strip() for label in labels), labels
        assert 2 <= len(alternative) <= 6, row["preferredLabel"]
        assert row["description"].endswith("."), row["preferredLabel"]


def test_every_relation_joins_concepts_that_exist_with_their_types() -> None:
    types = {row["conceptUri"]: row["skillType"] for row in esco("skills_en.csv")}
    occupations = {row["conceptUri"] for row in esco("occupations_en.csv")}
    asked = esco("occupationSkillRelations.csv")
    for row in asked:
        assert row["occupationUri"] in occupations
        assert types[row["skillUri"]] == row["skillType"]
    for row in esco("skillSkillRelations.csv"):
        assert types[row["originalSkillUri"]] == row["originalSkillType"]
        assert types[row["relatedSkillUri"]] == row["relatedSkillType"]
    assert max(Counter((row["occupationUri"], row["skillUri"]) for row in asked).values()) == 1


def test_every_occupation_asks_for_eight_to_fifteen_skills_of_both_grades() -> None:
    grades: dict[str, Counter[str]] = {
        row["conceptUri"]: Counter() for row in esco("occupations_en.csv")
    }
    for row in esco("occupationSkillRelations.csv"):
        grades[row["occupationUri"]][row["relationType"]] += 1
    assert all(8 <= counts.total() <= 15 for counts in grades.values())
    assert all(counts["essential"] and counts["optional"] for counts in grades.values())


def test_every_skill_stands_in_a_group_below_a_root() -> None:
    groups = {row["conceptUri"]: row["code"] for row in esco("skillGroups_en.csv")}
    broader = parents("broaderRelationsSkillPillar.csv")
    skills = {row["conceptUri"] for row in esco("skills_en.csv")}
    assert set(chain.from_iterable(broader.values())) <= groups.keys() | skills
    assert broader.keys() <= groups.keys() | skills
    for skill in skills:
        assert broader[skill] & groups.keys(), skill
    for group, code in groups.items():
        assert re.fullmatch(r"[A-Z]{2}(\d(\.\d){0,2})?", code)
        assert (group in broader) == (len(code) > 2), group


def test_the_hierarchy_file_lists_every_group_under_its_parents() -> None:
    codes = []
    for row in esco("skillsHierarchy_en.csv"):
        levels = [row[f"Level {n} code"] for n in range(4) if row[f"Level {n} code"]]
        uris = [row[f"Level {n} URI"] for n in range(4) if row[f"Level {n} URI"]]
        assert [uri.rsplit("/", 1)[1] for uri in uris] == levels
        assert all(low.startswith(high) for high, low in pairwise(levels))
        codes.append(levels[-1])
    assert sorted(codes) == sorted(row["code"] for row in esco("skillGroups_en.csv"))
    assert max(map(len, codes)) == len("KN1.1.1")


def test_every_occupation_stands_in_the_group_that_its_code_begins_with() -> None:
    groups = {row["conceptUri"]: row["code"] for row in esco("ISCOGroups_en.csv")}
    codes = {row["conceptUri"]: row["code"] for row in esco("occupations_en.csv")} | groups
    broader = parents("broaderRelationsOccPillar.csv")
    for row in esco("occupations_en.csv"):
        assert row["code"].startswith(f"{row['iscoGroup']}.")
        assert row["iscoGroup"] in groups.values()
    for child, above in broader.items():
        assert [codes[child].startswith(codes[parent]) for parent in above] == [True], child
    assert codes.keys() - broader.keys() == {uri for uri, code in groups.items() if len(code) == 1}


@pytest.mark.parametrize("name", sorted(path.name for path in ESCO.glob("*Collection_en.csv")))
def test_a_collection_says_of_a_skill_what_the_skills_file_says(name: str) -> None:
    skills = {row["conceptUri"]: row for row in esco("skills_en.csv")}
    broader = parents("broaderRelationsSkillPillar.csv")
    for row in esco(name):
        skill = skills[row["conceptUri"]]
        for column in ("preferredLabel", "skillType", "reuseLevel", "description"):
            assert row[column] == skill[column]
        assert row["altLabels"].split(" | ") == skill["altLabels"].split("\n")
        assert set(row["broaderConceptUri"].split(" | ")) == broader[row["conceptUri"]]


def test_labels_hold_what_readers_stumble_over() -> None:
    rows = esco("skills_en.csv")
    preferred = "\n".join(row["preferredLabel"] for row in rows)
    alternative = "\n".join(row["altLabels"] for row in rows)
    assert all(mark in preferred for mark in ",&/#+.()'")
    for hard in (
        '"just-in-time" delivery',
        "mothers' and babies' care",
        "中文",
        "k8s",
        "R&D",
        "C#",
    ):
        assert hard in f"{preferred}\n{alternative}"
    assert any("\n- " in row["scopeNote"] for row in rows)


def test_the_french_skills_are_english_skills_in_other_words() -> None:
    english = {row["conceptUri"]: row for row in esco("skills_en.csv")}
    french = text_table("esco-v1.0-fr/skills_fr.csv")
    assert len({row["conceptUri"] for row in french}) == len(french) >= 25
    for row in french:
        assert row["skillType"] == english[row["conceptUri"]]["skillType"]
        assert row["description"] != english[row["conceptUri"]]["description"]


def test_the_readers_take_all_of_it_and_find_what_the_tables_hold() -> None:
    counts = {
        (t.key.name, t.key.version if t.format != "own" else "", t.key.language): Counter(
            concept.type for concept in t.concepts
        )
        for t in read_taxonomies([SAMPLES / name for name in sorted(_folders())])
    }
    assert counts == {
        ("esco", "1.1.0", "en"): {
            "skill": len(esco("skills_en.csv")),
            "occupation": len(esco("occupations_en.csv")),
        },
        ("esco", "1.0", "fr"): {"skill": len(text_table("esco-v1.0-fr/skills_fr.csv"))},
        ("ssf", "2026", "en"): {"skill": 60, "occupation": 8},
        ("ssf", "2025-q3", "en"): {"skill": 15},
        ("onet", "1.0", "en"): {"skill": 29, "occupation": 6},
        ("house-skills", "", "en"): {"skill": 12},
        ("house-skills-extra", "", "en"): {"skill": 5},
    }


def _folders() -> list[str]:
    return [p.name for p in SAMPLES.iterdir() if p.is_dir() and p.name != "documents"]


def test_no_description_is_taken_from_esco(datasets: Path) -> None:
    classification = datasets / "esco" / "ESCO dataset - v1.1.0 - classification - en - csv.zip"
    official: set[str] = set()
    with zipfile.ZipFile(classification) as files:
        for name in ("skills_en.csv", "occupations_en.csv"):
            text = files.read(name).decode("utf-8-sig")
            for row in csv.DictReader(io.StringIO(text, newline="")):
                official |= _runs(row["description"])
    for row in [*esco("skills_en.csv"), *esco("occupations_en.csv")]:
        assert not _runs(row["description"]) & official, row["preferredLabel"]


def _runs(text: str, length: int = 7) -> set[str]:
    """Every run of ``length`` words: seven in common are hardly chance."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + length]) for i in range(len(words) - length + 1)}
