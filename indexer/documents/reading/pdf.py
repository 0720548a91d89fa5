"""PDF, by pdfium."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from indexer.documents.reading.limits import Limits
from indexer.documents.reading.pdf_lines import Line, page_rows
from indexer.documents.reading.pdf_order import in_reading_order
from indexer.documents.reading.pdf_text import running_text
from skillsearch.documents import Quarantined, ReadDocument

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

__all__ = ["read_pdf"]

_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
_SECURITY_ERROR = 5  # FPDF_ERR_SECURITY

_DATE = re.compile(r"(?:D:)?((?:19|20)\d\d)(?:(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?)?")

_FEW_CHARACTERS = 20
"""A page with less text than this and an image on it is a scan; stamps and page numbers are."""


def read_pdf(data: bytes, shown: str, limits: Limits) -> ReadDocument:
    """The text of a PDF; ``date`` is that of its last change, or of its making.

    Raises Quarantined: "encrypted", "damaged", "too-many-pages", "too-large", or "no-text" where
    no page has text.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refused(getattr(error, "err_code", None), shown) from None
    with document:
        count = len(document)
        if count > limits.max_pages:
            raise Quarantined(
                "too-many-pages",
                f"{shown} has {count:,} pages; at most {limits.max_pages:,} are read.",
                remedy="If it holds several documents, split it into one file each.",
            )
        pages, scanned, unreadable = _pages(document, shown, limits)
        text = running_text(pages)
        if count == 0 or not text.strip():
            raise _without_text(shown, count, len(scanned), len(unreadable))
        return ReadDocument(
            text, "pdf", count, _date(document), notes=_notes(count, scanned, unreadable)
        )


def _pages(
    document: PdfDocument, shown: str, limits: Limits
) -> tuple[list[list[Line]], list[int], list[int]]:
    """Lines of each page; numbers of the pages that are scans, and of those that do not open."""
    import pypdfium2

    pages: list[list[Line]] = []
    scanned: list[int] = []
    unreadable: list[int] = []
    characters = 0
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError:
            unreadable.append(number)
            continue
        with_text = page.get_textpage()
        characters += with_text.count_chars()
        limits.check_characters(characters, shown)
        lines = in_reading_order(page_rows(with_text))
        if sum(len(line.text) for line in lines) < _FEW_CHARACTERS and _has_image(page):
            scanned.append(number)
        pages.append(lines)
        with_text.close()
        page.close()
    return pages, scanned, unreadable


def _has_image(page: PdfPage) -> bool:
    import pypdfium2.raw

    return any(True for _ in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))


def _refused(code: int | None, shown: str) -> Quarantined:
    if code in (_PASSWORD_ERROR, _SECURITY_ERROR):
        return Quarantined(
            "encrypted",
            f"{shown} is protected by a password.",
            remedy="Save it without a password.",
        )
    return Quarantined(
        "damaged",
        f"{shown} is a PDF that cannot be opened: it is damaged or cut short.",
        remedy="Ask for it again, or print it to a new PDF.",
    )


def _without_text(shown: str, count: int, scanned: int, unreadable: int) -> Quarantined:
    if count == 0 or unreadable == count:
        return _refused(None, shown)
    pages = "its one page" if count == 1 else f"its {count} pages"
    what = f"{scanned} of them hold images" if count > 1 else "it holds images"
    if scanned:
        return Quarantined(
            "no-text",
            f"{shown} is scanned: there is no text on {pages}; {what}.",
            remedy="Run text recognition over it (for example ocrmypdf), then index it again.",
        )
    return Quarantined(
        "no-text",
        f"{shown} has no text on {pages}, and no images either.",
        remedy="Look at it: it may be blank, or its text drawn as shapes.",
    )


def _notes(count: int, scanned: list[int], unreadable: list[int]) -> tuple[str, ...]:
    notes = []
    for numbers, what in (
        (scanned, "are scanned and gave no text"),
        (unreadable, "are damaged and could not be read"),
    ):
        if numbers:
            listed = ", ".join(str(number) for number in numbers[:10])
            more = f" and {len(numbers) - 10} more" if len(numbers) > 10 else ""
            notes.append(f"Of {count} pages these {what}: {listed}{more}.")
    return tuple(notes)


def _date(document: PdfDocument) -> str:
    known = document.get_metadata_dict()
    for key in ("ModDate", "CreationDate"):
        found = _DATE.match(known.get(key, ""))
        if found:
            return "-".join(part for part in found.groups() if part)
    return ""
