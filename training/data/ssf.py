"""SkillsFuture workbooks: proficiency statements, merges, renames and descriptions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.tables import Table, read_workbook
from indexer.taxonomies.texts import distinct

__all__ = [
    "Renames",
    "Statement",
    "read_descriptions",
    "read_merges",
    "read_renames",
    "read_skill_texts",
    "read_statements",
]

NO_MAPPING = "No mapping"
"""What the mapping writes where a sector skill became no unique skill."""

_PREVIOUS = "Unique skill_previous_skill_title"
_UPDATED = "Unique skill_updated_skill_title"


@dataclass(frozen=True, slots=True)
class Statement:
    """What one proficiency level asks for, and the unique skill that it belongs to."""

    text: str
    title: str


@dataclass(frozen=True, slots=True)
class Renames:
    """``updates``: previous title → the other titles that it became, wholly or in part.

    ``titles`` are all updated titles, each once, in file order: what an answer is chosen from.
    """

    updates: dict[str, tuple[str, ...]]
    titles: tuple[str, ...]


def read_statements(mapping_workbook: Path) -> tuple[Statement, ...]:
    """Statements of the 2026 mapping with their previous title: distinct pairs, in file order.

    Raises :class:`~skillsearch.errors.SourceError` where the workbook is another one.
    """
    pairs = _pairs(_mapping(mapping_workbook), "skills_framework_pl_desc", _PREVIOUS)
    return tuple(Statement(*pair) for pair in dict.fromkeys(pairs))


def read_skill_texts(mapping_workbook: Path) -> tuple[Statement, ...]:
    """What else the 2026 mapping says of a previous title: sector titles and descriptions.

    Distinct pairs, in file order. Raises :class:`~skillsearch.errors.SourceError` where the
    workbook is another one.
    """
    table = _mapping(mapping_workbook)
    columns = (
        "skills_framework_skill_title",
        "skills_framework_skill_desc",
        "Unique skill_previous_skill_desc",
    )
    pairs = dict.fromkeys(pair for column in columns for pair in _pairs(table, column, _PREVIOUS))
    return tuple(Statement(text, title) for text, title in pairs if text != title)


def read_merges(mapping_workbook: Path) -> dict[str, tuple[str, ...]]:
    """Sector title → the unique skills that it was merged into, of the 2025 mapping.

    Raises :class:`~skillsearch.errors.SourceError` where the workbook is another one.
    """
    table = read_workbook(mapping_workbook).sheet(
        "TSC to Unique Skill Mapping", header=("skill_11k_title", "skill_2k_title")
    )
    return _grouped(_pairs(table, "skill_11k_title", "skill_2k_title"))


def read_renames(mapping_workbook: Path) -> Renames:
    """Which titles of the 2026 mapping changed, and into what.

    Raises :class:`~skillsearch.errors.SourceError` where the workbook is another one.
    """
    table = _mapping(mapping_workbook)
    became = _grouped(_pairs(table, _PREVIOUS, _UPDATED))
    others = {old: tuple(new for new in to if new != old) for old, to in became.items()}
    updated = table.column(_UPDATED)
    return Renames(
        updates={old: to for old, to in others.items() if to},
        titles=distinct((row[updated] for row in table), besides=(NO_MAPPING,)),
    )


def read_descriptions(skills_workbook: Path) -> dict[str, str]:
    """Title → description of the list of unique skills, any edition.

    Raises :class:`~skillsearch.errors.SourceError` where the workbook is another one.
    """
    table = read_workbook(skills_workbook).sheet(
        "Unique Skills List", header=("skill_title", "skill_description")
    )
    return dict(_pairs(table, "skill_title", "skill_description"))


def _mapping(workbook: Path) -> Table:
    return read_workbook(workbook).sheet("data", header=(_PREVIOUS, _UPDATED))


def _pairs(table: Table, first: str, second: str) -> Iterator[tuple[str, str]]:
    """Two columns of the rows that have both, without those that are mapped to nothing."""
    left, right = table.column(first), table.column(second)
    for row in table:
        if row[left] and row[right] and NO_MAPPING not in (row[left], row[right]):
            yield row[left], row[right]


def _grouped(pairs: Iterator[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, dict[str, None]] = {}
    for key, value in pairs:
        groups.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in groups.items()}
