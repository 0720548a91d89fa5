"""JSON lines, a JSON array, or an object that holds one: objects one at a time, by offset."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from indexer.documents.sources.items import Found
from indexer.documents.sources.streams import open_stream
from indexer.documents.sources.tables.base import MAX_ROW_BYTES, Broken, RawRow
from indexer.documents.sources.tables.json_stream import JsonStream
from indexer.tables import normalised_name
from skillsearch.errors import SourceError

__all__ = ["LIST_KEYS", "ObjectTable"]

_LISTS = """
    jobs postings jobpostings vacancies adverts ads listings positions resumes cvs candidates
    applicants profiles people items itemlistelement data results records rows documents hits
    @graph
"""

LIST_KEYS = frozenset(_LISTS.split())
"""Keys under which an object holds the list of documents; case, ``_`` and ``-`` do not matter."""

_BOM = "\xef\xbb\xbf"  # the byte order mark of UTF-8, read as Latin-1

_EXPECTED = 'Write a list of objects, {"jobs": [...]}, or one object a line.'


class ObjectTable:
    """Objects of a JSON or JSON lines file; which of the two is told by the content.

    Raises SourceError where the text is not UTF-8, or a list is no JSON at some place. In JSON
    lines, a line that is none is a :class:`Broken` row, and the others are read.
    """

    def __init__(self, found: Found, *, lines: bool) -> None:
        self._shown = found.source
        self._stream = open_stream(found)
        self.is_one_object = False
        try:
            self._lines = self._are_lines(named=lines)
            if not self._lines:
                self.is_one_object = self._list_key() is None and self._first() == "{"
        except BaseException:
            self.close()
            raise

    def columns(self, sheet: str) -> Sequence[str]:
        """None but those of the objects."""
        return ()

    def rows(self) -> Iterator[RawRow]:
        """See :class:`DocumentTable`."""
        self._stream.seek(0)
        return self._line_rows() if self._lines else self._list_rows()

    def fetch(self, place: Mapping[str, Any]) -> Mapping[str, Any] | Broken:
        """See :class:`DocumentTable`."""
        self._stream.seek(place["at"])
        return _object(self._stream.read(place["bytes"]))

    def notes(self) -> tuple[str, ...]:
        """See :class:`DocumentTable`."""
        return ()

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def _first(self) -> str:
        """The first character that is no white space."""
        self._stream.seek(0)
        while data := self._stream.read(4096):
            if text := data.removeprefix(_BOM.encode("latin-1")).lstrip():
                return chr(text[0])
        return ""

    def _are_lines(self, *, named: bool) -> bool:
        """Whether the first line is an object of its own, and the next begins another."""
        start = self._stream.read(2)
        self._stream.seek(0)
        if start in (b"\xff\xfe", b"\xfe\xff"):
            raise SourceError("this is UTF-16.", path=self._shown, remedy="Save it as UTF-8.")
        if self._first() == "[":
            return False
        if named:
            return True
        self._stream.seek(0)
        first = _next_line(self._stream)
        if isinstance(_object(first), Broken):
            return False
        return bool(_next_line(self._stream))

    def _list_key(self) -> str | None:
        """The key of an object under which its list is; None if it has none."""
        self._stream.seek(0)
        text = JsonStream(self._stream, self._shown)
        if text.peek() != "{":
            return None
        for key in text.pairs():
            if normalised_name(key) in LIST_KEYS and text.peek() == "[":
                return key
            text.value()
        return None

    def _list_rows(self) -> Iterator[RawRow]:
        text = JsonStream(self._stream, self._shown)
        first = text.peek()
        if first == "{" and not self.is_one_object:
            for key in text.pairs():
                if normalised_name(key) in LIST_KEYS and text.peek() == "[":
                    break
                text.value()
        elif first not in ("{", "["):
            raise SourceError(
                "a JSON list or object is expected here.", path=self._shown, remedy=_EXPECTED
            )
        values = [text.value()] if self.is_one_object else text.elements()
        for number, (value, at, size) in enumerate(values, 1):
            row = value if isinstance(value, dict) else _no_object(value)
            yield RawRow(number, {"at": at, "bytes": size}, row)

    def _line_rows(self) -> Iterator[RawRow]:
        number, at = 0, 0
        while line := self._stream.readline(MAX_ROW_BYTES + 2):
            number += 1
            size = len(line)
            row = _object(line) if size <= MAX_ROW_BYTES else _too_long(line)
            while size > MAX_ROW_BYTES and line and not line.endswith(b"\n"):
                line = self._stream.readline(MAX_ROW_BYTES)
                size += len(line)
            if not isinstance(row, Broken) or row.raw.removeprefix(_BOM).strip():
                yield RawRow(number, {"at": at, "bytes": min(size, MAX_ROW_BYTES + 2)}, row)
            at += size


def _next_line(stream: Any) -> bytes:
    """The next line that is not blank, b"" at the end."""
    while line := stream.readline(MAX_ROW_BYTES + 2):
        if line.strip():
            return bytes(line)
    return b""


def _object(data: bytes) -> dict[str, Any] | Broken:
    if len(data) > MAX_ROW_BYTES:
        return _too_long(data)
    text = data.decode("latin-1")  # as raw as can be: two bad lines must not look the same
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return Broken(f"byte 0x{data[error.start]:02X} of it is not UTF-8", text)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deep"
        return Broken(f"it is not JSON: {reason}", text)
    return value if isinstance(value, dict) else _no_object(value)


def _no_object(value: object) -> Broken:
    return Broken("it is not a JSON object", json.dumps(value, sort_keys=True))


def _too_long(data: bytes) -> Broken:
    message = f"it is longer than the {MAX_ROW_BYTES:,} bytes that are accepted"
    return Broken(message, data[:MAX_ROW_BYTES].decode("latin-1"))
