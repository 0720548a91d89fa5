from __future__ import annotations

from itertools import pairwise

import pytest

from indexer.documents.common.personal import find_personal
from skillsearch.documents import PersonalKind, masked
from skillsearch.passages.resume_headings import RESUME_HEADINGS
from skillsearch.passages.sections import split_sections


def found(text: str, **known: str) -> list[tuple[str, str]]:
    told: list[tuple[PersonalKind, str]] = list(known.items())  # type: ignore[misc]
    spans = find_personal(text, split_sections(text, RESUME_HEADINGS), "resume", told)
    assert all(span.text == text[span.start : span.end] for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    return [(span.kind, span.text) for span in spans]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("mail jo.doe+cv@mail.example.com now", "email", "jo.doe+cv@mail.example.com"),
        ("mail jo [at] example [dot] org", "email", "jo [at] example [dot] org"),
        ("Tel: +49 (0)89 5550-123 ext. 12", "phone", "+49 (0)89 5550-123 ext. 12"),
        ("(217) 555-0143", "phone", "(217) 555-0143"),
        ("Mobile: 9123 4567", "phone", "9123 4567"),
        ("www.linkedin.com/in/someone-12", "url", "www.linkedin.com/in/someone-12"),
        ("see github.com/someone for code", "url", "github.com/someone"),
        ("221B Example Street, London", "address", "221B Example Street"),
        ("Musterweg 3a, 10115 Berlin", "address", "Musterweg 3a"),
        ("10115 Berlin", "address", "10115"),
        ("London SW1A 1AA", "address", "SW1A 1AA"),
        ("Date of Birth: 1 May 1990", "birth_date", "1 May 1990"),
        ("Age: 29", "birth_date", "29"),
        ("Gender: F", "gender", "F"),
        ("Nationality: Ruritanian", "nationality", "Ruritanian"),
        ("Marital status: single", "marital_status", "single"),
        ("NRIC: S1234567D", "id_number", "S1234567D"),
        ("SSN 078-05-1120", "id_number", "078-05-1120"),
    ],
)
def test_personal_data_is_found(text: str, kind: str, value: str) -> None:
    assert (kind, value) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Experience\nBaker, 2012-2015, then 2015 - 2019",
        "Experience\nCook from 03/2017 to 05/2019 and 01.02.2020 - 03.04.2021",
        "Experience\nSold 100-20000 units of model 4.500.000 a year",
        "Experience\nISO 9001:2015 and IEC 61508 audits",
        "Experience\nRaised sales from $1,200,000 to $2,500,000",
        "Skills\nMS Office 2003-2010, Windows 7",
        "Education\nExample College, Spring 2014",
        "Skills\nNode.js, ASP.NET, C++",
    ],
)
def test_dates_numbers_and_products_are_not_personal(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Wilhelmina Krumhorn\nAccountant\n", "Wilhelmina Krumhorn"),
        ("ZBIGNIEW KRUMHORN, MBA\nSales Manager\n", "ZBIGNIEW KRUMHORN"),
        ("Curriculum Vitae of Ana de la Muestra\n", "Ana de la Muestra"),
        ("Sales Manager\nKrumhorn Wilmet\nkrumhorn.wilmet@example.com\n", "Krumhorn Wilmet"),
        ("Accountant\nSummary\nPlain.\n\nName: Wil Krumhorn\n", "Wil Krumhorn"),
        ("J A N E   D O E\nbaker\n", "J A N E   D O E"),
        ("Greg Baker\nSoftware Engineer\nExperience\nBuilt things.", "Greg Baker"),
        ("Anna Cook\nHead chef\nExperience\nCooked.", "Anna Cook"),
    ],
)
def test_the_name_is_found(text: str, name: str) -> None:
    assert ("name", name) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "SENIOR ACCOUNTANT\nSummary\nPlain.",
        "Customer Service Representative\nSummary\nPlain.",
        "Professional Summary\nPlain.",
        "Machine Learning\nPython Programming\nSummary\nPlain.",
        "Example University\nSummary\nPlain.",
    ],
)
def test_titles_headings_and_skills_are_no_names(text: str) -> None:
    assert [kind for kind, _ in found(text)] == []


def test_a_name_is_masked_wherever_it_is_repeated() -> None:
    text = (
        "Jane Krumhorn\nBaker\nSummary\nBakes.\nJANE KRUMHORN - page 2\n"
        "Krumhorn, J. (2011). Bread.\n"
    )
    spans = find_personal(text, split_sections(text, RESUME_HEADINGS), "resume")
    hidden = masked(text, spans)
    assert "rumhorn" not in hidden.casefold()
    assert hidden.count("\n") == text.count("\n")


NAMED = "Jane Krumhorn\nBaker\nSummary\n"


@pytest.mark.parametrize(
    "text",
    [
        "Krumhorn was promoted twice.",
        "When Krumhorn joined, sales doubled.",
        "Thanks to Krumhorn's work the shop grew.",
        "The team (led by Jane) won a prize.",
        "Dear Jane, thank you.",
        "KRUMHORN",
    ],
)
def test_a_word_of_the_name_is_masked_where_it_stands_alone(text: str) -> None:
    hidden = masked(NAMED + text, find_personal(NAMED + text, [], "resume"))
    assert "krumhorn" not in hidden.casefold()
    assert "Jane" not in hidden


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Jane Krumhorn", "Worked for Krumhorn Motors and in Krumhorn."),
        ("Jane Krumhorn", "Studied at the University of Krumhorn."),
        ("Jane Krumhorn", "Tuned the Jane-Krumhorn-Organ and krumhorn.example.com."),
        ("Jane Krumhorn", "Repaired a krumhorn. Krumhorn making is a craft."),
        ("Mark Baker", "Worked as Baker and got full Mark."),
        ("Ada Swift", "Skills: Ada, Swift, Python"),
        ("April Jordan", "Since April 2019 in sales, Jordan"),
        ("Jo Li", "Li-ion cells, and Jo."),
        ("Maria Sales", "Sales, Excel"),
    ],
)
def test_what_may_mean_something_else_stays(name: str, text: str) -> None:
    whole = f"{name}\nSummary\n{text}"
    hidden = masked(whole, find_personal(whole, [], "resume", [("name", name)]))
    assert hidden.endswith(text)
    assert not hidden.startswith(name)


def test_what_the_source_says_is_masked_even_where_nothing_gives_it_away() -> None:
    text = "Summary\nthe work of quelque chose in town\n"
    assert ("name", "quelque chose") in found(text, name="Quelque Chose")


def test_of_a_posting_contacts_are_masked_and_the_place_is_not() -> None:
    text = (
        "Baker\n12 Example Street, Leeds\nPlease contact Ms Doe on (217) 555-0143 or see "
        "www.example.com\n"
    )
    spans = find_personal(text, [], "posting")
    assert [(span.kind, span.text) for span in spans] == [
        ("name", "Doe"),
        ("phone", "(217) 555-0143"),
    ]
