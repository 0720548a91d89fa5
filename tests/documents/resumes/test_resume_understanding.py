"""Invented resumes of many layouts and languages, understood and compared with the truth."""

from __future__ import annotations

import time

import pytest
from invented_resumes import INVENTED, Invented

from indexer.documents.resumes import understand_resume
from skillsearch.documents import MASK, Quarantined, ReadDocument, Resume, from_dict, to_dict

AS_OF = "2020-12-31"

CLASSIC = INVENTED[0]


def understood(text: str, **changes: object) -> Resume:
    return understand_resume(ReadDocument(text, "txt", **changes), as_of=AS_OF)  # type: ignore[arg-type]


@pytest.fixture(params=INVENTED, ids=lambda one: one.key)
def invented(request: pytest.FixtureRequest) -> Invented:
    one: Invented = request.param
    return one


def test_titles_and_dates_of_positions_are_found(invented: Invented) -> None:
    resume = understood(invented.text)
    assert resume.titles == invented.titles
    assert tuple((one.start, one.end) for one in resume.experience) == invented.spans
    assert all(one.current is (one.end == "") for one in resume.experience)


def test_years_are_the_union_of_the_positions(invented: Invented) -> None:
    assert understood(invented.text).years == invented.years


def test_the_highest_degree_is_the_level(invented: Invented) -> None:
    assert understood(invented.text).education_level == invented.level


def test_languages_and_place_are_found_and_none_invented(invented: Invented) -> None:
    resume = understood(invented.text)
    assert tuple(one.code for one in resume.languages) == invented.languages
    assert resume.location == invented.location


def test_employers_are_found(invented: Invented) -> None:
    if invented.employers:
        found = tuple(one.employer for one in understood(invented.text).experience)
        assert found == invented.employers


def test_nothing_personal_is_left_in_any_piece(invented: Invented) -> None:
    pieces = " ".join(piece.text for piece in understood(invented.text).pieces)
    assert [secret for secret in invented.secrets if secret in pieces] == []


def test_a_position_spans_the_lines_that_tell_of_it() -> None:
    resume = understood(CLASSIC.text)
    first, second = (resume.text[e.start_offset : e.end_offset] for e in resume.experience)
    assert first.startswith("Senior Data Engineer — Example")
    assert "Airflow" in first
    assert "PostgreSQL" not in first
    assert second.startswith("Data Engineer — Sample")
    assert "warehouse on PostgreSQL" in second
    assert "B.Sc." not in second


def test_the_city_stays_and_the_street_goes() -> None:
    resume = understood(CLASSIC.text)
    header = " ".join(piece.text for piece in resume.pieces if piece.section == "header")
    assert "Springfield, IL" in header
    assert "Street" not in header
    assert MASK in header


def test_a_record_survives_the_way_to_json_and_back(invented: Invented) -> None:
    resume = understood(invented.text)
    assert from_dict(Resume, to_dict(resume)) == resume


def test_the_same_text_gives_the_same_resume(invented: Invented) -> None:
    assert understood(invented.text) == understood(invented.text)


def test_seniority_is_that_of_the_latest_title() -> None:
    assert understood(CLASSIC.text).seniority == "senior"


def test_what_a_structured_source_says_wins_over_the_text() -> None:
    resume = understood(
        CLASSIC.text,
        fields={
            "titles": ["Head of Data"],
            "location": "Oslo, Norway",
            "experience": [
                {"title": "Data Engineer", "employer": "Sample Logistics LLC", "start": "2015-03",
                 "end": "2016-02", "current": False},
                {"title": "Beekeeper", "employer": "Nowhere", "start": "2010", "end": "2012"},
            ],
            "education": [{"title": "Master of Arts", "institution": "Example", "year": 2012}],
            "languages": [{"name": "Norwegian", "level": "B2"}],
            "personal": [{"kind": "name", "text": "Airflow"}],
        },
    )  # fmt: skip
    assert resume.titles == ("Head of Data",)
    assert resume.location == "Oslo, Norway"
    assert resume.years == 3.0
    assert resume.education_level == "master"
    assert [language.code for language in resume.languages] == ["no"]
    assert resume.experience[1].start_offset == resume.experience[1].end_offset == 0
    named = resume.experience[0]
    assert resume.text[named.start_offset :].startswith("Data Engineer")
    assert not any("Airflow" in piece.text for piece in resume.pieces)


@pytest.mark.parametrize("text", ["", "  \n\t "])
def test_an_empty_document_is_refused(text: str) -> None:
    with pytest.raises(Quarantined) as refusal:
        understood(text)
    assert refusal.value.reason == "empty"
    assert refusal.value.remedy


def test_text_in_a_font_without_a_character_map_is_refused() -> None:
    scrambled = CLASSIC.text.translate(
        {ord("a") + i: ord("a") + (i * 7 + 3) % 26 for i in range(26)}
    )
    with pytest.raises(Quarantined) as refusal:
        understood(scrambled)
    assert refusal.value.reason == "poor-text"


def test_years_of_current_positions_count_up_to_the_day_given() -> None:
    read = ReadDocument(CLASSIC.text, "txt")
    early = understand_resume(read, as_of="2019-12-31")
    late = understand_resume(read, as_of="2022-12-31")
    assert (early.years, late.years) == (4.8, 7.8)
    assert (early.as_of, late.as_of) == ("2019-12-31", "2022-12-31")


def test_a_headline_with_a_name_before_it_is_a_title() -> None:
    resume = understood(
        "Jane Placeholder | Ceramics Technician\njane@example.org\n\nSkills\nGlazing, kilns\n\n"
        "Education\nDiploma in Ceramics, Example College, 2010\n"
    )
    assert resume.titles == ("Ceramics Technician",)
    assert resume.years is None


def test_a_comma_in_a_title_stays_where_no_employer_is_on_its_line() -> None:
    resume = understood(
        "Experience\nDirector, Infrastructure\nMay 2012 to June 2016 Company Name, City , State\n"
        "Ran the network.\nEngineer, Example Ltd\nMay 2008 to April 2012\nLaid the cables.\n"
    )
    assert [(one.title, one.employer) for one in resume.experience] == [
        ("Director, Infrastructure", ""),
        ("Engineer", "Example Ltd"),
    ]


FILLINGS = [" ", "\t", "a", "1 ", "Aa ", "2015-", "a1-", "a@", "(12) ", "\n"]


@pytest.mark.parametrize("filling", FILLINGS)
def test_no_text_keeps_the_patterns_busy_for_long(filling: str) -> None:
    before = time.process_time()
    understood(CLASSIC.text * 10 + filling * (20_000 // len(filling)) + CLASSIC.text * 10)
    # A pattern that goes back over what it has read takes minutes here; a second is usual.
    assert time.process_time() - before < 20
