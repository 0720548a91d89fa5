"""Pay, titles, years, contracts and names as postings write them."""

from __future__ import annotations

import pytest

from indexer.documents.postings.contacts import names_in
from indexer.documents.postings.contracts import contract_in
from indexer.documents.postings.pay import pay_in, pay_of_field
from indexer.documents.postings.titles import clean_title, title_in
from indexer.documents.postings.years import years_asked, years_of_field
from skillsearch.documents import Pay


@pytest.mark.parametrize(
    ("written", "pay"),
    [
        ("S$4,000 - 5,500 per month", Pay(4000.0, 5500.0, "SGD", "month")),
        ("£35,392 to £42,618 a year", Pay(35392.0, 42618.0, "GBP", "year")),
        ("$35.50/hr", Pay(35.5, 35.5, "", "hour")),
        ("Fresno, CA. Pay: $35.50/hr", Pay(35.5, 35.5, "USD", "hour")),
        ("Singapore: salary $3k-5k", Pay(3000.0, 5000.0, "SGD", "month")),
        ("12 LPA", Pay(1200000.0, 1200000.0, "INR", "year")),
        ("₹6,00,000 – ₹9,00,000 per year", Pay(600000.0, 900000.0, "INR", "year")),
        ("Rs. 25,000/- per month", Pay(25000.0, 25000.0, "INR", "month")),
        ("up to £25,000 per annum", Pay(None, 25000.0, "GBP", "year")),
        ("Annual salary of $90,000 USD", Pay(90000.0, 90000.0, "USD", "year")),
        ("Salary £25,000 plus £500 joining bonus", Pay(25000.0, 25000.0, "GBP", "year")),
        ("Competitive", None),
        ("We raised $40 million last year", None),
        ("Save £50 per month with our car park", None),
        ("You will manage a budget of £300,000 per year", None),
        ("5 days, 401k plan, 20% bonus", None),
    ],
)
def test_pay_is_read_as_written(written: str, pay: Pay | None) -> None:
    assert pay_in(written) == pay


def test_the_words_of_a_pay_field_win_over_its_numbers() -> None:
    field = {"low": 24878, "high": 26643, "period": "YEAR", "text": "£14.80 - £15.85 per hour"}
    assert pay_of_field(field) == Pay(14.8, 15.85, "GBP", "hour")
    assert pay_of_field({"low": 24878, "high": None, "currency": "GBP", "period": "YEAR"}) == Pay(
        24878.0, None, "GBP", "year"
    )


@pytest.mark.parametrize(
    ("raw", "title", "aside"),
    [
        ("URGENT!!! Clerk (5 days, East) up to $2.8K", "Clerk", ("5 days, East", "up to $2.8K")),
        ("Vacancy for__Copy Writer", "Copy Writer", ()),
        ("Senior Engineer (Java)", "Senior Engineer (Java)", ()),
        ("Hiring Manager", "Hiring Manager", ()),
        ("We are hiring: Nurse", "Nurse", ()),
        ("C++ / C# Developer (m/w/d)", "C++ / C# Developer", ("m/w/d",)),
        ("Clerk | 5 days | East", "Clerk", ("5 days", "East")),
        ("***Packer*** x 10", "Packer", ("x 10",)),
        ("Assistant Manager | Field Sales", "Assistant Manager | Field Sales", ()),
        ("Head of R&D", "Head of R&D", ()),
        ("12345", "12345", ()),
    ],
)
def test_a_title_is_freed_of_what_was_added(raw: str, title: str, aside: tuple[str, ...]) -> None:
    cleaned = clean_title(raw)
    assert (cleaned.title, cleaned.aside) == (title, aside)
    assert clean_title(title).title == title


def test_a_title_is_found_by_label_on_top_or_in_the_first_sentence() -> None:
    assert title_in("Careers\nJob Title: Tailor\nWe sew.") == "Tailor"
    assert title_in("Requirements\nWe are looking for a skilled Data Analyst to join us.") == (
        "Data Analyst"
    )
    assert title_in("About us\nWe make hats.\nCome and see.") == ""


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("3-5 years of experience in sales", 3.0, 5.0),
        ("Minimum of 5 years' experience", 5.0, None),
        ("at least two (2) years of relevant experience", 2.0, None),
        ("10+ yrs exp", 10.0, None),
        ("Diploma with 4 years or degree with 2 years of experience", 2.0, None),
        ("up to 2 years of experience", None, 2.0),
        ("minimum 18 months of experience", 1.5, None),
        ("a firm with over 50 years of history", None, None),
        ("at least 18 years of age", None, None),
        ("a 2 years contract", None, None),
        ("a 4-year degree in business", None, None),
        ("worked in the last 5 years", None, None),
    ],
)
def test_years_of_experience_are_no_other_years(
    sentence: str, low: float | None, high: float | None
) -> None:
    assert years_asked([(sentence, True)]) == (low, high)


def test_experience_overall_wins_over_experience_in_one_thing() -> None:
    asked = [("2 years with Python", True), ("8 years of relevant experience", True)]
    assert years_asked(asked) == (8.0, None)
    assert years_asked([("We have over 20 years of experience in logistics", False)]) == (
        None,
        None,
    )


def test_a_field_of_years_may_be_a_number_a_range_or_months() -> None:
    assert years_of_field("3-5") == (3.0, 5.0)
    assert years_of_field(4) == (4.0, None)
    assert years_of_field({"monthsOfExperience": "30"}) == (2.5, None)
    assert years_of_field("Fresher") == (None, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("You negotiate contracts for remote sites and hybrid cloud customers.", ()),
        ("A 6-month contract, fully remote.", ("contract", "remote")),
        ("This is not a remote position.", ()),
        ("Open to full-time students.", ()),
        ("Hybrid working, permanent role, rotating shifts.", ("hybrid", "permanent", "shift")),
        ("Employment type: Full Time / Temp", ("full-time", "temporary")),
    ],
)
def test_a_contract_is_told_from_the_work(text: str, words: tuple[str, ...]) -> None:
    assert contract_in(text, "Clerk", frozenset()) == words


def test_fields_of_a_contract_win_in_their_group() -> None:
    said = frozenset({"full-time"})
    assert contract_in("Part-time, hybrid working", "Clerk", said) == ("full-time", "hybrid")


def test_names_of_people_are_found_and_offices_are_not() -> None:
    text = (
        "Please contact Philippa Underhill, Ward Manager, or Dr Bram Okonjo-Smythe.\n"
        "Contact Human Resources or our Customer Service Team.\n"
        "Registered by Wendeline Tay (R9999999)"
    )
    assert set(names_in(text)) == {
        "Philippa Underhill",
        "Bram Okonjo-Smythe",
        "Wendeline Tay",
    }
