"""Plain text: the encoding is what is to be found out."""

from __future__ import annotations

import codecs
import re

from indexer.documents.reading.limits import Limits
from skillsearch.documents import Quarantined, ReadDocument

__all__ = ["decoded", "read_plain"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_SAMPLE = 4096

_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_MAX_BINARY = 0.01
"""Share of control and undecodable characters from which on a file is no text."""


def read_plain(data: bytes, shown: str, limits: Limits) -> ReadDocument:
    """The text of a file that has no mark-up. Raises Quarantined: "wrong-type", "too-large"."""
    text, notes = decoded(data, shown)
    limits.check_characters(len(text), shown)
    return ReadDocument(text, "txt", notes=notes)


def decoded(data: bytes, shown: str, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The characters of ``data``, and a note where their encoding was guessed.

    In this order: a byte order mark, UTF-16 without one (every second byte is NUL), UTF-8, the
    encoding that the file declares, Windows-1252. Raises Quarantined ("wrong-type") where what
    comes out is no text.
    """
    text, notes = _decoded(data, declared)
    binary = len(_BINARY.findall(text))
    if binary > _MAX_BINARY * len(text) and binary > 2:
        raise Quarantined(
            "wrong-type",
            f"{shown} is no text: {binary:,} of its {len(text):,} characters are control codes "
            "or in no known encoding.",
            remedy="Give the document in the format of the program that made it.",
        )
    return text, notes


def _decoded(data: bytes, declared: str) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), ()
    sample = data[:_SAMPLE]
    for encoding, nul_at in (("utf-16-le", 1), ("utf-16-be", 0)):
        nuls = sample[nul_at::2].count(0)
        if nuls > 0.4 * len(sample) / 2 and not sample[1 - nul_at :: 2].count(0):
            return data.decode(encoding, "replace"), ("It was read as UTF-16 without a mark.",)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    if declared:
        try:
            return data.decode(declared), ()
        except (UnicodeDecodeError, LookupError):
            pass
    try:
        return data.decode("cp1252"), ("It is not UTF-8; it was read as Windows-1252.",)
    except UnicodeDecodeError:
        # Five bytes mean nothing in Windows-1252; what cleaning makes of broken UTF-8 needs them.
        return data.decode("latin-1"), ("It is not UTF-8; it was read as Latin-1.",)
