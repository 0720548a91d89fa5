from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillsearch.documents import SectionKind
from skillsearch.passages.resume_headings import RESUME_HEADINGS
from skillsearch.passages.sections import body_start, split_sections


def kinds(text: str) -> list[SectionKind]:
    return [section.kind for section in split_sections(text, RESUME_HEADINGS)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("EDUCATION", "education"),
        ("Work Experience:", "experience"),
        ("== Skills ==", "skills"),
        ("__ Languages __", "languages"),
        ("E D U C A T I O N", "education"),
        ("Skills & Expertise", "skills"),
        ("SkillHighlights", "skills"),
        ("■ Projects", "projects"),
        ("Berufserfahrung", "experience"),
        ("Expérience professionnelle", "experience"),
        ("EXPERIENCIA LABORAL", "experience"),
        ("Formação Acadêmica", "education"),
        ("Vaardigheden", "skills"),
        ("1. Summary", "summary"),
    ],
)
def test_headings_are_known_however_they_are_set(line: str, kind: SectionKind) -> None:
    assert kinds(f"A line before.\n{line}\nWhat follows it.") == ["header", kind]


@pytest.mark.parametrize(
    "text",
    [
        "I have ten years of\nExperience\nin this field.",
        "Good at sales, marketing and\nskills\nof many kinds",
        "• Training\n• Languages\n• Budgets",
        "Experience in many industries, above all in retail and wholesale of food.",
    ],
)
def test_words_of_sentences_and_lists_are_no_headings(text: str) -> None:
    assert len(kinds(text)) == 1


def test_a_heading_glued_to_its_text_begins_a_section() -> None:
    (_, section) = split_sections(
        "Leeds, UK\nWORK EXPERIENCESoftware Engineer\nExample Games", RESUME_HEADINGS
    )
    assert (section.kind, section.heading) == ("experience", "WORK EXPERIENCE")


def test_a_heading_with_a_colon_before_its_text_begins_a_section() -> None:
    text = "Jo\nSkills: Java, SQL\nMore of it"
    (_, section) = split_sections(text, RESUME_HEADINGS)
    assert (section.kind, section.heading) == ("skills", "Skills:")
    assert text[body_start(section) :].startswith(" Java")


def test_skills_of_one_position_do_not_end_the_experience() -> None:
    text = "Experience\nCook, 2010 - 2012\nSkills: frying\nWaiter, 2008 - 2010"
    assert kinds(text) == ["experience"]


@given(st.text("ab EDUCATION:Skil\n•-", max_size=200))
def test_sections_cover_the_text_without_a_gap(text: str) -> None:
    sections = split_sections(text, RESUME_HEADINGS)
    assert "".join(text[section.start : section.end] for section in sections) == text
    for section in sections:
        assert text.startswith(section.heading, section.start)
