"""ODT: content.xml is short and plain enough to be walked as it is.

What libraries give as an ODT's text loses list items or page headers, or writes mark-up into it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from indexer.documents.reading.limits import Limits
from indexer.documents.reading.packages import check_package
from indexer.documents.reading.xml import child, descendants, local_name, parse_xml, text_at
from skillsearch.documents import Quarantined, ReadDocument

__all__ = ["read_odt"]

_UNSEEN = frozenset(
    {"tracked-changes", "annotation", "forms", "sequence-decls", "note", "page-number", "title"}
)
_MAX_DEPTH = 200
_MAX_SPACES = 20


def read_odt(data: bytes, shown: str, limits: Limits) -> ReadDocument:
    """The text of an ODT in its order, page headers first and footers last.

    List items begin with "• ", cells of a row are parted by tabs. ``date`` is that of the last
    change. Raises Quarantined: "damaged", "encrypted", "unsafe".
    """
    members = check_package(data, shown, limits)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {
            name: archive.read(name)
            for name in ("META-INF/manifest.xml", "content.xml", "styles.xml", "meta.xml")
            if name in members
        }
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise Quarantined(
            "encrypted",
            f"{shown} is protected by a password.",
            remedy="Save it without a password.",
        )
    body = None
    if "content.xml" in parts:
        body = child(parse_xml(parts["content.xml"], shown), "body", "text")
    if body is None:
        raise Quarantined(
            "damaged",
            f"{shown} is an OpenDocument text without its text.",
            remedy="Open and save it in a word processor, or ask for it again.",
        )
    headers, footers = _margins(parts.get("styles.xml"), shown)
    text = "\n".join([*headers, *_lines(body, "", 0), *footers])
    limits.check_characters(len(text), shown)
    pages, date = _properties(parts.get("meta.xml"), shown)
    return ReadDocument(text, "odt", pages, date)


def _lines(element: Any, sign: str, depth: int) -> Iterator[str]:
    """Lines of text of everything in ``element``; ``sign`` goes before the first."""
    if depth > _MAX_DEPTH:
        return
    for inner in element:
        name = local_name(inner)
        if name in ("p", "h"):
            boxes: list[Any] = []
            text = "".join(_inline(inner, boxes, 0))
            yield from f"{sign if text.strip() else ''}{text}".split("\n")
            sign = "" if text.strip() else sign
            for box in boxes:
                yield from _lines(box, "", depth + 1)
        elif name == "list":
            for item in inner:
                yield from _lines(item, "• ", depth + 1)
        elif name == "table-row":
            yield from _row(inner, depth)
        elif name not in _UNSEEN:
            yield from _lines(inner, sign, depth + 1)


def _row(row: Any, depth: int) -> Iterator[str]:
    """One line with tabs where every cell holds one; else the cells' lines one after the other."""
    cells = [
        [line for line in _lines(cell, "", depth + 1) if line.strip()]
        for cell in row
        if local_name(cell) == "table-cell"
    ]
    if all(len(cell) <= 1 for cell in cells):
        yield "\t".join(cell[0] for cell in cells if cell)
    else:
        for cell in cells:
            yield from cell


def _inline(element: Any, boxes: list[Any], depth: int) -> Iterator[str]:
    """The text of a paragraph; the text boxes that hang on it are put into ``boxes``."""
    yield element.text or ""
    for inner in element:
        name = local_name(inner)
        if name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "\n"
        elif name == "s":
            said = next((v for k, v in inner.attrib.items() if k.endswith("}c")), "1")
            yield " " * min(int(said) if said.isdigit() else 1, _MAX_SPACES)
        elif name == "text-box":
            boxes.append(inner)
        elif name and name not in _UNSEEN and depth < _MAX_DEPTH:
            yield from _inline(inner, boxes, depth + 1)
        yield inner.tail or ""


def _margins(styles: bytes | None, shown: str) -> tuple[list[str], list[str]]:
    """Lines of page headers and footers, each text once."""
    found: dict[str, list[str]] = {"header": [], "footer": []}
    if styles is not None:
        root = parse_xml(styles, shown)
        for kind, lines in found.items():
            for part in descendants(root, kind):
                new = [line for line in _lines(part, "", 0) if line.strip()]
                lines += [line for line in new if line not in lines and not line.strip().isdigit()]
    return found["header"], found["footer"]


def _properties(meta: bytes | None, shown: str) -> tuple[int, str]:
    """Pages and date as the file says; 1 and "" where it does not."""
    if meta is None:
        return 1, ""
    properties = child(parse_xml(meta, shown), "meta")
    counts = child(properties, "document-statistic")
    said = (
        ""
        if counts is None
        else next(
            (value for key, value in counts.attrib.items() if key.endswith("}page-count")), ""
        )
    )
    date = text_at(properties, "date") or text_at(properties, "creation-date")
    return max(int(said), 1) if said.isdigit() and len(said) < 6 else 1, date[:10]
