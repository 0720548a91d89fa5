"""The house's pairs: which postings are drawn, and resumes that are in no index yet."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from search.extraction.live import live_extractor
from search.open_index import open_index
from skillsearch.errors import SourceError
from skillsearch.settings import load_settings
from skillsearch.store.files import copy_tree
from training.data.layout import DataFolder
from training.evaluation.matching.chosen import read_chosen
from training.evaluation.matching.vacancies import training_table
from training.matching.house import chosen_postings, name_of
from training.matching.kept_pairs import KeptPairs, PostingPairs, light
from training.matching.pairs import pairs_of
from training.matching.resumes import house_items, house_resumes

COOK = """Sam Example
Head chef

Experience
2015 - 2024 Head chef, Example Bistro
Planned menus, cooked sauces and trained kitchen staff. Managed food costs and hygiene.

Skills
Cooking, food safety, menu planning
"""


def test_fewer_postings_of_a_category_are_among_the_more() -> None:
    every = read_chosen(training_table())
    few, more = chosen_postings(every, 3), chosen_postings(every, 14)

    assert set(few) < set(more) < set(every)
    assert chosen_postings(tuple(reversed(every)), 3) == few
    assert len({name_of(each) for each in more}) == len(more)
    by_category = [each.category for each in few]
    assert max(by_category.count(category) for category in by_category) == 3


def test_resumes_that_are_not_indexed_are_read_and_pairs_of_them_are_kept(
    sample_data_dir: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    for number in range(3):
        path = data / "resumes" / "livecareer" / "CHEF" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n" if number == 2 else f"{COOK}Bakes {number + 2} kinds of bread.\n")
    home = tmp_path / "home"
    copy_tree(sample_data_dir, home)
    with open_index(load_settings(data_dir=home)) as index:
        encode = live_extractor(index).sentences.of
        items = house_items(DataFolder(data))
        people, left_out = house_resumes(index, items, "default", encode, lambda count: None)
        assert list(people) == ["CHEF/0.txt", "CHEF/1.txt"]
        assert sum(left_out.values()) == 1
        assert people["CHEF/0.txt"].payload["sha256"] != people["CHEF/1.txt"].payload["sha256"]
        cook = people["CHEF/0.txt"]
        pairs = pairs_of(index, [(cook, [(people["CHEF/1.txt"], 1.0), (cook, 0.0)])])

    key = [("CHEF/1.txt", 1.0)]
    kept = KeptPairs(tmp_path / "kept", "made by these")
    kept.put("v1", key, PostingPairs(pairs, light(cook)))
    again = KeptPairs(tmp_path / "kept", "made by these").get("v1", key)

    assert again is not None
    assert np.array_equal(again.pairs.features, pairs.features, equal_nan=True)
    assert set(again.posting.vector) == {"dense", "title", "beginning"}
    assert KeptPairs(tmp_path / "kept", "made by others").get("v1", key) is None
    assert kept.get("v1", [("CHEF/1.txt", 0.0)]) is None
    texts = b"".join(path.read_bytes() for path in (tmp_path / "kept").iterdir())
    assert b"sauces" not in texts


def test_a_folder_without_resumes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="a folder of PDF resumes for each category"):
        house_items(DataFolder(tmp_path))
