"""What a file is: its content decides, and a name that says otherwise is told."""

from __future__ import annotations

from contextlib import suppress

import made_documents as made
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.isolation import IsolatedParser
from indexer.documents.reading import Limits, read_document, shown_name
from skillsearch.documents import Quarantined


def refused(data: bytes, name: str) -> Quarantined:
    with pytest.raises(Quarantined) as caught:
        read_document(data, name)
    return caught.value


def test_an_image_named_pdf_is_told_so() -> None:
    error = refused(made.PNG, "cv.pdf")
    assert error.reason == "image"
    assert "cv.pdf is named .pdf, but it is a PNG image" in error.message


def test_a_program_named_pdf_is_of_the_wrong_type() -> None:
    error = refused(b"MZ\x90\0" + bytes(100), "cv.pdf")
    assert (error.reason, "a Windows program" in error.message) == ("wrong-type", True)


def test_a_pdf_named_txt_is_read_with_a_note() -> None:
    read = read_document(made.pdf([made.column(["Ada Example", "Analyst"])]), "cv.txt")
    assert (read.format, "Analyst" in read.text) == ("pdf", True)
    assert read.notes == ("Named .txt, but it is a PDF; read as such.",)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"junk\n" + made.pdf([made.column(["Ada Example"])]), "cv.pdf", "pdf"),
        (made.word(["Ada Example"]), "cv.doc", "docx"),
        (made.odt("<text:p>Ada Example</text:p>"), "cv", "odt"),
        (rb"{\rtf1 Ada Example}", "cv.doc", "rtf"),
        (b"<html><body>Ada Example</body></html>", "cv.doc", "html"),
        (b"Ada Example", "cv.doc", "txt"),
        (b"\xef\xbb\xbf<!-- x --><!doctype html><p>Ada Example", "cv", "html"),
        (b"<p>Ada Example", "cv.txt", "html"),
        (b"{Ada Example}", "cv.txt", "txt"),
        (b"*Ada Example*", "cv.md", "markdown"),
    ],
)
def test_the_content_says_what_a_file_is(data: bytes, name: str, kind: str) -> None:
    read = read_document(data, name)
    assert read.format == kind


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/cv.pdf", "cv.pdf"),
        ("C:\\uploads\\cv.pdf", "cv.pdf"),
        ("a\x1b[31m\n\u202efdp.exe", "a?[31m??fdp.exe"),
        ("..", "(no name)"),
        ("", "(no name)"),
    ],
)
def test_names_are_shown_safely(name: str, shown: str) -> None:
    assert shown_name(name) == shown


@given(st.text())
def test_a_shown_name_is_short_printable_and_leads_nowhere(name: str) -> None:
    shown = shown_name(name)
    assert 0 < len(shown) <= 80
    assert shown.isprintable()
    assert "/" not in shown
    assert "\\" not in shown


def test_a_message_shows_a_name_safely() -> None:
    assert "../" not in str(refused(b"", "../../\x1b]0;cv.pdf"))
    assert "\x1b" not in str(refused(b"", "../../\x1b]0;cv.pdf"))


def test_a_file_beyond_the_limit_is_not_opened() -> None:
    with pytest.raises(Quarantined) as caught:
        read_document(b"%PDF-" + bytes(200), "cv.pdf", limits=Limits(max_bytes=100))
    assert caught.value.reason == "too-large"


@given(
    st.binary(max_size=300), st.sampled_from(["pdf", "docx", "rtf", "doc", "html", "txt", "xml"])
)
def test_whatever_the_bytes_there_is_text_or_a_reason(data: bytes, ending: str) -> None:
    for start in (b"", b"%PDF-1.4\n", b"{\\rtf1 ", b"PK\x03\x04", b"<?xml version='1.0'?>"):
        with suppress(Quarantined):
            assert read_document(start + data, f"cv.{ending}").text.strip()


def test_documents_are_read_in_a_process_of_their_own() -> None:
    with IsolatedParser("isolated_reading:read") as parser:
        good = parser.call({"data": made.word(["Ada Example"]), "name": "cv.docx"})
        assert good["text"] == "Ada Example"
        with pytest.raises(Quarantined) as caught:
            parser.call({"data": made.many_pages(10_000), "name": "cv.pdf"})
        assert caught.value.reason == "too-many-pages"
