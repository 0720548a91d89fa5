"""Excel workbooks (.xlsx), read by calamine: every sheet a table, its header found."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.archives import check_archive
from indexer.tables.table import Table, normalised_name
from skillsearch.errors import SourceError

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

__all__ = ["HEADER_SEARCH_ROWS", "Workbook", "parse_workbook", "read_workbook"]

HEADER_SEARCH_ROWS = 50
"""A header is looked for in so many rows; blank rows, a title or a legend may precede it."""

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


class Workbook:
    """The sheets of one workbook; made by :func:`read_workbook` or :func:`parse_workbook`."""

    def __init__(self, path: str, book: CalamineWorkbook) -> None:
        self.path = path
        self._book = book

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The names of all sheets, in order, as they are written."""
        return tuple(self._book.sheet_names)

    def has(self, *names: str) -> bool:
        """Whether there is a sheet that goes by one of ``names``."""
        return self._find(names) is not None

    def sheet(self, *names: str, header: Sequence[str] = ()) -> Table:
        """The sheet that goes by the first of ``names`` that is there; see normalised_name.

        The header is the first of ``HEADER_SEARCH_ROWS`` rows that names the most of the
        ``header`` columns; without these (or any of them in the sheet), the first with the most
        distinct texts. Raises SourceError with the sheets that are there where none goes by the
        names.
        """
        found, records = self._records(names, header)
        return Table.of(self.path, found, records)

    def columns(self, *names: str, header: Sequence[str] = ()) -> tuple[str, ...]:
        """The header of what :meth:`sheet` would give, to recognise it by."""
        _, records = self._records(names, header)
        return tuple(records[0][1]) if records else ()

    def _records(
        self, names: Sequence[str], header: Sequence[str]
    ) -> tuple[str, list[tuple[int, list[str]]]]:
        """A sheet's name and its numbered rows from the header on."""
        found = self._find(names)
        if found is None:
            also = f" (or {', '.join(map(repr, names[1:]))})" if names[1:] else ""
            raise SourceError(
                f"the sheet {names[0]!r}{also} is missing.",
                path=self.path,
                remedy=f"The sheets here are: {', '.join(map(repr, self.sheet_names))}.",
            )
        records = [
            (number, cells)
            for number, row in enumerate(self._rows(found), 1)
            if any(cells := [_text(value) for value in row])
        ]
        start = _header_position([cells for _, cells in records], header)
        return found, records[start:]

    def _find(self, names: Sequence[str]) -> str | None:
        present = {normalised_name(sheet): sheet for sheet in reversed(self.sheet_names)}
        return next((present[n] for n in map(normalised_name, names) if n in present), None)

    def _rows(self, sheet: str) -> list[list[_Cell]]:
        from python_calamine import CalamineError

        try:
            # From A1 on, so that a row's number is what the spreadsheet shows.
            return self._book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except CalamineError as error:
            raise SourceError(
                f"the sheet cannot be read: {error}.", path=self.path, sheet=sheet, remedy=_RESAVE
            ) from None


_RESAVE = "Open it in a spreadsheet program and save it again as .xlsx."


def read_workbook(path: Path) -> Workbook:
    """The workbook in a file on disk; raises SourceError as :func:`parse_workbook` does."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise SourceError(f"the file cannot be read: {reason}.", path=path) from None
    return parse_workbook(data, str(path))


def parse_workbook(data: bytes, path: str) -> Workbook:
    """The workbook in ``data``; ``path`` is what people are shown.

    Raises SourceError where it is damaged, protected by a password, unpacks to more than
    :mod:`indexer.archives` accepts, or is no .xlsx file at all.
    """
    if data.startswith(_COMPOUND_FILE):
        if _ENCRYPTED in data:
            raise SourceError(
                "the workbook is protected by a password.",
                path=path,
                remedy="Save it without the password.",
            )
        raise SourceError("the workbook is in the old .xls format.", path=path, remedy=_RESAVE)
    check_archive(data, path, what="workbook")
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return Workbook(path, CalamineWorkbook.from_filelike(io.BytesIO(data)))
    except CalamineError as error:
        raise SourceError(
            f"the file is no readable .xlsx workbook: {error}.", path=path, remedy=_RESAVE
        ) from None


def _header_position(rows: Sequence[Sequence[str]], header: Sequence[str]) -> int:
    candidates = rows[:HEADER_SEARCH_ROWS]
    expected = {normalised_name(name) for name in header}
    named = [len(expected.intersection(map(normalised_name, cells))) for cells in candidates]
    if not any(named):
        named = [len({cell for cell in cells if cell}) for cells in candidates]
    return named.index(max(named)) if named else 0


def _text(value: _Cell) -> str:
    """What a person sees in the cell: 3 rather than 3.0, and at most Excel's 15 digits."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(value, ".15g")
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    return str(value)
