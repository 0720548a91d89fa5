from __future__ import annotations

import random
import string

import pytest

from indexer.documents.common.education import find_education, highest, level_of
from indexer.documents.common.languages import find_languages, language_named
from indexer.documents.common.locations import find_location, place_in
from indexer.documents.common.quality import gate, measure
from indexer.documents.common.seniority import seniority_of
from indexer.documents.common.titles import title_score
from skillsearch.documents import Quarantined, Section


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Marketing Intern", "intern"),
        ("Werkstudentin Vertrieb", "intern"),
        ("Junior Developer", "junior"),
        ("Software Engineer", "mid"),
        ("Assistant Manager", "mid"),
        ("Sr. Accountant", "senior"),
        ("Software Engineer III", "senior"),
        ("Lead Nurse", "lead"),
        ("Teamleiter Logistik", "lead"),
        ("Projektleiterin", "manager"),
        ("Senior Manager, Finance", "manager"),
        ("Director of Sales", "manager"),
        ("Vice President of Sales", "executive"),
        ("Chief Executive Officer", "executive"),
        ("", ""),
    ],
)
def test_seniority_is_read_off_the_title(title: str, level: str) -> None:
    assert seniority_of(title) == level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Bachelor's of Social Work", "bachelor"),
        ("B.Sc. (Hons) Physics", "bachelor"),
        ("B.TECH(ELECTRICAL) FROM", "bachelor"),
        ("MBA, Finance", "master"),
        ("MA : Human Resources", "master"),
        ("Diplom-Informatiker", "master"),
        ("Ph.D. in Chemistry", "doctorate"),
        ("Associate of Arts : Accounting", "vocational"),
        ("Diploma in Nursing", "vocational"),
        ("High School Diploma", "secondary"),
        ("Abitur 2005", "secondary"),
        ("Sales Associate", ""),
        ("as a master plumber", ""),
        ("Mastered Excel", ""),
        ("Scrum Master", ""),
        ("the ma and pa shop", ""),
    ],
)
def test_the_level_of_a_degree_is_read_off_its_name(text: str, level: str) -> None:
    assert level_of(text) == level


def test_the_highest_level_is_in_the_order_of_levels() -> None:
    assert highest(["secondary", "master", "bachelor"]) == "master"
    assert highest([]) == ""


def test_a_degree_has_its_institution_and_year() -> None:
    text = (
        "Education\nB.Sc. in Physics, Example State University, 2014\n2010\nAbitur, Example Schule"
    )
    section = Section("education", "Education", 0, len(text))
    first, second = find_education(text, section)
    assert (first.title, first.institution, first.year) == (
        "B.Sc. in Physics",
        "Example State University",
        2014,
    )
    assert (second.level, second.year) == ("secondary", 2010)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Fluent in Spanish and French", ["es", "fr"]),
        ("Bilingual (English/Spanish)", ["en", "es"]),
        ("German (C1), English - native", ["de", "en"]),
        ("English teacher at a German bank", []),
        ("Sold Italian shoes and Polish glass", []),
    ],
)
def test_languages_are_claimed_not_mentioned(text: str, codes: list[str]) -> None:
    assert [one.code for one in find_languages(text, [])] == codes


def test_a_section_on_languages_is_read_whole() -> None:
    text = "Sprachen\nDeutsch (Muttersprache)\nEnglisch: C1, Französisch\nPython"
    section = Section("languages", "Sprachen", 0, len(text))
    found = [(one.code, one.level) for one in find_languages(text, [section])]
    assert found == [("de", "Muttersprache"), ("en", "C1"), ("fr", "")]


def test_languages_go_by_their_names_and_codes() -> None:
    assert language_named("Deutsch") == language_named("de") == language_named("german")
    assert language_named("Klingon") is None


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("12 Main St | Austin, TX 78701", "Austin, TX"),
        ("Leeds, West Yorkshire, United Kingdom", "Leeds, West Yorkshire, United Kingdom"),
        ("Born to sell, IN style", ""),
        ("Example University, USA", ""),
        ("Python, SQL, MS Office", ""),
        ("City , State", ""),
    ],
)
def test_places_are_cities_with_a_state_or_country(line: str, place: str) -> None:
    assert place_in(line) == place


def test_a_place_is_read_in_the_header_alone() -> None:
    text = "Jo Doe\njo@example.org\nExperience\nCook, Austin, TX\n"
    header = Section("header", "", 0, text.index("Experience"))
    assert find_location(text, [header]) == ""
    assert find_location("Location: Springfield\n" + text, []) == "Springfield"


@pytest.mark.parametrize(
    ("phrase", "least", "most"),
    [
        ("Senior Data Engineer", 3, 3),
        ("Director of Sales", 3, 3),
        ("LEADACCOUNTANT", 3, 3),
        ("Sr. Network Engineer", 3, 3),
        ("Example Consulting Ltd", 0, 1),
        ("Responsible for all engineers of the site", 0, 0),
        ("Managed a team of engineers.", 0, 0),
        ("Python, SQL, Git", 0, 0),
    ],
)
def test_titles_end_in_the_name_of_a_job(phrase: str, least: int, most: int) -> None:
    assert least <= title_score(phrase) <= most


ENGLISH = "She wrote the plans for a new school and worked with the people of the town. " * 4


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        (
            "Entwicklung von Anwendungen für Kunden und Betreuung der Systeme mit dem Team. " * 3,
            "de",
        ),
        ("Conception et développement de sites pour les associations de la ville. " * 3, "fr"),
        ("Разработка и сопровождение программ для банков и магазинов города. " * 3, "ru"),
    ],
)
def test_language_passes_and_is_named(text: str, code: str) -> None:
    quality = measure(text)
    gate(quality, "resume")
    assert quality.code == code
    assert quality.language > 0.7


def test_a_list_of_skills_without_a_sentence_passes() -> None:
    gate(measure("Java, SQL, Git, Python, Docker, Kubernetes, REST interfaces, testing"), "resume")


@pytest.mark.parametrize(
    "text",
    [
        "(cid:12)(cid:33)(cid:7) " * 80,
        "\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER} ab cd " * 80,
        "".join(random.Random(3).choices(string.ascii_lowercase + "   ", k=1500)),
        "".join(random.Random(4).choices(string.printable, k=1500)),
    ],
)
def test_what_is_no_language_is_refused(text: str) -> None:
    with pytest.raises(Quarantined) as refusal:
        gate(measure(text), "posting")
    assert refusal.value.reason == "poor-text"
    assert "posting" in refusal.value.message


def test_no_letter_at_all_is_empty() -> None:
    with pytest.raises(Quarantined) as refusal:
        gate(measure("12 34 ---"), "resume")
    assert refusal.value.reason == "empty"


def test_letters_with_spaces_between_them_cost_order() -> None:
    spaced = " ".join(ENGLISH.replace(" ", ""))
    assert measure(spaced).order < 0.5 < measure(ENGLISH).order


def test_a_page_that_is_nearly_empty_costs_density() -> None:
    assert measure(ENGLISH, pages=5).density < 0.2
