"""Maps made from titles and from ESCO."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from skillsearch.records import Concept, Group
from training.data.esco import esco_of
from training.data.held import held
from training.data.layout import DataFolder
from training.data.titles import JitteredTitle
from training.plots import skill_map, standard_maps, title_map


def lengths(texts: Sequence[str]) -> NDArray[np.float32]:
    return np.array([[len(text), len(set(text))] for text in texts], np.float32)


def titles(seeds: int, each: int) -> list[JitteredTitle]:
    return [
        JitteredTitle(f"Seed {seed} no. {n}", f"Seed {seed}", "11-1011.00", "Chief Executives")
        for seed in range(seeds)
        for n in range(each)
    ]


def test_a_title_map_holds_whole_seeds_up_to_1500_points_in_an_order_of_its_own() -> None:
    made = title_map(titles(400, 5))
    members = Counter(point.group for point in made.points)
    assert len(made.points) == 1500
    assert set(members.values()) == {6}  # the seed and its five variants
    assert len(made.named) == 12
    assert set(made.named) <= set(members)
    assert (
        made.points == title_map(titles(400, 5)[::-1]).points
        or made.named == title_map(titles(400, 5)[::-1]).named
    )


def test_a_title_that_comes_twice_is_one_point() -> None:
    rows = [*titles(3, 5), *titles(3, 5), JitteredTitle("Seed 0", "Seed 1", "", "")]
    texts = [point.text for point in title_map(rows).points]
    assert len(texts) == len(set(texts)) == 18


def test_a_skill_map_holds_the_skills_out_of_training_by_group() -> None:
    top, middle = Group("S", "skills"), Group("S4", "management skills")
    groups = [Group("S4.1", "planning"), Group("S4.2", "leading"), Group("S4.3", "rare")]
    concepts = [
        Concept(
            "skill",
            id=f"http://example.org/{n}",
            label=f"skill {n}",
            kind="skill/competence",
            paths=((top, middle, groups[2] if n % 50 == 0 else groups[n % 2]),),
        )
        for n in range(600)
    ]
    made = skill_map(esco_of(concepts), groups=2)
    kept = [concept for concept in concepts if held(concept.id)]
    assert [point.text for point in made.points] == [concept.label for concept in kept]
    assert {point.group for point in made.points} == {"planning", "leading", "rare"}
    assert set(made.named) == {"planning", "leading"}


def test_the_standard_maps_of_the_real_data(datasets: Path) -> None:
    made = standard_maps(DataFolder(datasets), {"first": lengths, "second": lengths})
    assert [(one.id, len(one.points), len(one.named)) for one in made] == [
        ("titles", 1500, 12),
        ("skills", 1365, 12),
    ]
    for one in made:
        texts = [point.text for point in one.points]
        assert len(texts) == len(set(texts))
        assert [view.model for view in one.views] == ["first", "second"]
        np.testing.assert_array_equal(one.views[1].vectors, lengths(texts))
        assert min(Counter(point.group for point in one.points)[name] for name in one.named) >= 6


def test_a_map_whose_file_is_missing_says_so(tmp_path: Path) -> None:
    made = standard_maps(DataFolder(tmp_path), {"first": lengths})
    assert [(one.id, len(one.points)) for one in made] == [("titles", 0), ("skills", 0)]
    assert "val_ds.csv" in made[0].missing
    assert "ESCO dataset" in made[1].missing
