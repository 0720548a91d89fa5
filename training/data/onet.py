"""O*NET's technology skills: products, and the kinds of technology that they are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from indexer.taxonomies.tables import read_workbook

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
    table = read_workbook(folder / "Technology Skills.xlsx").sheet(
        "Technology Skills", header=("Example", "Commodity Title")
    )
    example, commodity = table.column("Example"), table.column("Commodity Title")
    found: dict[str, dict[str, None]] = {}
    for row in table:
        if row[example] and row[commodity]:
            found.setdefault(row[example], {})[row[commodity]] = None
    return tuple(Technology(name, tuple(under)) for name, under in found.items())


def read_alternate_titles(folder: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Alternate titles of ``Alternate Titles.xlsx`` with the occupations that go by them.

    Raises :class:`~skillsearch.errors.SourceError` where the workbook is missing or another one.
    """
    table = read_workbook(folder / "Alternate Titles.xlsx").sheet(
        "Alternate Titles", header=("Title", "Alternate Title")
    )
    occupation, alternate = table.column("Title"), table.column("Alternate Title")
    found: dict[str, dict[str, None]] = {}
    for row in table:
        if row[occupation] and row[alternate]:
            found.setdefault(row[alternate], {})[row[occupation]] = None
    return [(title, tuple(occupations)) for title, occupations in found.items()]
