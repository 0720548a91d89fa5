"""Invented postings of many manners are understood as what they are."""

from __future__ import annotations

from itertools import pairwise

import pytest
from invented_postings import ALL, ONE_LINE, US_TECH, Invented

from indexer.documents.postings import read_posting_row, understand_posting
from skillsearch.documents import (
    Posting,
    Quarantined,
    ReadDocument,
    from_dict,
    masked,
    to_dict,
)


def _understood(invented: Invented) -> Posting:
    if invented.fields:
        return understand_posting(read_posting_row(invented.fields, "jobs.csv row 2"))
    return understand_posting(ReadDocument(invented.text, "txt"))


def _spans(posting: Posting, spans: tuple[tuple[int, int], ...]) -> list[str]:
    safe = masked(posting.text, posting.personal)
    return [" ".join(safe[start:end].split()) for start, end in spans]


each = pytest.mark.parametrize("invented", ALL, ids=lambda invented: invented.name)


@each
def test_what_a_posting_says_is_found(invented: Invented) -> None:
    posting = _understood(invented)
    found = {name: getattr(posting, name) for name in invented.truth}
    if "languages" in found:
        found["languages"] = [language.code for language in posting.languages]
    assert found == dict(invented.truth)


@each
def test_what_is_required_and_what_is_liked_are_told_apart(invented: Invented) -> None:
    posting = _understood(invented)
    must, nice = _spans(posting, posting.must_have), _spans(posting, posting.nice_to_have)
    for words in invented.must:
        assert any(words in span for span in must), (words, must)
    for words in invented.nice:
        assert any(words in span for span in nice), (words, nice)
    for words in invented.neither:
        assert not any(words in span for span in (*must, *nice)), words


@each
def test_people_to_contact_are_masked(invented: Invented) -> None:
    posting = _understood(invented)
    safe = masked(posting.text, posting.personal)
    for hidden in invented.hidden:
        assert hidden in posting.text
        assert hidden not in safe
        assert all(hidden not in piece.text for piece in posting.pieces)
    assert not any(hidden in note for hidden in invented.hidden for note in posting.notes)


@each
def test_spans_lie_in_the_text_in_order_and_apart(invented: Invented) -> None:
    posting = _understood(invented)
    spans = sorted((*posting.must_have, *posting.nice_to_have))
    assert all(0 <= start < end <= len(posting.text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert list(posting.must_have) == sorted(posting.must_have)


@each
def test_a_posting_survives_json_and_is_the_same_each_time(invented: Invented) -> None:
    posting = _understood(invented)
    assert from_dict(Posting, to_dict(posting)) == posting == _understood(invented)


def test_a_very_short_ad_passes_with_low_quality() -> None:
    assert _understood(ONE_LINE).quality.score < 0.7 < _understood(US_TECH).quality.score


def test_the_callers_date_wins_over_the_documents() -> None:
    read = ReadDocument(US_TECH.text, "txt", date="2020-05-01")
    assert understand_posting(read).as_of == "2020-05-01"
    assert understand_posting(read, as_of="2024-01-01").as_of == "2024-01-01"
    assert understand_posting(ReadDocument(US_TECH.text, "txt")).as_of == ""


def test_fields_win_over_the_text() -> None:
    fields = {
        "title": "Platform Engineer",
        "employer": "Whelk",
        "location": "Oslo",
        "years_low": 1.0,
    }
    posting = understand_posting(ReadDocument(US_TECH.text, "row", fields=fields))
    assert (posting.title, posting.employer, posting.location) == (
        "Platform Engineer",
        "Whelk",
        "Oslo",
    )
    assert (posting.years_low, posting.seniority) == (1.0, "junior")


NOT_POSTINGS = {
    "resume": """Curriculum Vitae
Anselm Birdwhistle
anselm@example.org
Professional Summary
I am an accountant and I have kept books for ten years.
Work Experience
Accountant, Fennel & Co, January 2015 to Present
• Closed the books each month
Bookkeeper, Sorrel Ltd, March 2011 to December 2014
• Reconciled accounts
Education
BSc Accounting, 2010
References available on request
""",
    "invoice": """INVOICE
Invoice number 2024-117
Bill to: Fennel & Co, 12 Invented Road
Consulting services in March, 14 hours
Subtotal 1,400.00
VAT 20% 280.00
Amount due 1,680.00. Payment terms: 30 days.
""",
    "novel": (
        "The rain had not stopped since morning, and the lamps along the quay were lit although it"
        " was hardly four. She walked past the chandler's, past the shuttered church, and counted"
        " the gulls on the wall as she had done when she was small. Nobody spoke to her. At the end"
        " of the pier an old man was mending a net, and his hands moved as if they were thinking of"
        " something else. "
    )
    * 6,
    "error page": "Access denied\nPlease enable JavaScript and cookies to continue. Error 403.",
    "source code": "import os\n\ndef main():\n    for name in os.listdir():\n        print(name)\n"
    * 20,
}


@pytest.mark.parametrize("what", NOT_POSTINGS)
def test_what_is_no_posting_is_refused(what: str) -> None:
    with pytest.raises(Quarantined) as refused:
        understand_posting(ReadDocument(NOT_POSTINGS[what], "txt"))
    assert refused.value.reason in ("not-a-posting", "poor-text")
    assert "Birdwhistle" not in str(refused.value)


def test_a_text_of_nothing_is_empty() -> None:
    with pytest.raises(Quarantined) as refused:
        understand_posting(ReadDocument(" \n ", "txt"))
    assert refused.value.reason == "empty"


def test_letters_without_language_are_poor_text() -> None:
    with pytest.raises(Quarantined) as refused:
        understand_posting(ReadDocument("xq9z ¤¤§ kjw#~ qqvx zzt " * 60, "txt"))
    assert refused.value.reason == "poor-text"
