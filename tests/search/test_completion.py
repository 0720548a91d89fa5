"""Typeahead on the samples: from letters to labels, without an encoder."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.answers import Suggested
from search.completion import complete
from search.library import Library
from search.request import ConceptFilter
from skillsearch.errors import QueryError
from skillsearch.text import normal_form, words

KUBERNETES = "http://example.org/skillsearch/skill/kubernetes"
ESCO = ConceptFilter(taxonomy=("esco",), language=("en",))


def texts(library: Library, typed: str, wanted: ConceptFilter = ESCO, limit: int = 10) -> list[str]:
    results = complete(library, "skills", typed, wanted, limit).results
    return [found.text for found in results if isinstance(found, Suggested)]


def test_every_beginning_of_a_label_leads_to_it(library: Library) -> None:
    for end in range(3, len("kubernetes") + 1):
        found = complete(library, "skills", "kubernetes"[:end], ESCO, 10).results
        assert KUBERNETES in {suggestion.id for suggestion in found}


def test_the_beginnings_of_its_words_are_enough(library: Library) -> None:
    assert "project management" in texts(library, "proj man")
    assert "project management" in texts(library, "man proj")


def test_a_typo_is_completed_too(library: Library) -> None:
    assert "Kubernetes" in texts(library, "kuberentes")


def test_occupations_are_completed_by_their_titles(library: Library) -> None:
    found = complete(library, "occupations", "devo", ESCO, 5).results
    assert "DevOps engineer" in {suggestion.text for suggestion in found}  # type: ignore[union-attr]


@pytest.mark.parametrize("limit", [1, 3, 100])
def test_no_more_than_the_limit_and_none_twice(library: Library, limit: int) -> None:
    found = texts(library, "m", ConceptFilter(), limit)
    assert 0 < len(found) <= limit
    assert len(set(map(normal_form, found))) == len(found)


def test_only_what_passes_the_filter_is_suggested(library: Library) -> None:
    found = complete(library, "skills", "data", ConceptFilter(taxonomy=("ssf",)), 100).results
    assert {suggestion.taxonomy for suggestion in found} == {"ssf"}
    assert {suggestion.version for suggestion in found} == {"2026"}


def test_a_filter_that_typeahead_cannot_use_is_named(library: Library) -> None:
    (warning,) = complete(library, "skills", "data", ConceptFilter(tag=("digital",)), 5).warnings
    assert "taxonomy, version, language and kind only" in warning


@pytest.mark.parametrize("typed", ["", "  ", "?!"])
def test_nothing_is_completed_by_nothing(library: Library, typed: str) -> None:
    assert texts(library, typed) == []


@pytest.mark.parametrize(("typed", "limit"), [("x" * 201, 5), ("x", 0), ("x", 101)])
def test_what_is_out_of_range_is_refused(library: Library, typed: str, limit: int) -> None:
    with pytest.raises(QueryError) as refusal:
        complete(library, "skills", typed, ESCO, limit)
    assert refusal.value.remedy


@given(typed=st.text(max_size=20))
def test_whatever_is_typed_a_label_of_the_index_is_suggested_or_nothing(
    library: Library, typed: str
) -> None:
    surface = library.collection("skills").lexicon.surface
    labels = {surface[row] for row in range(len(surface))}
    found = texts(library, typed, ConceptFilter())
    assert set(found) <= labels
    assert not found or words(typed)
