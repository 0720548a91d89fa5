"""Free-text skills, one a line, on the bundled samples."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.extraction.answers import Normalised
from search.extraction.lines import decoded, lines_of_table, plain_lines
from search.extraction.normalising import (
    ALTERNATIVES,
    MAX_LINE_CHARACTERS,
    Normaliser,
    normalise_lines,
)
from search.open_index import OpenIndex
from skillsearch.errors import QueryError, SourceError


@pytest.fixture(scope="module")
def normaliser(index: OpenIndex) -> Normaliser:
    return Normaliser.open(index, ["esco"])


def one(normaliser: Normaliser, line: str) -> Normalised:
    (result,) = normaliser.all_of([line])
    return result


@pytest.mark.parametrize(
    ("line", "label", "match"),
    [
        ("Kubernetes", "Kubernetes", "exact"),
        ("  kubernetes ", "Kubernetes", "exact"),
        ("k8s", "Kubernetes", "alias"),
        ("• Docker (advanced)", "Docker", "exact"),
        ("excellent project management skills", "project management", "exact"),
        ("projct managment", "project management", "fuzzy"),
        ("Projct management", "project management", "fuzzy"),
        ("SQL - 5 years", "SQL", "exact"),
        ("managing of projects", "manage projects", "semantic"),
    ],
)
def test_a_line_is_found_in_the_way_it_is_written(
    normaliser: Normaliser, line: str, label: str, match: str
) -> None:
    best = one(normaliser, line).best
    assert best is not None
    assert (best.label, best.match) == (label, match)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", "the line is empty"),
        ("+++", "the line has no word in it"),
        ("zyx wvu tsr", "no skill of the index is near enough"),
        ("Docker " * MAX_LINE_CHARACTERS, "the line is too long for a skill"),
    ],
)
def test_what_names_no_skill_gets_none_and_the_reason(
    normaliser: Normaliser, line: str, reason: str
) -> None:
    result = one(normaliser, line)
    assert result.best is None
    assert result.reason.startswith(reason)


def test_the_surer_the_spelling_the_surer_the_answer(normaliser: Normaliser) -> None:
    lines = ("Docker", "advanced Docker", "Projct management")
    sure = [one(normaliser, line).best.confidence for line in lines]  # type: ignore[union-attr]
    assert sure == sorted(sure, reverse=True)


def test_a_list_is_answered_in_its_order_and_repeated_lines_alike(normaliser: Normaliser) -> None:
    lines = ["Docker", "", "plan the work of a crew", "Docker", "plan the work of a crew"] * 1000
    before = normaliser.live.sentences.asked
    done: list[int] = []
    results = list(normaliser.all_of(lines, done.append))
    assert [r.text for r in results] == lines
    assert results[:5] * 1000 == results
    assert normaliser.live.sentences.asked - before <= 1, "a line is worked out once"
    assert sum(done) == len(lines)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text(max_size=20), max_size=5))
def test_any_line_is_answered(normaliser: Normaliser, lines: list[str]) -> None:
    for line, result in zip(lines, normaliser.all_of(lines), strict=True):
        assert result.text == line
        assert (result.best is None) == bool(result.reason)
        assert len(result.alternatives) <= ALTERNATIVES
        sure = [choice.confidence for choice in result.alternatives]
        assert sure == sorted(sure, reverse=True)


def test_a_threshold_above_all_makes_every_answer_none(index: OpenIndex) -> None:
    (result,) = normalise_lines(index, ["k8s"], min_confidence=1.0).results
    assert result.best is None
    assert result.alternatives[0].label == "Kubernetes"


def test_an_empty_request_is_refused(index: OpenIndex) -> None:
    with pytest.raises(QueryError):
        normalise_lines(index, [])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_column_is_read_whatever_the_delimiter(delimiter: str) -> None:
    text = f'id{delimiter} skill \n1{delimiter}"a {delimiter} b\nc"\n2{delimiter}\n3\n'
    assert list(lines_of_table(text, "skill", "f.csv")) == [f"a {delimiter} b\nc", "", ""]


def test_a_missing_column_is_told_with_those_there_are() -> None:
    with pytest.raises(SourceError, match=r"no column 'skil'.*Did you mean 'skill'"):
        list(lines_of_table("id,skill\n", "skil", "f.csv"))


def test_every_line_of_a_file_counts_whatever_ends_it() -> None:
    assert plain_lines("a\r\nb\n\nc\rd\u2028e\n") == ["a", "b", "", "c", "d\u2028e"]
    assert plain_lines("a\r\n") == ["a"]
    assert plain_lines("") == []


@pytest.mark.parametrize("data", [b"caf\xe9", b"a\0b", "Java".encode("utf-16")])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(SourceError) as raised:
        decoded(data, "list.txt")
    assert "list.txt" in str(raised.value)
    assert raised.value.remedy
