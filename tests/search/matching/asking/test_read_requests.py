"""Single rules of reading a request, and texts that are no request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.extraction.live import live_extractor
from search.matching.asking import Reading, read_request
from search.matching.asking.vocabulary import label_of_points
from search.matching.need import MAX_REQUIREMENTS, Requirement, need_from, need_to_dict
from search.open_index import OpenIndex
from skillsearch.errors import QueryError

Read = Callable[..., Reading]


@pytest.fixture
def read(asked_index: OpenIndex) -> Read:
    def call(text: str, **options: Any) -> Reading:
        return read_request(asked_index, text, "resume", as_of="2026-11-21", **options)

    return call


def one(reading: Reading) -> Requirement:
    (requirement,) = reading.need.requirements
    return requirement


def test_a_skill_of_several_taxonomies_is_one_requirement(
    read: Read, asked_index: OpenIndex
) -> None:
    labels = label_of_points(asked_index, live_extractor(asked_index))
    requirement = one(read("python"))
    assert {labels[skill] for skill in requirement.skills} == {
        "Python",
        "Python (computer programming)",
    }
    assert len(one(read("python", taxonomies=("esco",))).skills) == 1


def test_alternatives_are_met_by_either(read: Read) -> None:
    either = one(read("java or kotlin"))
    assert set(either.skills) == {*one(read("java")).skills, *one(read("kotlin")).skills}
    mixed = one(read("docker or podman"))
    assert (mixed.skills, mixed.phrases) == (one(read("docker")).skills, ("podman",))


def test_what_is_in_quotes_is_looked_for_as_it_is(read: Read) -> None:
    requirement = one(read('"python in Berlin, 5 years"'))
    assert requirement.phrases == ("python in Berlin, 5 years",)
    assert requirement.strict
    assert not requirement.skills


def test_a_name_that_no_label_has_is_looked_for_by_its_words(read: Read) -> None:
    assert one(read("Zendesk")).phrases == ("Zendesk",)
    assert one(read("fintech")).phrases == ()


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("docker", 1),
        ("docker^3", 3),
        ("docker^0.5", 0.5),
        ('"docker swarm"^4', 4),
        ("docker^99", 10),
        ("docker (essential)", 2),
        ("must have docker", 2),
        ("very important: docker", 3),
    ],
)
def test_a_weight_is_what_was_said(read: Read, text: str, weight: float) -> None:
    assert one(read(text)).weight == weight


def test_what_is_wanted_is_the_text_and_not_what_is_excluded_or_filters(read: Read) -> None:
    need = read("senior python dev in Berlin, 5+ years, no freelancers").need
    assert need.text == "python developer, python"


def test_a_place_that_no_document_has_filters_and_is_said(read: Read) -> None:
    reading = read("cook in Berlim")
    assert reading.need.filters.location == ("berlim",)
    assert reading.warnings == (
        "No document is in 'Berlim': nothing passes this filter. Nearest known: 'berlin'.",
    )


def test_places_of_another_tenant_are_not_told(read: Read) -> None:
    assert "atlantis" not in " ".join(read("cook in Atlantic").warnings)
    elsewhere = read("cook in Atlantis", tenant="elsewhere")
    assert elsewhere.need.filters.location == ("atlantis",)
    assert not elsewhere.warnings


def test_a_document_named_as_an_example_is_found_by_its_id(read: Read) -> None:
    reading = read("someone like CV resume-3 but without management, unlike candidate resume-4")
    assert len(reading.need.like) == len(reading.need.unlike) == 1
    assert [r.text for r in reading.need.of("not")] == ["management"]
    assert reading.need.like != reading.need.unlike


def test_an_example_that_is_not_there_is_said(read: Read) -> None:
    unknown = read("cook like CV resume-999")
    assert unknown.need.like == ()
    assert unknown.unused == ("like CV resume-999",)
    assert "resume-999" in unknown.warnings[0]
    assert read("cook like CV resume-21").need.like == ()  # of another tenant
    assert "postings" not in read("cook like posting posting-1").need.titles
    assert "ask with it" in read("cook like posting posting-1").warnings[0]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("cook, salary up to 90k EUR", "Pay"),
        ("cook under 30 years old", "Age"),
        ("cook, male only", "Gender"),
        ("cook with valid work permit", "right to work"),
        ("cook, notice period 1 month", "can start"),
        ("cook, no degree required", "asks for nothing"),
        ("NOT (python AND java)", "cannot say"),
        ("python OR NOT java", "cannot say"),
        ("cook, not in Leeds", "A place is no reason"),
        ("cook, no English speakers", "Nobody is left out"),
        ("develop*", "wildcard"),
        ("5 years, cook, 3 years", "twice"),
        ("sql^0", "not above 0"),
    ],
)
def test_what_cannot_be_used_is_said(read: Read, text: str, reason: str) -> None:
    assert any(reason in warning for warning in read(text).warnings)


def test_a_list_of_lines_is_a_list_of_things(read: Read) -> None:
    reading = read("data engineer\n- python\n- sql\n- 5 years\n")
    assert reading.need.titles == ("data engineer",)
    assert [r.text for r in reading.need.requirements] == ["python", "sql"]
    assert reading.need.years == 5


def test_the_query_may_be_edited_and_sent_back(read: Read) -> None:
    need = read("senior python dev in Berlin, java or kotlin, no cobol, 3 years of sql").need
    assert need_from(need_to_dict(need)) == need


def test_the_same_sentence_has_the_same_reading(read: Read) -> None:
    text = "lead data engineer (spark, docker), nice to have scala, at least 4 years"
    assert read(text) == read(text)


@pytest.mark.parametrize("text", ["", "   ", "?!… -- ()", "🔥🔥", "\x00\x07", "x" * 10_001])
def test_a_text_without_a_word_or_too_long_is_refused(read: Read, text: str) -> None:
    with pytest.raises(QueryError):
        read(text)


@pytest.mark.parametrize("text", ['python AND "sql', "(python OR sql", "python AND", "NOT NOT sql"])
def test_half_an_expression_is_refused_with_its_place(read: Read, text: str) -> None:
    with pytest.raises(QueryError):
        read(text)


def test_no_day_to_count_from_is_refused(asked_index: OpenIndex) -> None:
    with pytest.raises(QueryError, match="no date"):
        read_request(asked_index, "cook", "resume", as_of="yesterday")


def test_combinations_that_multiply_are_refused(read: Read) -> None:
    pairs = " OR ".join(f"(aa{n} AND bb{n})" for n in range(12))
    with pytest.raises(QueryError, match="combinations"):
        read(pairs)


def test_a_text_of_ten_thousand_characters_is_read_and_bounded(read: Read) -> None:
    text = ", ".join(f"q{n:x}" for n in range(1600))[:10_000]
    reading = read(text)
    assert len(reading.need.requirements) == MAX_REQUIREMENTS
    assert len(reading.unused) > 500
    assert any(str(MAX_REQUIREMENTS) in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    "text", ["🔥 python 🔥 developer 🚀", "Ищу: python", "python 护士", "ｐｙｔｈｏｎ"]
)
def test_other_scripts_and_signs_do_not_hide_what_is_known(read: Read, text: str) -> None:
    assert any(r.skills for r in read(text).need.requirements)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["python", "not", "no", "must have", "5+ years", "or", "in Berlin", "(", ")", ",", "-",
             "nice to have", "senior", "fluent", "German", "degree", "since 2024", "only", "^3",
             "like CV 3", "salary", "at least", "developer", "/", ":", "$", "🔥", "ü", "."]
        ),
        max_size=14,
    )
)  # fmt: skip
def test_any_order_of_words_is_read_or_refused(asked_index: OpenIndex, words: list[str]) -> None:
    try:
        reading = read_request(asked_index, " ".join(words), "resume", as_of="2026-11-21")
    except QueryError:
        return
    ends = [0, *(part.end for part in reading.understood)]
    starts = [part.start for part in reading.understood]
    assert all(end <= start for end, start in zip(ends, starts, strict=False))
    assert need_from(need_to_dict(reading.need)) == reading.need
