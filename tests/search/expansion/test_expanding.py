"""Queries made wider on the bundled samples: what is understood, what is added, what is kept."""

from __future__ import annotations

from typing import Any

import pytest
from boolean_strings import read_boolean
from hypothesis import given, settings
from hypothesis import strategies as st

from search.expansion import Expansion, expand
from search.expansion.answers import Part
from search.open_index import OpenIndex
from search.request import ConceptFilter
from skillsearch.errors import NothingIndexed, QueryError
from skillsearch.settings import Settings
from skillsearch.text import words

ENGLISH = ConceptFilter(taxonomy=("esco",), language=("en",))


def widened(index: OpenIndex, query: str, **options: Any) -> Expansion:
    return expand(index, query, options.pop("wanted", ENGLISH), **options)


def part(expansion: Expansion, text: str) -> Part:
    return next(p for p in expansion.parts if p.text == text)


def linkedin(index: OpenIndex, query: str, **options: Any) -> str:
    return widened(index, query, dialects=("linkedin",), **options).booleans[0].text


def test_each_part_is_taken_for_what_it_is(index: OpenIndex) -> None:
    found = widened(index, "senior python developer with k8s for a fintech in Berlin")
    assert {p.text: p.kind for p in found.parts} == {
        "senior": "seniority",
        "python": "skill",
        "developer": "title",
        "with": "filler",
        "k8s": "skill",
        "for": "filler",
        "a": "filler",
        "fintech": "sector",
        "in": "filler",
        "Berlin": "place",
    }
    assert [m.label for m in part(found, "k8s").concepts] == ["Kubernetes"]
    assert all(found.query[p.start : p.end] == p.text for p in found.parts)


def test_a_term_says_what_it_is_and_why(index: OpenIndex) -> None:
    terms = {t.text: t for t in part(widened(index, "k8s admin"), "k8s").terms}
    kubernetes = terms["Kubernetes"]
    assert (kubernetes.kind, kubernetes.taxonomy) == ("synonym", "esco")
    assert kubernetes.reason == "label of Kubernetes in esco"
    assert kubernetes.id


def test_breadth_nought_adds_other_names_alone(index: OpenIndex) -> None:
    kinds = {
        t.kind for p in widened(index, "javascript developer", breadth=0).parts for t in p.terms
    }
    assert kinds == {"synonym"}
    wide = widened(index, "javascript developer", breadth=1)
    assert {"synonym", "narrower"} < {t.kind for p in wide.parts for t in p.terms}


@pytest.mark.parametrize("query", ["javascript developer", "registered nurse", "manage staff"])
def test_a_larger_breadth_never_takes_a_term_away(index: OpenIndex, query: str) -> None:
    admitted: set[str] = set()
    for breadth in (0, 0.25, 0.5, 0.75, 1):
        terms = {t.text for p in widened(index, query, breadth=breadth).parts for t in p.terms}
        assert admitted <= terms
        admitted = terms
    assert admitted


def test_what_the_user_quoted_or_excluded_is_left_alone(index: OpenIndex) -> None:
    text = linkedin(index, '(python OR java) "software testing" NOT javascript', breadth=1)
    assert text.endswith(' AND "software testing" AND NOT javascript')
    found = widened(index, '"python" NOT (java OR javascript)', breadth=1)
    assert [(p.text, p.kind, p.terms) for p in found.parts] == [
        ("python", "quoted", ()),
        ("java", "excluded", ()),
        ("javascript", "excluded", ()),
    ]
    assert found.booleans[0].text == '"python" AND NOT (java OR javascript)'


def test_a_typo_is_mended_and_what_was_typed_stays(index: OpenIndex) -> None:
    text = linkedin(index, "kuberentes")
    assert {"kuberentes", "Kubernetes"} <= set(text.split(" OR "))


def test_a_new_name_is_no_typo_of_an_old_one(index: OpenIndex) -> None:
    found = widened(index, "Deno")
    assert found.not_understood == ("Deno",)
    assert found.booleans[0].text == "Deno"
    assert any("Deno" in warning for warning in found.warnings)


def test_an_acronym_joined_by_and_is_not_its_first_letter(index: OpenIndex) -> None:
    assert [p.text for p in widened(index, "R&D").parts] == ["R&D"]


