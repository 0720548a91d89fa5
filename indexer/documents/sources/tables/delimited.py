"""CSV and TSV files of any size, one record at a time; a record is found again by its offset."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from indexer.documents.sources.items import Found
from indexer.documents.sources.streams import open_stream
from indexer.documents.sources.tables.base import MAX_ROW_BYTES, Broken, RawRow
from indexer.tables import MAX_CELL_CHARACTERS
from indexer.tables.delimited import delimiter_of
from skillsearch.errors import SourceError

__all__ = ["DelimitedTable"]

_BOM = b"\xef\xbb\xbf"

_NO_LIMIT = 2**31 - 1  # The csv module's own limit would name no place; rows are bounded here.

# A line put after the last: where it ends up inside a cell, a quotation mark is still open.
_END = "\x00end of file\x00"

_CLOSE_IT = "Close it, or double it where it is part of the text."


class DelimitedTable:
    """A delimited file; the first line that is not blank is its header.

    Text is UTF-8; a line that is not is read as Windows-1252, and counted in the notes. Columns
    without a name are called by their place ("column 3"), save a first one, in which programs
    write row numbers. Raises SourceError where it is no text, has no header, or a quotation mark
    is never closed.
    """

    is_one_object = False

    def __init__(self, found: Found) -> None:
        csv.field_size_limit(_NO_LIMIT)
        self._shown = found.source
        self._other_lines = 0
        self._stream = open_stream(found)
        try:
            self._delimiter, self._columns = self._header()
        except BaseException:
            self.close()
            raise

    def columns(self, sheet: str) -> Sequence[str]:
        """The names in the header."""
        return tuple(filter(None, self._columns))

    def rows(self) -> Iterator[RawRow]:
        """See :class:`DocumentTable`."""
        self._other_lines = 0
        records = self._records()
        next(records, None)
        for number, at, size, cells in records:
            yield RawRow(number, {"at": at, "bytes": size}, self._values(cells))

    def fetch(self, place: Mapping[str, Any]) -> Mapping[str, Any] | Broken:
        """See :class:`DocumentTable`."""
        self._stream.seek(place["at"])
        data = self._stream.read(place["bytes"])
        lines = (self._decoded(line) for line in data.splitlines(keepends=True))
        cells = next(csv.reader(lines, delimiter=self._delimiter), [])
        return self._values([cell.strip() for cell in cells])

    def notes(self) -> tuple[str, ...]:
        """See :class:`DocumentTable`."""
        if not self._other_lines:
            return ()
        return (f"{self._other_lines:,} lines are not UTF-8 and were read as Windows-1252",)

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def _header(self) -> tuple[str, tuple[str, ...]]:
        start = self._stream.read(4096)
        if b"\0" in start or start[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise SourceError(
                "this is not text in UTF-8.",
                path=self._shown,
                remedy='Save the file as UTF-8 (in Excel: "CSV UTF-8").',
            )
        self._stream.seek(0)
        lines = (self._decoded(line) for line in _Feed(self._stream, self._shown).lines())
        self._delimiter = delimiter_of(next((line for line in lines if line.strip()), ""))
        _, _, _, header = next(self._records(), (0, 0, 0, []))
        while header and not header[-1]:
            header.pop()
        if not header:
            raise SourceError(
                "the table is empty.", path=self._shown, remedy="Give its columns names."
            )
        return self._delimiter, _distinct(header)

    def _records(self) -> Iterator[tuple[int, int, int, list[str]]]:
        """(number, offset, length in bytes, stripped cells) of all records that are not blank."""
        self._stream.seek(0)
        feed = _Feed(self._stream, self._shown)
        reader = csv.reader(feed.text(self._decoded), delimiter=self._delimiter)
        while True:
            feed.begin()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise SourceError(
                    f"the row cannot be split into cells: {error}.",
                    path=self._shown,
                    row=feed.number,
                ) from None
            if cells == [_END]:
                return
            if cells and _END in cells[-1]:
                raise SourceError(
                    f"a quotation mark opened in this row (line {feed.first_line:,}) is never "
                    "closed.",
                    path=self._shown,
                    row=feed.number,
                    remedy=_CLOSE_IT,
                )
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield feed.number, feed.begun, feed.at - feed.begun, stripped

    def _values(self, cells: Sequence[str]) -> Mapping[str, Any] | Broken:
        width = len(self._columns)
        if any(cells[width:]):
            filled = max(i for i, cell in enumerate(cells, 1) if cell)
            return Broken(
                f"the row has {filled} cells, but the header names {width} columns",
                "\x1f".join(cells),
            )
        if any(len(cell) > MAX_CELL_CHARACTERS for cell in cells):
            return Broken(
                f"a cell holds more than the {MAX_CELL_CHARACTERS:,} characters that are accepted",
                "\x1f".join(cells),
            )
        pairs = zip(self._columns, cells, strict=False)
        return {column: cell for column, cell in pairs if column and cell}

    def _decoded(self, line: bytes) -> str:
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            self._other_lines += 1
            return line.decode("cp1252", "replace")


class _Feed:
    """Lines for the csv module, which takes as many as a record has, and where they were."""

    def __init__(self, stream: Any, shown: str) -> None:
        self._stream = stream
        self._shown = shown
        self._pending: deque[bytes] = deque()
        self.at = self.begun = 0
        self.number = 0
        self._line = 0
        self.first_line = 1

    def begin(self) -> None:
        """A record begins."""
        self.begun = self.at
        self.number += 1
        self.first_line = self._line + 1

    def lines(self) -> Iterator[bytes]:
        """Lines that end with either line break, or both, as the csv module knows them."""
        if self._stream.peek(3)[:3] == _BOM:
            self._stream.read(3)
            self.at = self.begun = 3
        while True:
            if not self._pending:
                # A line of a legal row may be as long as the row; two bytes more tell.
                read = self._stream.readline(MAX_ROW_BYTES + 2)
                if not read:
                    return
                self._pending.extend(read.splitlines(keepends=True))
            line = self._pending.popleft()
            self.at += len(line)
            self._line += 1
            if self.at - self.begun > MAX_ROW_BYTES:
                raise SourceError(
                    f"the row that begins in line {self.first_line:,} is longer than "
                    f"{MAX_ROW_BYTES:,} bytes.",
                    path=self._shown,
                    row=self.number,
                    remedy=f"Perhaps a quotation mark opened there is never closed. {_CLOSE_IT}",
                )
            yield line

    def text(self, decoded: Any) -> Iterator[str]:
        """The lines as text, and one more behind the last."""
        last = "\n"
        for line in self.lines():
            last = decoded(line)
            yield last
        if not last.endswith(("\n", "\r")):
            yield "\n"
        yield _END


def _distinct(header: Sequence[str]) -> tuple[str, ...]:
    """Names that differ; "" for a first column without one, which holds row numbers."""
    names: list[str] = []
    for place, name in enumerate(header):
        wanted = name or (f"column {place + 1}" if place else "")
        copy = 2
        while wanted and wanted in names:
            wanted = f"{name or 'column'} ({copy})"
            copy += 1
        names.append(wanted)
    return tuple(names)
