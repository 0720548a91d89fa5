"""The words of a text and what two spellings have in common."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillsearch.extraction.words import key_of, label_words, words_at

SAME = [
    ("manage", "managed"),
    ("manages", "managing"),
    ("plan", "planned"),
    ("study", "studies"),
    ("analyse", "analyzing"),
    ("organise", "organized"),
    ("behaviour", "behaviors"),
    ("programme", "programs"),
    ("database", "databases"),
]

DIFFERENT = [
    ("manage", "management"),
    ("manager", "manage"),
    ("statistics", "statistic"),
    ("sas", "sa"),
    ("news", "newt"),
    ("analysis", "analyst"),
    ("string", "stre"),
    ("mile", "mill"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_inflections_and_spellings_share_a_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_words_do_not(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


def test_signs_belong_to_words_and_articles_do_not_count() -> None:
    assert [w.form for w in label_words("C++, C# and the R&D")] == [
        "c++",
        "c#",
        "and",
        "r",
        "and",
        "d",
    ]


@given(st.text(max_size=60))
def test_words_follow_each_other_inside_the_text(text: str) -> None:
    place = 0
    for word in words_at(text, 0, len(text)):
        assert place <= word.start < word.end <= len(text)
        assert word.form
        place = word.end
