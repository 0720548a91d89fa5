"""RTF, by striprtf."""

from __future__ import annotations

import re
from typing import Any

from indexer.documents.reading.limits import Limits
from skillsearch.documents import Quarantined, ReadDocument

__all__ = ["read_rtf"]

_CODE_PAGE = re.compile(rb"\\ansicpg(\d{2,5})")
_CHANGED = re.compile(rb"\\(?:revtim|creatim)\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_PAGES = re.compile(rb"\\nofpages(\d{1,4})\b")
_PYTHON_NAMES = {"10000": "mac_roman", "65001": "utf-8", "10007": "mac_cyrillic"}


def read_rtf(data: bytes, shown: str, limits: Limits) -> ReadDocument:
    """The text of an RTF document; cells of a row are parted by tabs.

    Raises Quarantined: "damaged", "too-large".
    """
    from striprtf import striprtf

    rtf_to_text: Any = striprtf.rtf_to_text  # the library is typed in part
    encoding = _encoding(data)
    # Raw bytes beyond ASCII are rare, and in the code page that escaped ones are in.
    source = _without_pictures(data).decode(encoding, "replace")
    try:
        text: str = rtf_to_text(source, encoding=encoding, errors="replace")
    except MemoryError:
        raise
    except Exception:  # striprtf trusts what it reads: IndexError, ValueError, LookupError …
        raise Quarantined(
            "damaged",
            f"{shown} is an RTF document that is damaged.",
            remedy="Open and save it in a word processor, or ask for it again.",
        ) from None
    text = re.sub(r"\|+[ \t]*$", "", text, flags=re.MULTILINE).replace("|", "\t")
    limits.check_characters(len(text), shown)
    pages = _PAGES.search(data)
    return ReadDocument(text, "rtf", max(int(pages[1]), 1) if pages else 1, _date(data))


def _encoding(data: bytes) -> str:
    import codecs

    if rb"\mac" in data[:200] and not _CODE_PAGE.search(data[:400]):
        return "mac_roman"
    found = _CODE_PAGE.search(data[:4096])
    page = found[1].decode() if found else "1252"
    name = _PYTHON_NAMES.get(page, f"cp{page}")
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


def _without_pictures(data: bytes) -> bytes:
    """Without long runs of hexadecimal digits: pictures, which take the parser seconds."""
    return re.sub(rb"(?:[0-9a-fA-F]{2}\s*){400,}", b"", data)


def _date(data: bytes) -> str:
    dates = [
        f"{int(year):04}-{int(month):02}-{int(day):02}"
        for year, month, day in _CHANGED.findall(data[:20_000])
        if 0 < int(month) <= 12 and 0 < int(day) <= 31
    ]
    return max(dates, default="")
