"""A table: named columns and rows of stripped text that know their place in the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from sys import intern

from skillsearch.errors import SourceError

__all__ = ["MAX_CELL_CHARACTERS", "Column", "Row", "Table", "normalised_name"]

MAX_CELL_CHARACTERS = 1_000_000
"""A longer cell is refused: no label or description comes near it, an unclosed quote does."""

_GAPS = re.compile(r"[\s_\-]+")


def normalised_name(name: str) -> str:
    """A column's or sheet's name without what people vary: case, spaces, underscores, hyphens."""
    return _GAPS.sub("", unicodedata.normalize("NFKC", name).casefold())


@dataclass(frozen=True, slots=True)
class Column:
    """A column of one table, found by name; false, and "" in every row, where it is absent."""

    name: str
    index: int | None

    def __bool__(self) -> bool:
        return self.index is not None


@dataclass(frozen=True, slots=True)
class Row:
    """The stripped cells of one row; ``number`` is what a spreadsheet shows, header counted."""

    number: int
    cells: tuple[str, ...]

    def __getitem__(self, column: Column) -> str:
        return "" if column.index is None else self.cells[column.index]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows under one header, without those that are wholly blank.

    ``path`` is as shown to people (``bundle.zip/skills_en.csv`` for a member of a zip), ``sheet``
    is None for a delimited file. Every row has as many cells as there are ``columns``.
    """

    path: str
    sheet: str | None
    columns: tuple[str, ...]
    rows: Sequence[Row]

    @classmethod
    def of(
        cls, path: str, sheet: str | None, records: Iterable[tuple[int, Sequence[str]]]
    ) -> Table:
        """A table from (row number, stripped cells) pairs, of which the first is the header.

        Raises SourceError where a cell is longer than ``MAX_CELL_CHARACTERS``, or a row has more
        filled cells than the header has names.
        """
        numbered = iter(records)
        _, header = next(numbered, (0, ()))
        columns = _without_trailing_blanks(header)
        table = cls(path, sheet, columns, ())
        rows = [table._row(number, cells) for number, cells in numbered if any(cells)]
        return replace(table, rows=rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def has(self, *names: str) -> bool:
        """Whether every one of these columns is there."""
        present = {normalised_name(column) for column in self.columns}
        return all(normalised_name(name) in present for name in names)

    def column(self, *names: str, required: bool = True) -> Column:
        """The column that goes by the first of ``names`` that is there; see normalised_name.

        An absent column is false where it is not ``required``. Raises SourceError with the
        columns that are there where it is, and where two columns have the name.
        """
        present = [normalised_name(column) for column in self.columns]
        for name in map(normalised_name, names):
            if present.count(name) > 1:
                raise self.error(
                    f"{present.count(name)} columns have this name.",
                    column=self.columns[present.index(name)],
                    remedy="Rename or remove one of them.",
                )
            if name in present:
                index = present.index(name)
                return Column(self.columns[index], index)
        if required:
            raise self._missing(names)
        return Column(names[0], None)

    def unknown_columns(self, used: Iterable[Column]) -> tuple[str, ...]:
        """The named columns that are not among the ``used`` ones."""
        indexes = {column.index for column in used}
        return tuple(n for i, n in enumerate(self.columns) if n and i not in indexes)

    def error(
        self,
        message: str,
        *,
        row: Row | None = None,
        column: Column | str | None = None,
        remedy: str = "",
    ) -> SourceError:
        """A SourceError that names this table's place in the file."""
        return SourceError(
            message,
            path=self.path,
            sheet=self.sheet,
            column=column.name if isinstance(column, Column) else column,
            row=None if row is None else row.number,
            remedy=remedy,
        )

    def _row(self, number: int, cells: Sequence[str]) -> Row:
        width = len(self.columns)
        for index, cell in enumerate(cells):
            if len(cell) > MAX_CELL_CHARACTERS:
                raise self.error(
                    f"the cell holds {len(cell):,} characters, more than the "
                    f"{MAX_CELL_CHARACTERS:,} that are accepted.",
                    row=Row(number, ()),
                    column=self.columns[index] if index < width else None,
                    remedy="Shorten it; perhaps a quotation mark opened there is never closed.",
                )
        if any(cells[width:]):
            raise self.error(
                f"the row has {len(_without_trailing_blanks(cells))} cells, "
                f"but the header names {width} columns.",
                row=Row(number, ()),
                remedy="Put cells that hold the delimiter in quotation marks, "
                "or name every column that is used.",
            )
        # Interned, because identifiers repeat a thousandfold in a table of relations.
        return Row(number, tuple(map(intern, (*cells[:width], *("",) * (width - len(cells))))))

    def _missing(self, names: Sequence[str]) -> SourceError:
        from rapidfuzz import process

        there = [column for column in self.columns if column]
        remedy = "The columns here are: " + (", ".join(map(repr, there)) or "none") + "."
        known = {normalised_name(column): column for column in there}
        close = process.extractOne(normalised_name(names[0]), known.keys(), score_cutoff=60)
        if close:
            remedy += f" Is it {known[close[0]]!r}? Then rename that to {names[0]!r}."
        also = f" (or {', '.join(map(repr, names[1:]))})" if names[1:] else ""
        return self.error(f"the column {names[0]!r}{also} is missing.", remedy=remedy)


def _without_trailing_blanks(cells: Sequence[str]) -> tuple[str, ...]:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return tuple(cells[:end])
