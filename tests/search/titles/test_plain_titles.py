"""What a title says, and what of it is noise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.titles.folding import fold_key
from search.titles.noise import kind_of
from search.titles.normalising import JobTitle, normalise_title


def only(title: str) -> JobTitle:
    (job,) = normalise_title(title).titles
    return job


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("Sr. SW Engr (Python) – Night Shift", "Senior Software Engineer"),
        ("URGENT!! 🔥 Warehouse Packers x 5 - Tuas ($2,500/mth)", "Warehouse Packers"),
        ("SENIOR SITE SUPERVISOR ", "Senior Site Supervisor"),
        ("Req #12345 - Asst. Mgr, Ops", "Assistant Manager"),
        ("Rider Partner Kuala Lumpur", "Rider Partner"),
        ("Verkäufer (m/w/d)", "Verkäufer"),
        ("Tech Lead", "Technical Lead"),
        ("Lab Tech", "Lab Technician"),
        ("5 days Office Admin | up to $3k | Raffles Place", "Office Administrator"),
        ("Software Engineer II", "Software Engineer"),
        ("iOS dev", "iOS Developer"),
        ("HR ADMIN EXEC", "Human Resources Administrative Executive"),
        ("C++ / C# Developer", "C++/C# Developer"),
        ("Executive Assistant to CEO", "Executive Assistant to Chief Executive Officer"),
    ],
)
def test_a_title_is_told_in_plain_words(given: str, plain: str) -> None:
    assert only(given).text == plain


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("Night Shift", "shift"),
        ("Part-time", "hours"),
        ("6 months contract", "contract"),
        ("Singapore", "location"),
        ("based in Leeds", "location"),
        ("Austin, TX", "location"),
        ("Hybrid", "workplace"),
        ("£28k - £32k per annum", "pay"),
        ("JR-100234", "reference"),
        ("Ref: AB/1234", "reference"),
        ("Urgent Hiring", "hype"),
        ("m/f/d", "gender"),
        ("2-3 years experience", "experience"),
        ("x 5", "headcount"),
        ("Band 5", "grade"),
    ],
)
def test_noise_is_taken_off_and_told(part: str, kind: str) -> None:
    assert kind_of(part) == kind
    for title in (f"Staff Nurse - {part}", f"Staff Nurse ({part})", f"{part} | Staff Nurse"):
        said = normalise_title(title)
        assert [job.text for job in said.titles] == ["Staff Nurse"]
        assert [p.kind for p in said.parts] == [kind]
        assert said.parts[0].text in title


@pytest.mark.parametrize(
    "title",
    [
        "Head of Singapore",
        "Night Auditor",
        "Contract Manager",
        "Shift Supervisor",
        "Remote Sensing Scientist",
        "Lead Generation Specialist",
        "Female Health Physiotherapist",
        "Location Scout",
        "Senior Living Manager",
        "Band Leader",
    ],
)
def test_a_word_of_the_job_is_no_noise(title: str) -> None:
    said = normalise_title(title)
    assert [(job.text, job.core) for job in said.titles] == [(title, title)]
    assert said.parts == ()


@pytest.mark.parametrize(
    ("title", "core", "seniority"),
    [
        ("Senior Data Engineer", "Data Engineer", "senior"),
        ("Jr. Chef", "Chef", "junior"),
        ("Principal Software Engineer", "Software Engineer", "lead"),
        ("Staff Software Engineer", "Software Engineer", "lead"),
        ("Staff Nurse", "Staff Nurse", "mid"),
        ("Senior Project Manager", "Project Manager", "manager"),
        ("Assistant Store Manager", "Assistant Store Manager", "mid"),
        ("Software Engineer Intern", "Software Engineer", "intern"),
        ("Marketing Intern", "Marketing Intern", "intern"),
        ("Internship Digital Marketer", "Digital Marketer", "intern"),
        ("CFO", "Chief Financial Officer", "executive"),
        ("Assistant to the Director", "Assistant to the Director", "mid"),
        ("Analyst III", "Analyst", "senior"),
    ],
)
def test_the_level_is_told_apart(title: str, core: str, seniority: str) -> None:
    assert (only(title).core, only(title).seniority) == (core, seniority)


def test_the_field_is_told_apart() -> None:
    assert only("Senior Analyst, Operational Risk").specialisations == ("Operational Risk",)
    assert only("Data Scientist (NLP, remote)").specialisations == ("Natural Language Processing",)
    assert only("Registered Nurse (RN) - ICU").specialisations == ("Intensive Care",)


@pytest.mark.parametrize(
    ("title", "jobs"),
    [
        ("Nurse / Carer", ["Nurse", "Carer"]),
        ("Software Developer/Engineer", ["Software Developer", "Software Engineer"]),
        ("Admin cum Driver", ["Administrator", "Driver"]),
        ("Waiter/Waitress", ["Waiter", "Waitress"]),
        ("Registered Nurse / Carer", ["Registered Nurse", "Carer"]),
        ("AC/Heating Technician", ["AC/Heating Technician"]),
    ],
)
def test_several_titles_in_one_are_told_one_by_one(title: str, jobs: list[str]) -> None:
    assert [job.text for job in normalise_title(title).titles] == jobs


@pytest.mark.parametrize("title", ["", "!!!", "Night Shift", "🔥", "REQ-20231"])
def test_what_names_no_job_has_no_title(title: str) -> None:
    assert normalise_title(title).titles == ()


TITLES = st.text(st.sampled_from("aeinrst ASR.,/-–|()$012&!🔥\n\x1b"), max_size=60)


@given(TITLES)
def test_nothing_is_invented_from_any_text(title: str) -> None:
    said = normalise_title(title)
    assert said.given == title
    for job in said.titles:
        assert job.text.strip()
        assert job.core.strip()
        assert "\x1b" not in job.text
    assert said == normalise_title(title)


@given(st.sampled_from(["Sr. SW Engr", "Nurse", "Head Chef", "Data Scientist (NLP)"]))
def test_a_plain_title_stays_as_it_is(title: str) -> None:
    plain = only(title).text
    assert only(plain).text == plain


def test_titles_that_differ_in_writing_fold() -> None:
    assert fold_key("Sr. Software Engrs") == fold_key("software engineer, senior")
    assert fold_key("Nurse") != fold_key("Nurse Manager")
