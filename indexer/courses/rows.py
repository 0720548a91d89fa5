"""Rows of a catalogue → what they say, checked; an error names the row and the column."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from indexer.courses.columns import CourseColumns
from indexer.tables import Row, Table
from skillsearch.courses import Course

__all__ = ["CourseRow", "read_rows"]

_SEPARATORS = re.compile(r"[\r\n|;]+")
_HOURS = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>h|hrs?|hours?|min|mins|minutes|d|days?)?\.?", re.I
)
_AMOUNT = re.compile(
    r"(?P<before>[A-Z]{3}|S\$|US\$|[$€£¥])?\s*"
    r"(?P<number>\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)"
    r"\s*(?P<after>[A-Z]{3}|[$€£¥])?"
)
_FREE = frozenset({"free", "none", "gratis", "nil"})
_HOURS_OF_A_DAY = 8.0


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course as its row says it: without its skills by id, and with those that it names."""

    number: int
    course: Course
    named: tuple[str, ...]


def read_rows(table: Table, columns: CourseColumns, catalogue: str) -> list[CourseRow]:
    """The courses in order.

    Raises SourceError, with row and column, for an empty id or title, an id that another row has,
    and hours or a cost that are no amount.
    """
    rows: dict[str, int] = {}
    read = []
    for row in table:
        for field in ("id", "title"):
            if not row[columns[field]]:
                raise table.error(
                    "the cell is empty.", row=row, column=columns[field], remedy="Fill it in."
                )
        name = row[columns["id"]]
        if name in rows:
            raise table.error(
                f"{name!r} is the id of row {rows[name]} too.",
                row=row,
                column=columns["id"],
                remedy="Give each course its own id.",
            )
        rows[name] = row.number
        read.append(_course_row(table, columns, row, catalogue))
    if not read:
        raise table.error(
            "there is a header and no course.", remedy="Write a course a row below the header."
        )
    return read


def _course_row(table: Table, columns: CourseColumns, row: Row, catalogue: str) -> CourseRow:
    cost, currency = _cost(table, columns, row)
    course = Course(
        id=row[columns["id"]],
        title=row[columns["title"]],
        catalogue=catalogue,
        provider=row[columns["provider"]],
        description=row[columns["description"]],
        hours=_hours(table, columns, row),
        cost=cost,
        currency=row[columns["currency"]] or currency,
        url=row[columns["url"]],
    )
    return CourseRow(row.number, course, _values(row[columns["skills"]]))


def _hours(table: Table, columns: CourseColumns, row: Row) -> float | None:
    cell = row[columns["hours"]]
    if not cell:
        return None
    found = _HOURS.fullmatch(cell)
    if not found:
        raise table.error(
            f"{cell!r} is no number of hours.",
            row=row,
            column=columns["hours"],
            remedy="Write 12, 12 h, 90 min or 2 days (of 8 hours), or leave the cell empty.",
        )
    number = float(found["number"].replace(",", "."))
    unit = (found["unit"] or "h").lower()[0]
    return number / 60 if unit == "m" else number * (_HOURS_OF_A_DAY if unit == "d" else 1)


def _cost(table: Table, columns: CourseColumns, row: Row) -> tuple[float | None, str]:
    cell = row[columns["cost"]]
    if not cell:
        return None, ""
    if cell.casefold() in _FREE:
        return 0.0, ""
    found = _AMOUNT.fullmatch(cell)
    if not found:
        raise table.error(
            f"{cell!r} is no cost.",
            row=row,
            column=columns["cost"],
            remedy="Write 450, 1,200.50, SGD 450, €300 or free, or leave the cell empty.",
        )
    number = re.sub(r"[, ](?=\d{3}(?:\D|$))", "", found["number"]).replace(",", ".")
    return float(number), found["before"] or found["after"] or ""


def _values(cell: str) -> tuple[str, ...]:
    """The skills in a cell: a JSON array, else separated by a line break, ``|`` or ``;``."""
    parts: Sequence[object] = _SEPARATORS.split(cell)
    if cell.startswith("["):
        with suppress(ValueError):  # a text that merely begins with a bracket
            parts = json.loads(cell)
    return tuple(dict.fromkeys(text for part in parts if (text := str(part).strip())))