def test_plurals_and_longer_phrases_are_not_said_twice(index: OpenIndex) -> None:
    found = widened(index, "project manager, registered nurses", breadth=1)
    for boolean_part in found.parts:
        forms = [" ".join(sorted(words(t.text))).rstrip("s") for t in boolean_part.terms]
        assert len(forms) == len(set(forms))
        covered = [t for t in boolean_part.terms if t.covered_by]
        assert all(words(t.covered_by)[0] in words(t.text) for t in covered)
        shown = found.booleans[0].text
        assert not any(f'"{t.text}"' in shown for t in covered)


def test_terms_come_from_the_chosen_taxonomy_and_language(index: OpenIndex) -> None:
    french = ConceptFilter(taxonomy=("esco",), language=("fr",))
    meant = part(widened(index, "python", wanted=french), "python").concepts
    assert {m.language for m in meant} == {"fr"}
    every = widened(index, "python", wanted=ConceptFilter(language=("en",)), breadth=1)
    assert {m.taxonomy for m in every.parts[0].concepts} > {"esco"}


def test_a_string_that_is_too_long_loses_its_lightest_terms_and_says_which(
    index: OpenIndex,
) -> None:
    whole = widened(index, "javascript", breadth=1).booleans[0]
    short = widened(index, "javascript", breadth=1, max_length=40).booleans[0]
    assert whole.dropped == ()
    assert len(short.text) <= 40 < len(whole.text)
    assert short.dropped
    assert all(text not in read_boolean(short.text, "linkedin").leaves for text in short.dropped)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"breadth": 1.5}, "breadth = 1.5"),
        ({"breadth": float("nan")}, "breadth = nan"),
        ({"max_length": 3}, "max_length = 3"),
        ({"wanted": ConceptFilter(taxonomy=("ecso",))}, "'ecso'"),
    ],
)
def test_a_control_out_of_range_is_refused(
    index: OpenIndex, options: dict[str, Any], says: str
) -> None:
    with pytest.raises(QueryError, match=says) as refusal:
        widened(index, "python", **options)
    assert refusal.value.remedy


def test_a_query_longer_than_the_string_may_be_is_refused(index: OpenIndex) -> None:
    with pytest.raises(QueryError, match="max_length is 20"):
        widened(index, "registered nurse wound care surgery", max_length=20)


def test_an_operator_in_small_letters_is_told(index: OpenIndex) -> None:
    warnings = widened(index, "python or java").warnings
    assert "An operator is written in capitals: AND, OR, NOT." in warnings


def test_nothing_indexed_says_what_to_run(empty_settings: Settings) -> None:
    from search.open_index import open_index

    with open_index(empty_settings) as empty, pytest.raises(NothingIndexed) as refusal:
        expand(empty, "python", ConceptFilter())
    assert "skillsearch index taxonomy" in refusal.value.remedy


PIECES = [
    *("python", "java", "k8s", "developer", "senior", "nurse", "manage", "staff", "data", "deno"),
    *("analysis", "C++", ".NET", "R&D", "kuberentes", "in", "Berlin", "fintech", "recruiter"),
    *("OR", "AND", "NOT", "(", ")", "-junior", "nurs*", '5"', "front-end/back-end"),
    *('"software testing"', "“wound care”", "Python (computer programming)", "node.js,react"),
]


@settings(deadline=None, max_examples=25)
@given(
    pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=7),
    breadth=st.sampled_from([0.0, 0.5, 1.0]),
)
def test_whatever_is_typed_the_strings_can_be_read_and_hold_it(
    index: OpenIndex, pieces: list[str], breadth: float
) -> None:
    query = " ".join(pieces)
    try:
        found = widened(index, query, breadth=breadth, max_length=5000)
    except QueryError:
        return
    assert found == widened(index, query, breadth=breadth, max_length=5000)
    kept = [p for p in found.parts if p.kind != "filler"] or found.parts
    typed = {word for p in kept for word in words(p.text)}
    for boolean in found.booleans:
        read = read_boolean(boolean.text, boolean.dialect)
        assert typed <= {word for leaf in read.leaves for word in words(leaf)}
