"""Which files are SkillsFuture workbooks, and which of them belong to one edition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from indexer.tables import Table, normalised_name
from indexer.taxonomies import skills_framework
from indexer.taxonomies.sources import SourceFile
from indexer.taxonomies.ssf import rows
from indexer.taxonomies.ssf_editions import edition_by_columns, edition_by_name

__all__ = ["Part", "Role", "claimed_parts", "grouped"]

Role = Literal["list", "mapping", "framework"]

# By the name of the sheet, so that a renamed column is told as such.
_SHEETS: dict[Role, tuple[str, ...]] = {
    "list": ("Unique Skills List",),
    "mapping": ("TSC to Unique Skill Mapping", "TSC to Unique Skills Mapping"),
}

# By columns, where the sheet's name says nothing. The second and fourth are of the mapping, too,
# so that it is known with the column of the unique skill's title renamed.
_MARKS: tuple[tuple[Role, tuple[str, ...]], ...] = (
    ("mapping", ("Unique skill_updated_skill_title",)),
    ("mapping", ("skills_framework_skill_code", "skills_framework_skill_title")),
    ("mapping", ("skill_2k_title",)),
    ("mapping", ("skill_11k_title", "tsc_code")),
    ("list", ("skill_title", "skill_type", "Emerging Skills")),
)

# Sheets whose names say nothing: the mapping's in 2026, and what programs call a first sheet.
_PLAIN_SHEETS = ("data", "Sheet1", "Sheet")


@dataclass(frozen=True)
class Part:
    """A file of SkillsFuture in its role; ``sheets`` are the names its sheet may have."""

    file: SourceFile
    role: Role
    sheets: tuple[str, ...] = ()

    @cached_property
    def table(self) -> Table:
        """The list or mapping in it; raises SourceError where it cannot be read."""
        if self.file.kind == "table":
            return self.file.table
        return _sheet(self.file, self.sheets)

    @property
    def edition(self) -> str:
        """By its name, else by its columns; "" for a Skills Framework that no name tells."""
        named = edition_by_name(self.file)
        return named or ("" if self.role == "framework" else edition_by_columns(self.table))


def claimed_parts(files: Iterable[SourceFile]) -> list[Part]:
    """The SkillsFuture workbooks (or the same saved as CSV) among ``files``, by what they hold."""
    return [part for file in files if (part := _part(file)) is not None]


def grouped(parts: Sequence[Part]) -> list[list[Part]]:
    """The parts that make one taxonomy each.

    Those of one folder and edition belong together, and so do a list and a mapping from two
    folders where they are the only ones of their edition. A Skills Framework joins those of its
    folder, else the only group there is; without any it is in no group.
    """
    unique = [part for part in parts if part.role != "framework"]
    groups: dict[tuple[str, str], list[Part]] = {}
    for part in unique:
        groups.setdefault((part.edition, part.file.container), []).append(part)
    found = _joined_across_folders(groups)
    for part in parts:
        if part.role == "framework" and (group := _home(part, found)) is not None:
            group.append(part)
    return found


def _joined_across_folders(groups: dict[tuple[str, str], list[Part]]) -> list[list[Part]]:
    editions: dict[str, list[list[Part]]] = {}
    for (edition, _), group in groups.items():
        editions.setdefault(edition, []).append(group)
    found: list[list[Part]] = []
    for same in editions.values():
        roles = [part.role for group in same for part in group]
        if len(same) == 2 and sorted(roles) == ["list", "mapping"]:
            found.append([part for group in same for part in group])
        else:
            found.extend(same)
    return found


def _home(framework: Part, groups: list[list[Part]]) -> list[Part] | None:
    near = [g for g in groups if any(p.file.container == framework.file.container for p in g)]
    same = [g for g in near or groups if framework.edition in {p.edition for p in g}]
    for candidates in (same, near, groups):
        if len(candidates) == 1:
            return candidates[0]
    return None


def _part(file: SourceFile) -> Part | None:
    if skills_framework.is_dataset(file):
        return Part(file, "framework")
    if file.kind == "table":
        role = _role_by_columns(file.columns)
        return Part(file, role) if role else None
    if file.kind != "workbook":
        return None
    for known, sheets in _SHEETS.items():
        if file.workbook.has(*sheets):
            return Part(file, known, sheets)
    if file.workbook.has(*_PLAIN_SHEETS):
        role = _role_by_columns(_sheet(file, _PLAIN_SHEETS).columns)
        return Part(file, role, _PLAIN_SHEETS) if role else None
    return None


def _sheet(file: SourceFile, names: Sequence[str]) -> Table:
    return file.workbook.sheet(*names, header=(*rows.TITLE, *rows.DESCRIPTION, *rows.UNIQUE_TITLE))


def _role_by_columns(columns: Iterable[str]) -> Role | None:
    present = set(map(normalised_name, columns))
    for role, marks in _MARKS:
        if present.issuperset(map(normalised_name, marks)):
            return role
    return None
