"""File names that are people's names, as they may be shown."""

from __future__ import annotations

import pytest

from indexer.ingest.masked_names import masked_names
from skillsearch.documents import Personal, Posting, Quality, Resume

TEXT = "Anna Tan\nphone 9123 4567\nAccountant and back-end developer on sites\n"
PERSONAL = (Personal("name", 0, 8, "Anna Tan"), Personal("phone", 15, 24, "9123 4567"))
QUALITY = Quality(1, 1, 1, 1, "en")
ANNA = Resume(TEXT, "", QUALITY, (), (), PERSONAL)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("anna-tan.pdf", "████-███.pdf"),
        ("AnnaTan_Accountant_CV.PDF", "███████_Accountant_CV.PDF"),
        ("Tan Anna 91234567.docx", "███ ████ ████████.docx"),
        ("anna.tan", "████.███"),
        ("grace-lim-accountant.pdf", "█████-███-accountant.pdf"),
        ("backend-developer-2024.md", "backend-developer-2024.md"),
        ("site-developer.xml", "site-developer.xml"),
        ("cv-1985-03-12.pdf", "cv-██████████.pdf"),
        ("cv-2025-03-12.pdf", "cv-2025-03-12.pdf"),
        ("ACCOUNTANT/10554236.pdf", "ACCOUNTANT/10554236.pdf"),
        ("row 12", "row 12"),
        ("candidates.csv#0a1b2c", "candidates.csv#0a1b2c"),
        ("", ""),
    ],
)
def test_only_words_that_name_nobody_are_shown(name: str, shown: str) -> None:
    assert masked_names(ANNA, [name]) == [shown]


def test_of_a_posting_its_contact_is_covered_and_nothing_else() -> None:
    posting = Posting(TEXT, "", QUALITY, "Accountant", (), (), PERSONAL)

    shown = masked_names(posting, ["REQ-4711", "posting of Anna Tan.docx"])

    assert shown == ["REQ-4711", "posting of ████████.docx"]
