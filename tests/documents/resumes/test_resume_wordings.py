"""Resumes that word their headings, titles and dates in their own way."""

from __future__ import annotations

import pytest

from indexer.documents.resumes import understand_resume
from indexer.documents.resumes.wording import jobs_in
from skillsearch.documents import Quarantined, ReadDocument, Resume


@pytest.mark.parametrize(
    ("title", "jobs"),
    [
        ("Site Engineer, then Senior Site Engineer", ("Senior Site Engineer", "Site Engineer")),
        ("Junior Developer → Developer", ("Developer", "Junior Developer")),
        ("Storekeeper (national service and part-time)", ("Storekeeper",)),
        ("Teacher of Mathematics (first year included)", ("Teacher of Mathematics",)),
        ("Chef de Partie (hot kitchen)", ("Chef de Partie (hot kitchen)",)),
        ("Software Engineer (Java)", ("Software Engineer (Java)",)),
        ("(2019)", ("(2019)",)),
    ],
)
def test_a_title_gives_its_jobs_the_last_first(title: str, jobs: tuple[str, ...]) -> None:
    assert jobs_in(title) == jobs


def _resume(body: str, headline: str = "") -> Resume:
    text = f"Ida Placeholder\nida@example.org\n{headline}\n\n{body}"
    return understand_resume(ReadDocument(text, "txt"), as_of="2024-12-31")


@pytest.mark.parametrize(
    "heading",
    ["EXPERIENCE IN THE CLASSROOM", "Where I have taught", "Career to date", "Teaching posts"],
)
def test_headings_of_ones_own_begin_the_positions(heading: str) -> None:
    resume = _resume(
        f"{heading}\n\nCreek School\n7th Grade English Teacher\nAugust 2019 - June 2023\n"
        "Taught five sections a day.\n\nDEGREES\n"
        "B.S., Elementary Education, Lake University, 2015\n"
    )
    (position,) = resume.experience
    assert (position.title, position.employer) == ("7th Grade English Teacher", "Creek School")
    assert resume.titles == ("7th Grade English Teacher",)
    assert resume.years == 3.9
    assert resume.education_level == "bachelor"


@pytest.mark.parametrize(
    ("header", "title", "employer"),
    [
        ("The Larch Inn, Leith: sous chef, from 2019 to 2023", "sous chef", "The Larch Inn"),
        ("Redgum College, Perth. Teacher, 02/2018 to 07/2021.", "Teacher", "Redgum College"),
        (
            "2017 to 2020. Programmer at Quill Software. It made web pages for towns and cities.",
            "Programmer",
            "Quill Software",
        ),
        ("Forklift Driver\nTuas Freight. April 2020 up to now", "Forklift Driver", "Tuas Freight"),
        (
            "Staff Nurse (acting sister since May 2022)\nLarch Hospital\nMay 2019 to June 2023",
            "Staff Nurse",
            "Larch Hospital",
        ),
        (
            "TEAM LEADER\nThe same depot under its former owner, Mar 2018 - Dec 2020",
            "TEAM LEADER",
            "",
        ),
    ],
)
def test_a_header_in_a_manner_of_its_own_is_read(header: str, title: str, employer: str) -> None:
    resume = _resume(f"Experience\n\n{header}\n\nSkills\nPatience, driving, care\n", "Cleaner")
    (position,) = resume.experience
    assert (position.title, position.employer) == (title, employer)


def test_a_degree_among_the_qualifications_counts() -> None:
    resume = _resume(
        "Experience\nNurse, Larch Hospital, 2018 - 2020\n\nQualifications\n"
        "BSc (Hons) Adult Nursing, University of Larch, 2017\nLife support course\n"
    )
    assert resume.education_level == "bachelor"


def test_letters_after_a_name_are_no_title() -> None:
    resume = understand_resume(
        ReadDocument(
            "IDA B. PLACEHOLDER, CPA\nColumbus, Ohio - ida@example.org\n\nExperience\n"
            "Bookkeeper, Fennel Ltd, 2017 - 2021\nKept the books.\nEducation\nBBA, 2015\n",
            "txt",
        ),
        as_of="2024-12-31",
    )
    assert resume.titles == ("Bookkeeper",)


def test_a_resume_that_is_vouched_for_is_read_and_a_vacancy_is_not() -> None:
    note = "I mend nets and boats, and have done so along this coast since I was a boy.\n"
    with pytest.raises(Quarantined):
        understand_resume(ReadDocument(note, "txt"))
    assert understand_resume(ReadDocument(note, "txt"), declared=True).pieces
    vacancy = (
        "About the role\nWe are looking for a cook. You will join our team. Minimum qualifications:"
        " a diploma. The successful candidate must have a licence. We offer a salary. Apply now.\n"
    )
    with pytest.raises(Quarantined) as refused:
        understand_resume(ReadDocument(vacancy, "txt"), declared=True)
    assert refused.value.reason == "not-a-resume"
