"""What became of the unique skills that SkillsFuture renamed between 2025-q3 and 2026, pinned.

Protocol: the 210 previous titles of the 2026 mapping whose name changed, wholly or in part; gold
are the other titles that they became; an answer is the surest other title. 130 of them still have
skills under their old title, so that title is no answer. What is used: both editions' lists and
mappings (titles, descriptions, sector skills, levels and codes under each unique skill). What is
not: the column of previous titles. Baseline in the same run: the nearest other title by cosine.

The codes of sector skills are the same in both editions, and settle every case. An edition without
codes has only the titles and levels of its sector skills, so the same is measured by these too.

To measure again after a change of search/changes/kinship.py:

    SKILLSEARCH_DATASETS=… pytest tests/real/test_version_mapping.py -s
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from indexer.tables import read_workbook
from indexer.taxonomies.ssf.rows import listed_skills, mapped_skills
from indexer.taxonomies.ssf.unique_skills import unique_skills
from search.changes.editions import Edition
from search.changes.kinship import Kinship
from skillsearch.encoder import load_encoder
from skillsearch.encoder.base import Encoder
from skillsearch.records import Concept, TaxonomyKey
from skillsearch.settings import load_settings
from training.data.layout import DataFolder
from training.data.ssf import Renames, read_renames


@pytest.fixture(scope="module")
def folder(datasets: Path) -> DataFolder:
    return DataFolder.of(datasets)


@pytest.fixture(scope="module")
def renames(folder: DataFolder) -> Renames:
    return read_renames(folder.ssf_mapping_2026)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder(load_settings())


def edition(version: str, listing: Path, mapping: Path) -> Edition:
    """One edition without what it says of previous titles."""
    listed = listed_skills(
        read_workbook(listing).sheet("Unique Skills List", header=("skill_title",))
    )
    table = read_workbook(mapping).sheet(
        "TSC to Unique Skill Mapping",
        "data",
        header=("skill_11k_title", "skills_framework_skill_code"),
    )
    mapped = [replace(row, previous_title="") for row in mapped_skills(table)]
    concepts, _, _ = unique_skills(list(listed), mapped)
    key = TaxonomyKey("ssf", version, "en")
    return Edition(key, {(c.type, c.id): c for c in concepts})


@pytest.fixture(scope="module")
def editions(folder: DataFolder) -> tuple[Edition, Edition]:
    return (
        edition("2025-q3", folder.ssf_skills_2025, folder.ssf_mapping_2025),
        edition("2026", folder.ssf_skills_2026, folder.ssf_mapping_2026),
    )


def answers(old: Edition, new: Edition, renames: Renames, *, codes: bool) -> dict[str, str]:
    """Title → the surest other title, as the change desk gives it.

    An id that is still there under another label was renamed (titles that differ in case share
    one id); else it is the surest kin. No encoder: members, words and letters are enough here.
    """
    kinship = Kinship(old, new, "skill", codes=codes)
    by_title: Mapping[str, Concept] = {c.label: c for c in old.concepts.values()}
    found: dict[str, str] = {}
    for title in renames.updates:
        before = by_title[title]
        now = new.label(("skill", before.id))
        kin = kinship.kin(before, limit=1)
        found[title] = now if now not in ("", title) else kin[0].after.label if kin else ""
    return found


def accuracy(found: Mapping[str, str], renames: Renames) -> float:
    return float(np.mean([found[title] in gold for title, gold in renames.updates.items()]))


def test_the_sector_skills_say_what_became_of_every_renamed_skill(
    editions: tuple[Edition, Edition], renames: Renames, encoder: Encoder
) -> None:
    assert len(renames.updates) == 210
    baseline = by_title_alone(renames, encoder)
    by_codes = accuracy(answers(*editions, renames, codes=True), renames)
    without_codes = accuracy(answers(*editions, renames, codes=False), renames)
    print(f"\ntitles {baseline:.3f}  without codes {without_codes:.3f}  codes {by_codes:.3f}")
    assert by_codes >= 0.99
    assert without_codes >= 0.75
    assert baseline < without_codes


def by_title_alone(renames: Renames, encoder: Encoder) -> float:
    titles = list(renames.titles)
    scores = encoder.encode(list(renames.updates)) @ encoder.encode(titles).T
    right = 0
    for row, (title, gold) in zip(scores, renames.updates.items(), strict=True):
        ranked = [titles[i] for i in np.argsort(-row, kind="stable")[:2]]
        right += next(found for found in ranked if found != title) in gold
    return right / len(renames.updates)
