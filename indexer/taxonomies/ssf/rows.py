"""The rows of the two SkillsFuture workbooks, in the layouts of all known editions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.tables import Column, Row, Table

__all__ = [
    "DESCRIPTION",
    "TITLE",
    "UNIQUE_TITLE",
    "ListedSkill",
    "MappedSkill",
    "listed_skills",
    "mapped_skills",
]

TITLE = ("skill_title", "skills_title", "unique_skill_title")
DESCRIPTION = ("skill_description", "skill_desc")
UNIQUE_TITLE = ("Unique skill_updated_skill_title", "skill_2k_title", "skills_2k_title")

_TYPE = ("skill_type",)
_SKILL_ID = ("skill_id",)
_EMERGING = ("Emerging Skills", "is_sfs_emerging")
_CASL = ("CASL Skills", "is_casl")

_CODE = ("skills_framework_skill_code", "tsc_code", "TSC_CCS Code")
_SECTOR_TITLE = ("skills_framework_skill_title", "skill_11k_title", "skills_11k_title")
_LEVEL = ("skills_framework_skill_pl", "proficiency_level")
_LEVEL_DESCRIPTION = ("skills_framework_pl_desc", "proficiency_description")
_PREVIOUS_TITLE = ("Unique skill_previous_skill_title",)
_UNIQUE_DESCRIPTION = ("Unique skill_updated_skill_desc",)
_UNIQUE_TYPE = ("Unique skill_updated_skill_type", "skill_type")
_UNIQUE_EMERGING = ("Unique skill_updated_skill_SFS_status", *_EMERGING)
_UNIQUE_CASL = ("Unique skill_updated_CASL_status", *_CASL)
_SECTORS = ("Unique skill_updated_sector_tagging", "sector_title")

# What the workbooks write where there is nothing.
_NOTHING = frozenset({"no mapping", "(none)"})

# No sector of the Skills Framework has one of these in its title.
_BETWEEN_SECTORS = re.compile(r"[,;|\n]")


@dataclass(frozen=True, slots=True)
class ListedSkill:
    """A row of the unique skills list. ``skill_id`` is "" in editions without that column."""

    row: int
    title: str
    description: str
    kind: str
    tags: tuple[str, ...]
    skill_id: str


@dataclass(frozen=True, slots=True)
class MappedSkill:
    """A row of the mapping: one sector skill at one level, and the unique skill it went into.

    Any text is "" where the row says "No mapping", or where the edition lacks the column.
    """

    row: int
    code: str
    title: str
    level: str
    level_description: str
    previous_title: str
    unique_title: str
    unique_description: str
    kind: str
    tags: tuple[str, ...]
    sectors: tuple[str, ...]


def listed_skills(table: Table) -> Iterator[ListedSkill]:
    """The rows of a unique skills list.

    Raises SourceError where a column is missing that every edition has: title, description, type
    and the flag of emerging skills.
    """
    title, description = table.column(*TITLE), table.column(*DESCRIPTION)
    kind, skill_id = table.column(*_TYPE), table.column(*_SKILL_ID, required=False)
    flags = {
        "emerging": table.column(*_EMERGING),
        "casl": table.column(*_CASL, required=False),
    }
    for row in table:
        yield ListedSkill(
            row=row.number,
            title=_line(row, title),
            description=_text(row, description),
            kind=_line(row, kind).lower(),
            tags=_tags(row, flags),
            skill_id=_line(row, skill_id),
        )


def mapped_skills(table: Table) -> Iterator[MappedSkill]:
    """The rows of a mapping workbook.

    Raises SourceError where a column is missing that its layout has: descriptions, previous titles
    and CASL came with the layout of 2026.
    """
    unique_title, code = table.column(*UNIQUE_TITLE), table.column(*_CODE)
    title, level = table.column(*_SECTOR_TITLE), table.column(*_LEVEL)
    kind, sectors = table.column(*_UNIQUE_TYPE), table.column(*_SECTORS)
    newer = table.has(UNIQUE_TITLE[0])
    level_description = table.column(*_LEVEL_DESCRIPTION, required=newer)
    previous_title = table.column(*_PREVIOUS_TITLE, required=newer)
    unique_description = table.column(*_UNIQUE_DESCRIPTION, required=newer)
    flags = {
        "emerging": table.column(*_UNIQUE_EMERGING),
        "casl": table.column(*_UNIQUE_CASL, required=newer),
    }
    for row in table:
        yield MappedSkill(
            row=row.number,
            code=_line(row, code),
            title=_line(row, title),
            level=_line(row, level),
            level_description=_text(row, level_description),
            previous_title=_line(row, previous_title),
            unique_title=_line(row, unique_title),
            unique_description=_text(row, unique_description),
            kind=_line(row, kind).lower(),
            tags=_tags(row, flags),
            sectors=tuple(
                filter(None, map(str.strip, _BETWEEN_SECTORS.split(_text(row, sectors))))
            ),
        )


def _text(row: Row, column: Column) -> str:
    """A cell, and "" for what the workbooks write where there is nothing."""
    text = row[column]
    return "" if text.lower() in _NOTHING else text


def _line(row: Row, column: Column) -> str:
    """The same on one line: some sector titles were broken over several."""
    return " ".join(_text(row, column).split())


def _tags(row: Row, flags: dict[str, Column]) -> tuple[str, ...]:
    return tuple(
        tag for tag, column in flags.items() if row[column].lower() in ("true", "yes", "y")
    )
