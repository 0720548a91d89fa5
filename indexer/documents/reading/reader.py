"""One way into all formats: what a file is, who reads it, and its text cleaned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Any

from indexer.documents.reading.cleaning import clean
from indexer.documents.reading.formats import NAMES, Format, claimed, detect
from indexer.documents.reading.limits import Limits
from indexer.documents.reading.names import extension, shown_name
from skillsearch.documents import Quarantined, ReadDocument

__all__ = ["read_document"]

_Reader = Callable[[bytes, str, Limits], ReadDocument]

# By name, so that a reader's library is loaded by the first file that needs it.
_READERS: dict[Format, str] = {
    "pdf": "pdf:read_pdf",
    "docx": "docx:read_docx",
    "odt": "odt:read_odt",
    "rtf": "rtf:read_rtf",
    "doc": "doc:read_doc",
    "html": "html:read_html",
    "markdown": "markdown:read_markdown",
    "json": "json_resume:read_json_resume",
    "xml": "europass:read_europass",
    "txt": "plain:read_plain",
}

_READ = "PDF, DOCX, DOC, ODT, RTF, HTML, Markdown, plain text, JSON Resume and Europass XML"

_ITSELF = {
    "a zip archive": ("zip",),
    "a damaged zip file": ("zip",),
    "an Excel workbook": ("xlsx", "xlsm", "xls"),
    "a PowerPoint presentation": ("pptx", "ppt"),
    "an Apple Pages document": ("pages",),
    "an e-book": ("epub",),
    "an Outlook message": ("msg",),
    "an OpenDocument file that is no text": ("ods", "odp", "odg"),
    "a PostScript file": ("ps", "eps"),
}


def read_document(data: bytes, name: str, *, limits: Limits = Limits()) -> ReadDocument:  # noqa: B008
    """The text of a file and what it says of itself.

    The content decides what it is; ``name``, of which people are shown the base name, decides
    only between texts without mark-up. A file that is not what its name says is read all the same,
    with a note. Bounds of ``limits`` on time and memory are for whoever runs this in a process of
    its own; the others are kept here.

    Raises Quarantined for every file that gives no text, whatever is wrong with it.
    """
    shown = shown_name(name)
    if not data.strip():
        raise Quarantined("empty", f"{shown} is empty.", remedy="Ask for it again.")
    if len(data) > limits.max_bytes:
        raise Quarantined(
            "too-large",
            f"{shown} has {len(data):,} bytes; at most {limits.max_bytes:,} are read.",
            remedy="Save it with smaller images, or as plain text.",
        )
    kind, what = detect(data, name)
    reader = _READERS.get(kind)
    if reader is None:
        raise _refused(kind, what, name, shown)
    read = _read(reader)(data, shown, limits)
    text = clean(read.text)
    if not text.strip():
        raise _without_text(read, shown)
    notes = read.notes
    if claimed(name) not in (None, kind) and not _alike(kind, claimed(name)):
        notes = (f"Named .{extension(name)}, but it is {what}; read as such.", *notes)
    return replace(read, text=text, fields=_cleaned(read.fields), notes=notes)


def _read(reader: str) -> _Reader:
    module, _, function = reader.partition(":")
    found: _Reader = getattr(import_module(f"indexer.documents.reading.{module}"), function)
    return found


def _alike(kind: Format, named: Format | None) -> bool:
    return {kind, named} <= {"txt", "markdown"} or {kind, named} <= {"html", "xml"}


def _refused(kind: Format, what: str, name: str, shown: str) -> Quarantined:
    named = claimed(name)
    but = (
        f"{shown} is named .{extension(name)}, but it is {what}" if named else f"{shown} is {what}"
    )
    if kind == "image":
        return Quarantined(
            "image",
            f"{but}: there is no text in it.",
            remedy="Run text recognition over it (for example ocrmypdf), then index the result.",
        )
    if what == "encrypted":
        return Quarantined(
            "encrypted",
            f"{shown} is an Office document protected by a password.",
            remedy="Save it without a password.",
        )
    if what == "a damaged zip file" and named in ("docx", "odt"):
        return Quarantined(
            "damaged",
            f"{shown} is {NAMES[named]} that is damaged or cut short.",
            remedy="Ask for it again.",
        )
    itself = extension(name) in _ITSELF.get(what, ())
    return Quarantined(
        "unsupported" if itself or (not named and what in _ITSELF) else "wrong-type",
        f"{but}, which is not read.",
        remedy=f"Formats that are read: {_READ}.",
    )


def _without_text(read: ReadDocument, shown: str) -> Quarantined:
    what = NAMES.get(read.format, f"a {read.format} file")
    if read.text.strip():
        return Quarantined(
            "poor-text",
            f"{shown} is {what} whose characters have no meaning: its fonts do not say which.",
            remedy="Run text recognition over its pages (for example ocrmypdf --force-ocr).",
        )
    return Quarantined(
        "no-text",
        f"{shown} is {what} without any text.",
        remedy="Look at it: its text may be in an image.",
    )


def _cleaned(value: Any) -> Any:
    """Fields as their text stands in the cleaned text."""
    if isinstance(value, str):
        return clean(value).strip()
    if isinstance(value, list | tuple):
        return [_cleaned(inner) for inner in value]
    if isinstance(value, dict):
        return {key: _cleaned(inner) for key, inner in value.items()}
    return value
