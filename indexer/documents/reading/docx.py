"""DOCX, by python-docx for the package and its parts; the walk through the text is ours.

python-docx lists paragraphs and tables, but neither text boxes, content controls nor tracked
changes; resumes made from templates keep half of their text in these.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from indexer.documents.reading.limits import Limits
from indexer.documents.reading.packages import check_package
from indexer.documents.reading.xml import local_name, parse_xml, text_at
from skillsearch.documents import Quarantined, ReadDocument

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["read_docx"]

_MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# What is in the file but not on the page: deleted or moved-away text, field codes, and the copy of
# a text box that old programs read.
_UNSEEN = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "sectPr"})
_MAX_DEPTH = 200


def read_docx(data: bytes, shown: str, limits: Limits) -> ReadDocument:
    """The text of a DOCX in its order: header, body with tables and text boxes, footer.

    List items begin with "• ", cells of a row are parted by tabs. ``date`` is that of the last
    change. Raises Quarantined: "damaged", "encrypted", "unsafe".
    """
    members = check_package(data, shown, limits)
    document = _opened(data, shown)
    listed = _list_styles(document)
    headers, footers = _margins(document)
    parts = [
        *(line for part in headers for line in _lines(part, listed, 0)),
        *_lines(document.element.body, listed, 0),
        *(line for part in footers for line in _lines(part, listed, 0)),
    ]
    text = "\n".join(parts)
    limits.check_characters(len(text), shown)
    macros = any(name.lower().endswith("vbaproject.bin") for name in members)
    notes = ("It holds macros, which were not run.",) if macros else ()
    pages, date = _properties(data, members, shown)
    return ReadDocument(text, "docx", pages, date, notes=notes)


def _opened(data: bytes, shown: str) -> Document:
    from docx.opc.part import PartFactory
    from docx.package import Package
    from docx.parts.document import DocumentPart

    for kind in (_MACRO, _TEMPLATE):
        PartFactory.part_type_for[kind] = DocumentPart
    try:
        part = Package.open(io.BytesIO(data)).main_document_part
        if not isinstance(part, DocumentPart):
            raise ValueError
        document: Document = part.document
        return document
    except MemoryError:
        raise
    except Exception:  # KeyError, ValueError, lxml's own …: whatever is missing, it does not open
        raise Quarantined(
            "damaged",
            f"{shown} is a Word document that cannot be opened: parts of it are missing or broken.",
            remedy="Open and save it in a word processor, or ask for it again.",
        ) from None


def _margins(document: Document) -> tuple[list[Any], list[Any]]:
    """Elements of headers and footers, each text once."""
    seen: set[str] = set()
    headers: list[Any] = []
    footers: list[Any] = []
    for section in document.sections:
        first = section.different_first_page_header_footer
        for kind, found in (("header", headers), ("footer", footers)):
            names = [f"first_page_{kind}", kind] if first else [kind]
            for name in names:
                part = getattr(section, name)
                if part.is_linked_to_previous:
                    continue
                text = "".join(part._element.itertext()).strip()
                if text and text not in seen and not text.isdigit():
                    seen.add(text)
                    found.append(part._element)
    return headers, footers


def _list_styles(document: Document) -> frozenset[str]:
    """Ids of the styles that make a paragraph a list item; numbered headings are none."""
    listed = set()
    try:
        styles = list(document.styles.element.iterchildren(f"{_W}style"))
    except Exception:  # a document without styles is fine
        return frozenset()
    for style in styles:
        name = style.find(f"{_W}name")
        called = "" if name is None else str(name.get(f"{_W}val", "")).lower()
        numbered = style.find(f"{_W}pPr/{_W}numPr") is not None
        heading = called.startswith(("heading", "title", "toc"))
        if not heading and (numbered or called.startswith("list bullet")):
            listed.add(str(style.get(f"{_W}styleId")))
    return frozenset(listed)


def _lines(element: Any, listed: frozenset[str], depth: int) -> Iterator[str]:
    """Lines of text of everything in ``element``, in order."""
    if depth > _MAX_DEPTH:
        return
    for inner in element:
        name = local_name(inner)
        if name == "p":
            yield from _paragraph(inner, listed, depth)
        elif name == "tbl":
            for row in inner:
                if local_name(row) == "tr":
                    yield from _row(row, listed, depth)
        elif name not in _UNSEEN:
            yield from _lines(inner, listed, depth + 1)


def _row(row: Any, listed: frozenset[str], depth: int) -> Iterator[str]:
    """One line with tabs where every cell holds one; else the cells' lines one after the other."""
    cells = [
        [line for line in _lines(cell, listed, depth + 1) if line.strip()] for cell in _cells(row)
    ]
    if all(len(cell) <= 1 for cell in cells):
        line = "\t".join(cell[0] for cell in cells if cell)
        if line:
            yield line
    else:
        for cell in cells:
            yield from cell


def _cells(row: Any) -> Iterator[Any]:
    for inner in row:
        name = local_name(inner)
        if name == "tc":
            yield inner
        elif name in ("sdt", "sdtContent"):
            yield from _cells(inner)


def _paragraph(paragraph: Any, listed: frozenset[str], depth: int) -> Iterator[str]:
    boxes: list[Any] = []
    text = "".join(_runs(paragraph, boxes, 0))
    if text.strip() and _is_listed(paragraph, listed):
        text = f"• {text.lstrip()}"
    yield from text.split("\n")
    for box in boxes:
        yield from _lines(box, listed, depth + 1)


def _runs(element: Any, boxes: list[Any], depth: int) -> Iterator[str]:
    """The text of a paragraph; the text boxes that hang on it are put into ``boxes``."""
    if depth > _MAX_DEPTH:
        return
    for inner in element:
        name = local_name(inner)
        if name == "t":
            yield inner.text or ""
        elif name in ("tab", "ptab"):
            yield "\t"
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "sym":
            yield _symbol(inner)
        elif name == "txbxContent":
            boxes.append(inner)
        elif name not in _UNSEEN:
            yield from _runs(inner, boxes, depth + 1)


def _symbol(element: Any) -> str:
    code = int(element.get(f"{_W}char", "0") or "0", 16)
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE else ""


def _is_listed(paragraph: Any, listed: frozenset[str]) -> bool:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return False
    number = properties.find(f"{_W}numPr/{_W}numId")
    if number is not None:
        return bool(number.get(f"{_W}val") != "0")
    style = properties.find(f"{_W}pStyle")
    return style is not None and style.get(f"{_W}val") in listed


def _properties(data: bytes, members: frozenset[str], shown: str) -> tuple[int, str]:
    """Pages and date as the file says; 1 and "" where it does not."""
    pages, date = 1, ""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "docProps/app.xml" in members:
            said = text_at(parse_xml(archive.read("docProps/app.xml"), shown), "Pages")
            pages = int(said) if said.isdigit() and 0 < len(said) < 6 else 1
        if "docProps/core.xml" in members:
            core = parse_xml(archive.read("docProps/core.xml"), shown)
            date = (text_at(core, "modified") or text_at(core, "created"))[:10]
    return max(pages, 1), date
