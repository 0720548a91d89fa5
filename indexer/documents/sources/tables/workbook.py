"""Excel workbooks: every sheet with rows is a table, its header found below titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from indexer.archives import MAX_MEMBER_BYTES
from indexer.documents.sources.items import Found
from indexer.documents.sources.streams import open_stream
from indexer.documents.sources.tables.base import Broken, RawRow
from indexer.tables import Table, parse_workbook
from skillsearch.errors import SourceError

__all__ = ["WorkbookTable"]


class WorkbookTable:
    """A workbook; one sheet at a time is held in memory, and the last one asked for stays.

    Raises SourceError as :func:`indexer.tables.parse_workbook` does.
    """

    is_one_object = False

    def __init__(self, found: Found, header: Sequence[str]) -> None:
        with open_stream(found) as stream:
            data = stream.read(MAX_MEMBER_BYTES + 1)
        if len(data) > MAX_MEMBER_BYTES:
            raise SourceError(
                f"the workbook has more than {MAX_MEMBER_BYTES:,} bytes.",
                path=found.source,
                remedy="Save it as CSV, which is read row by row.",
            )
        self._book = parse_workbook(data, found.source)
        self._header = header
        self._sheet = ""
        self._table: Table | None = None
        self._at: dict[int, Any] = {}

    def columns(self, sheet: str) -> Sequence[str]:
        """The names in the header."""
        return tuple(filter(None, self._opened(sheet).columns))

    def rows(self) -> Iterator[RawRow]:
        """See :class:`DocumentTable`."""
        for sheet in self._book.sheet_names:
            table = self._opened(sheet)
            for row in table:
                place = {"sheet": sheet, "row": row.number}
                yield RawRow(row.number, place, _values(table, row), sheet)

    def fetch(self, place: Mapping[str, Any]) -> Mapping[str, Any] | Broken:
        """See :class:`DocumentTable`."""
        if place["sheet"] not in self._book.sheet_names:
            return Broken("its sheet is gone", "")
        table = self._opened(place["sheet"])
        row = self._at.get(place["row"])
        return Broken("the row is gone", "") if row is None else _values(table, row)

    def notes(self) -> tuple[str, ...]:
        """See :class:`DocumentTable`."""
        return ()

    def close(self) -> None:
        """Drop the sheet that is held."""
        self._table = None
        self._at = {}

    def _opened(self, sheet: str) -> Table:
        if self._table is None or self._sheet != sheet:
            self._table = None  # so that no two are held
            self._table = self._book.sheet(sheet, header=self._header)
            self._sheet = sheet
            self._at = {row.number: row for row in self._table}
        return self._table


def _values(table: Table, row: Any) -> dict[str, Any]:
    pairs = zip(table.columns, row.cells, strict=True)
    return {column: cell for column, cell in pairs if column and cell}
