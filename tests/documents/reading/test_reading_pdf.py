"""PDF: words whole, lines in the order of reading, and a reason where there is no text."""

from __future__ import annotations

import time
from pathlib import Path

import made_documents as made
import pytest

from indexer.documents.reading import Limits, read_document
from skillsearch.documents import Quarantined, ReadDocument


def read(data: bytes, name: str = "cv.pdf", **limits: int) -> ReadDocument:
    return read_document(data, name, limits=Limits(**limits))  # type: ignore[arg-type]


def refused(data: bytes, **limits: int) -> Quarantined:
    with pytest.raises(Quarantined) as caught:
        read(data, **limits)
    assert "cv.pdf" in caught.value.message
    assert caught.value.remedy
    return caught.value


def test_a_page_is_read_line_by_line() -> None:
    document = read(made.pdf([made.column(["Ada Example", "• Plans budgets", "• Leads teams"])]))
    assert document.text == "Ada Example\n• Plans budgets\n• Leads teams"
    assert (document.format, document.pages) == ("pdf", 1)
    assert document.date.startswith("20")


def test_words_are_whole_where_a_file_has_no_spaces_at_all() -> None:
    text = "Chief of staff for all jobs of five firms in a Tokyo office at a rate of 30%"
    assert read(made.letter_by_letter(text)).text == text


def test_wide_set_headings_are_words() -> None:
    data = made.wide_set(["WORK EXPERIENCE", "EDUCATION"], 3)
    assert read(data).text.splitlines() == ["WORK EXPERIENCE", "EDUCATION"]


def test_wrapped_lines_are_joined_and_list_items_are_not() -> None:
    lines = [
        "Plans the budgets of four departments and reports on them to the board each",
        "quarter, with forecasts that the board relies on when it decides on staff and",
        "on premises.",
        "Leads a team of five.",
        "Hires.",
    ]
    assert read(made.pdf([made.column(lines)])).text.splitlines() == [
        " ".join(lines[:3]),
        *lines[3:],
    ]


def test_list_items_that_fill_the_line_are_not_joined() -> None:
    lines = [
        "Proven success in the writing of specification sheets",
        "Knowledge of fitting",
        "Reports to the boards of Example Ltd and of",
        "Sample plc",
    ]
    text = read(made.pdf([made.column(lines)])).text
    assert text.splitlines()[:2] == lines[:2]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("manage-", "ment", "management"),
        ("cloud-", "based", "cloud-based"),
        ("Anglo-", "Saxon", "Anglo-Saxon"),
    ],
)
def test_divided_words_are_joined_and_compounds_keep_their_hyphen(
    first: str, second: str, joined: str
) -> None:
    lines = [f"Has for some years been responsible for {first}", f"{second} of many kinds"]
    assert joined in read(made.pdf([made.column(lines)])).text


def test_columns_drawn_in_any_order_are_read_one_after_the_other() -> None:
    name = [(60, 800, "Ada Example")]
    left = made.column(["SKILLS", "Python", "SQL", "Tableau"], 60, 760)
    right = made.column(["EXPERIENCE", "Data engineer, Example Ltd", "2019 - 2021"], 250, 760)
    right += made.column(["EDUCATION", "BSc Physics", "Example University"], 250, 700)
    jumbled = [
        right[5],
        *right[1:3],
        left[2],
        *right[3:5],
        left[1],
        left[3],
        left[0],
        right[0],
        *name,
    ]
    text = read(made.pdf([jumbled])).text
    assert text.split("\n") == [entry[2] for entry in [*name, *left, *right]]


def test_a_file_whose_own_order_makes_sense_is_left_alone() -> None:
    right = made.column(["EXPERIENCE", "Data engineer", "2019 - 2021"], 250)
    left = made.column(["SKILLS", "Python", "SQL"], 60)
    assert read(made.pdf([[*right, *left]])).text.startswith("EXPERIENCE")


def test_headers_are_kept_once_and_page_numbers_never() -> None:
    pages = [
        [
            *made.column(["Ada Example, ada@example.com", f"Part {word} of it", f"Did {word}."]),
            (280, 30, f"Page {number} of 3"),
        ]
        for number, word in enumerate(["one", "two", "three"], 1)
    ]
    text = read(made.pdf(pages)).text
    assert text.count("ada@example.com") == 1
    assert "Page" not in text
    assert all(f"Did {word}." in text for word in ("one", "two", "three"))


def test_a_year_at_the_foot_of_the_only_page_is_no_page_number() -> None:
    assert "2019" in read(made.pdf([made.column(["Ada Example", "Analyst", "2019"])])).text


def test_a_scanned_pdf_is_refused_with_its_pages_and_images() -> None:
    error = refused(made.pdf([[], []], image_on=[0, 1]))
    assert error.reason == "no-text"
    assert "2 pages" in error.message
    assert "2 of them hold images" in error.message
    assert "ocrmypdf" in error.remedy


def test_a_blank_pdf_is_refused_as_such() -> None:
    error = refused(made.pdf([[]]))
    assert (error.reason, "no images" in error.message) == ("no-text", True)


def test_a_pdf_scanned_in_part_is_read_with_a_note() -> None:
    document = read(made.pdf([made.column(["Ada Example", "Analyst"]), []], image_on=[1]))
    assert "Analyst" in document.text
    assert document.notes == ("Of 2 pages these are scanned and gave no text: 2.",)


def test_an_encrypted_pdf_is_refused() -> None:
    assert refused(made.pdf([made.column(["secret"])], password="x")).reason == "encrypted"


def test_a_pdf_cut_short_is_refused_as_damaged() -> None:
    assert refused(b"%PDF-1.7\n1 0 obj <<").reason == "damaged"


def test_ten_thousand_pages_are_refused_at_once() -> None:
    data = made.many_pages(10_000)
    begun = time.process_time()
    error = refused(data)
    assert time.process_time() - begun < 2
    assert (error.reason, "10,000 pages" in error.message) == ("too-many-pages", True)


def test_too_much_text_is_refused_and_never_cut() -> None:
    data = made.pdf([made.column(["one two three four five"] * 40)])
    assert refused(data, max_characters=200).reason == "too-large"


def test_real_resumes_have_whole_words(datasets: Path) -> None:
    """Every file of a sample is read, and the words that glue would make are not there."""
    files = sorted((datasets / "resumes" / "livecareer").glob("*/*.pdf"))[::120]
    assert len(files) > 5
    for file in files:
        words = read(file.read_bytes(), file.name).text.split()
        glued = [word for word in words if len(word) > 24 and word.isalpha()]
        assert len(glued) <= len(words) / 500, file.name
        assert 4 < sum(map(len, words)) / len(words) < 8, file.name
