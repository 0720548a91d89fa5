"""CSV and TSV files: UTF-8, delimiter by the header, quoted cells with line breaks inside."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Literal

from indexer.tables.table import Table
from skillsearch.errors import SourceError

__all__ = ["decode", "delimiter_of", "header_of", "parse_delimited", "read_delimited"]

_Quoting = Literal[0, 3]
"""csv.QUOTE_MINIMAL or csv.QUOTE_NONE."""

_DELIMITERS = ("\t", ";", ",")

# The csv module's own limit would name no place; Table checks the length of a cell instead. This
# is the largest that a C long holds on every platform.
_NO_LIMIT = 2**31 - 1

# A line put after the last: where it ends up inside a cell, a quotation mark is still open.
_END = "\x00end of file\x00"


def read_delimited(path: Path) -> Table:
    """The table of a file on disk; raises SourceError as :func:`parse_delimited` does."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise SourceError(f"the file cannot be read: {reason}.", path=path) from None
    return parse_delimited(data, str(path))


def parse_delimited(data: bytes, path: str, *, quoted: bool = True) -> Table:
    """The table in ``data``; ``path`` is what people are shown.

    The first line that is not blank is the header, and the delimiter (comma, semicolon or tab) is
    the one that splits it most. Where not ``quoted``, a quotation mark is a character like others.
    Raises SourceError where the text is not UTF-8, a quotation mark is never closed, or a row
    does not fit the header.
    """
    decode(data, path)  # only to see that it can be; a large text is not held beside its rows
    return Table.of(path, None, _records(data, path, quoted=quoted))


def header_of(start: bytes) -> tuple[str, ...]:
    """The column names in the ``start`` of a delimited file, to recognise it by; never raises.

    What is not UTF-8 comes out as replacement characters, so such a file is recognised as long as
    its columns' names are plain, and refused with its place when it is read.
    """
    try:
        _, header = next(_records(start, "", errors="replace"), (0, ()))
    except (SourceError, csv.Error):
        return ()
    return tuple(header)


def decode(data: bytes, path: str) -> str:
    """UTF-8 text, with or without a byte order mark; raises SourceError naming the place."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        looks = " It seems to be UTF-16." if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
        raise SourceError(
            f"the text is not UTF-8: byte 0x{data[error.start]:02X} at offset {error.start:,} "
            f"(line {line:,}) does not belong there.{looks}",
            path=path,
            remedy='Save the file as UTF-8 (in Excel: "CSV UTF-8").',
        ) from None


def _records(
    data: bytes, path: str, *, quoted: bool = True, errors: str = "strict"
) -> Iterator[tuple[int, Sequence[str]]]:
    csv.field_size_limit(_NO_LIMIT)
    quoting: _Quoting = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    delimiter = _delimiter(_lines(data, errors), quoting)
    break_of_last = () if data.endswith((b"\n", b"\r")) else ("\n",)
    lines = chain(_lines(data, errors), break_of_last, (_END,))
    reader = csv.reader(lines, delimiter=delimiter, quoting=quoting)
    opened, previous = 1, 0
    for number, cells in enumerate(reader, 1):
        opened, previous = previous + 1, reader.line_num
        if cells == [_END]:
            return
        if cells and _END in cells[-1]:
            raise SourceError(
                f"a quotation mark opened in this row (line {opened:,}) is never closed.",
                path=path,
                row=number,
                remedy="Close it, or double it where it is part of the text.",
            )
        stripped = [cell.strip() for cell in cells]
        if any(stripped):
            yield number, stripped


def _lines(data: bytes, errors: str) -> Iterator[str]:
    # newline="" leaves line breaks inside quoted cells as they are; csv knows \r, \n and \r\n.
    return io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", errors, newline="")


def _delimiter(lines: Iterator[str], quoting: _Quoting) -> str:
    return delimiter_of(next((line for line in lines if line.strip()), ""), quoting)


def delimiter_of(header: str, quoting: _Quoting = csv.QUOTE_MINIMAL) -> str:
    """The delimiter that splits the first line of a file most: a tab, a semicolon or a comma."""

    def width(delimiter: str) -> int:
        return len(next(csv.reader([header], delimiter=delimiter, quoting=quoting), []))

    return max(_DELIMITERS, key=width)
