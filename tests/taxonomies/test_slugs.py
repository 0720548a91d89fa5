"""Slugs: the same for variants, different for different things, whatever the order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.taxonomies.slugs import slug, unique_slugs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Data-Mining  and\nModelling", "data-mining-and-modelling"),
        ("Children’s Behaviour", "children-s-behaviour"),
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("R&D", "r-and-d"),
        ("Straße", "strasse"),
        ("Développement", "développement"),
        ("हिन्दी", "हिन्दी"),
        ("技能", "技能"),
        ("!!!", ""),
    ],
)
def test_a_slug_keeps_letters_and_digits_of_any_script(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_a_slug_is_its_own_slug(text: str) -> None:
    assert slug(slug(text)) == slug(text)


@given(st.lists(st.text(alphabet="aAbB -_!+é", max_size=5)), st.randoms(use_true_random=False))
def test_ids_are_distinct_and_do_not_depend_on_the_order(
    titles: list[str], chance: random.Random
) -> None:
    ids = unique_slugs(titles)
    assert set(ids) == set(titles)
    assert len(set(ids.values())) == len(ids)
    assert all(ids.values())
    chance.shuffle(titles)
    assert unique_slugs(titles) == ids


def test_a_title_without_a_namesake_has_its_plain_slug() -> None:
    ids = unique_slugs(["Data Analysis", "data analysis", "Budgeting"])
    assert ids["Budgeting"] == "budgeting"
    assert ids["Data Analysis"] == "data-analysis"
    assert ids["data analysis"].startswith("data-analysis-")
