"""Titles, years and degrees in postings that call their sections what they like."""

from __future__ import annotations

import pytest

from indexer.documents.postings import understand_posting
from indexer.documents.postings.schooling import education_asked
from indexer.documents.postings.titles import clean_title, title_in
from indexer.documents.postings.years import years_asked
from skillsearch.documents import ReadDocument, masked


@pytest.mark.parametrize(
    ("text", "title"),
    [
        # "Post-registration" is no label.
        ("Ward Sister\n\nPost-registration experience in a hospital", "Ward Sister"),
        ("Post: Ward Sister\nFernshire Trust", "Ward Sister"),
        (
            "International school in Bangkok seeks secondary teachers (Science, English) for May",
            "Secondary teachers (Science, English)",
        ),
        ("We are looking for an experienced, friendly dental nurse to join us.", "Dental nurse"),
        ("Location: Pune\nWe are hiring two site engineers for a bridge.", "Site engineers"),
        ("Sous Chef wanted\nThe Larch Inn", "Sous Chef"),
        ("Salaried GP (4 to 8 sessions in each week, the days to be agreed)\nThe practice", None),
        # Nobody's job is named.
        ("We are looking for talented individuals who share our values.", ""),
        ("You will help hiring managers to write good notes.", ""),
        ("Req. ID: 152861\nOur lab studies seeds.", ""),
    ],
)
def test_titles_are_read_from_where_they_stand(text: str, title: str | None) -> None:
    found = clean_title(title_in(text)).title if title_in(text) else ""
    assert found == title if title is not None else found.startswith("Salaried GP")


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("Four or more years of progressive accounting work.", (4.0, None)),
        (
            "3 years or more in high-volume restaurants, at least one in a lead position",
            (3.0, None),
        ),
        ("4+ years writing production software", (4.0, None)),
        ("5+ years supervising commercial construction", (5.0, None)),
        ("Not less than 4 years' site supervision of concrete buildings", (4.0, None)),
        (
            "Min. 4 years' kitchen experience in hotels or restaurants, with 1 year as a lead",
            (4.0, None),
        ),
        ("A degree and 3 years of experience, or 5 years of experience", (3.0, None)),
        ("less than 2 years of experience", (None, 2.0)),
        ("Two-year renewable contract", (None, None)),
        ("Support whether you have been qualified for one year or ten", (None, None)),
    ],
)
def test_years_of_doing_something_are_years_of_experience(
    sentence: str, years: tuple[float | None, float | None]
) -> None:
    assert years_asked([(sentence, True)]) == years


def test_a_degree_that_one_need_not_have_is_not_asked_for() -> None:
    assert education_asked(["A degree in marketing"]) == "bachelor"
    assert education_asked(["A degree in marketing, or show that you do not need one"]) == ""


@pytest.mark.parametrize("heading", ["Who may apply", "You bring", "What we ask", "YOU HAVE:"])
def test_what_stands_below_a_heading_that_speaks_to_the_reader_is_required(heading: str) -> None:
    text = (
        "Bridge Painter\nWe are hiring at Fennel & Co. Apply by May.\n\nJob scope\n"
        f"- Paint bridges\n\n{heading}\n- Diploma in coatings\n- Rope access licence\n\n"
        "Helpful\n- A van of your own\n"
    )
    posting = understand_posting(ReadDocument(text, "txt"))
    safe = masked(text, posting.personal)
    must = [safe[start:end] for start, end in posting.must_have]
    assert must == ["Diploma in coatings", "Rope access licence"]
    assert [safe[start:end] for start, end in posting.nice_to_have] == ["A van of your own"]
    assert posting.education_level == "vocational"
