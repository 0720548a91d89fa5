"""What every kind of table offers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

__all__ = ["MAX_ROW_BYTES", "Broken", "DocumentTable", "RawRow"]

MAX_ROW_BYTES = 16 * 2**20
"""A longer row or object is not read: no document comes near it, an unclosed quote does."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that cannot be read: why, and something that tells it from other such rows."""

    message: str
    raw: str


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row: ``values`` by column, as JSON values, without empty ones.

    ``number`` is what people count: a spreadsheet's row, the line of a JSON lines file, else the
    place in the list from 1. ``place`` is JSON by which :meth:`DocumentTable.fetch` finds it.
    """

    number: int
    place: Mapping[str, Any]
    values: Mapping[str, Any] | Broken
    sheet: str = ""


class DocumentTable(Protocol):
    """An opened table; see :func:`indexer.documents.sources.tables.open_table`."""

    is_one_object: bool
    """Whether it is not a table at all, but a file that holds one object."""

    def columns(self, sheet: str) -> Sequence[str]:
        """The columns that the table names itself; () where only its rows do."""
        ...

    def rows(self) -> Iterator[RawRow]:
        """All rows, from the first, holding few of them at a time where the format allows it."""
        ...

    def fetch(self, place: Mapping[str, Any]) -> Mapping[str, Any] | Broken:
        """The values of one row; quick where rows are fetched in their order."""
        ...

    def notes(self) -> tuple[str, ...]:
        """What people should know of how it was read; complete after all rows were."""
        ...

    def close(self) -> None:
        """Close the files it keeps open."""
        ...
