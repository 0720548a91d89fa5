"""The lines of a list of skills: of a plain file one a line, of a table one column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from difflib import get_close_matches

from skillsearch.errors import SourceError

__all__ = ["decoded", "lines_of_table", "plain_lines"]

_DELIMITERS = ",;\t|"


def decoded(data: bytes, name: str) -> str:
    """The text as it is, line ends and all; a byte order mark is none of its characters.

    ``name`` is what an error calls it. Raises :class:`~skillsearch.errors.SourceError` for bytes
    that are not UTF-8 or are no text.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"It is not text in UTF-8: byte {error.start + 1:,} cannot be read.",
            path=name,
            row=row,
            remedy="Save it as UTF-8. PDF, Word and others: skillsearch index resumes FOLDER.",
        ) from None
    if "\0" in text[:1000]:
        raise SourceError("It is not a text.", path=name, remedy="Save it as plain text in UTF-8.")
    return text


def plain_lines(text: str) -> list[str]:
    """All lines without their ends; empty ones stay, so that line numbers hold."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    return whole.split("\n") if text else []


def lines_of_table(text: str, column: str, name: str) -> Iterator[str]:
    """The values of a column of a CSV file with a header; the delimiter is found out.

    Raises :class:`~skillsearch.errors.SourceError` where there is no such column, and for a row
    that cannot be read.
    """
    header = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=header.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = [field for field in rows.fieldnames or () if field is not None]
    known = {field.strip(): field for field in columns}
    if column not in known:
        near = get_close_matches(column, known, n=1)
        guess = f"Did you mean {near[0]!r}? " if near else ""
        raise SourceError(
            f"There is no column {column!r}.",
            path=name,
            remedy=f"{guess}It has: {', '.join(known) or 'nothing'}.",
        )
    try:
        for row in rows:
            yield row[known[column]] or ""
    except csv.Error as error:
        raise SourceError(
            f"It cannot be read as CSV: {error}.",
            path=name,
            row=rows.line_num,
            remedy="Export it again as CSV in UTF-8.",
        ) from None
