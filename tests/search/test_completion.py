"""Typeahead on the samples: from letters to labels, without an encoder."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.answers import Suggested
from search.completion import complete
from search.open_index import OpenIndex
from search.request import ConceptFilter
from skillsearch.errors import QueryError
from skillsearch.text import normal_form, words

KUBERNETES = "http://example.org/skillsearch/skill/kubernetes"
ESCO = ConceptFilter(taxonomy=("esco",), language=("en",))


def texts(index: OpenIndex, typed: str, wanted: ConceptFilter = ESCO, limit: int = 10) -> list[str]:
    results = complete(index, "skills", typed, wanted, limit).results
    return [found.text for found in results if isinstance(found, Suggested)]


def test_every_beginning_of_a_label_leads_to_it(index: OpenIndex) -> None:
    for end in range(3, len("kubernetes") + 1):
        found = complete(index, "skills", "kubernetes"[:end], ESCO, 10).results
        assert KUBERNETES in {suggestion.id for suggestion in found}


def test_the_beginnings_of_its_words_are_enough(index: OpenIndex) -> None:
    assert "project management" in texts(index, "proj man")
    assert "project management" in texts(index, "man proj")


def test_a_typo_is_completed_too(index: OpenIndex) -> None:
    assert "Kubernetes" in texts(index, "kuberentes")


def test_occupations_are_completed_by_their_titles(index: OpenIndex) -> None:
    found = complete(index, "occupations", "devo", ESCO, 5).results
    assert "DevOps engineer" in {suggestion.text for suggestion in found}  # type: ignore[union-attr]


@pytest.mark.parametrize("limit", [1, 3, 100])
def test_no_more_than_the_limit_and_none_twice(index: OpenIndex, limit: int) -> None:
    found = texts(index, "m", ConceptFilter(), limit)
    assert 0 < len(found) <= limit
    assert len(set(map(normal_form, found))) == len(found)


def test_only_what_passes_the_filter_is_suggested(index: OpenIndex) -> None:
    found = complete(index, "skills", "data", ConceptFilter(taxonomy=("ssf",)), 100).results
    assert {suggestion.taxonomy for suggestion in found} == {"ssf"}
    assert {suggestion.version for suggestion in found} == {"2026"}


def test_a_filter_that_typeahead_cannot_use_is_named(index: OpenIndex) -> None:
    (warning,) = complete(index, "skills", "data", ConceptFilter(tag=("digital",)), 5).warnings
    assert "taxonomy, version, language and kind only" in warning


@pytest.mark.parametrize("typed", ["", "  ", "?!"])
def test_nothing_is_completed_by_nothing(index: OpenIndex, typed: str) -> None:
    assert texts(index, typed) == []


@pytest.mark.parametrize(("typed", "limit"), [("x" * 201, 5), ("x", 0), ("x", 101)])
def test_what_is_out_of_range_is_refused(index: OpenIndex, typed: str, limit: int) -> None:
    with pytest.raises(QueryError) as refusal:
        complete(index, "skills", typed, ESCO, limit)
    assert refusal.value.remedy


@given(typed=st.text(max_size=20))
def test_whatever_is_typed_a_label_of_the_index_is_suggested_or_nothing(
    index: OpenIndex, typed: str
) -> None:
    surface = index.collection("skills").lexicon.surface
    labels = {surface[row] for row in range(len(surface))}
    found = texts(index, typed, ConceptFilter())
    assert set(found) <= labels
    assert not found or words(typed)
