"""O*NET's technology skills: products, and the kinds of technology that they are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from indexer.tables import read_workbook

__all__ = ["Technology", "read_alternate_titles", "read_technologies"]


@dataclass(frozen=True, slots=True)
class Technology:
    """A product and the commodities (kinds of technology) under which O*NET lists it."""

    name: str
    commodities: tuple[str, ...]


def read_technologies(folder: Path) -> tuple[Technology, ...]:
    """The products of ``Technology Skills.xlsx`` in a folder of O*NET, each once, in file order.

    Raises :class:`~skillsearch.errors.SourceError` where the workbook is missing or another one.
    """
    found = _grouped(folder, "Technology Skills", "Example", "Commodity Title")
    return tuple(Technology(name, under) for name, under in found)


def read_alternate_titles(folder: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Alternate titles of ``Alternate Titles.xlsx`` with the occupations that go by them.

    Raises :class:`~skillsearch.errors.SourceError` where the workbook is missing or another one.
    """
    return _grouped(folder, "Alternate Titles", "Alternate Title", "Title")


def _grouped(folder: Path, title: str, key: str, value: str) -> list[tuple[str, tuple[str, ...]]]:
    """Each text of the column ``key`` with those of ``value`` beside it, in file order.

    ``title`` is that of the workbook and of its sheet.
    """
    table = read_workbook(folder / f"{title}.xlsx").sheet(title, header=(key, value))
    keys, values = table.column(key), table.column(value)
    found: dict[str, dict[str, None]] = {}
    for row in table:
        if row[keys] and row[values]:
            found.setdefault(row[keys], {})[row[values]] = None
    return [(name, tuple(under)) for name, under in found.items()]
