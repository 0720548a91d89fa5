"""Which files are tables of an O*NET database, by their header or the title O*NET gives them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indexer.tables import Table, normalised_name, parse_delimited
from indexer.taxonomies.sources import SourceFile

__all__ = ["CODE", "TITLES", "is_readme", "open_table", "readme_of", "title_of"]

CODE = ("O*NET-SOC Code", "O*NET SOC Code", "onetsoc_code")

# The tables that are used, each with the columns that no other has.
TITLES: dict[str, tuple[str, ...]] = {
    "Alternate Titles": ("Alternate Title",),
    "Sample of Reported Titles": ("Reported Job Title",),
    "Technology Skills": ("Example", "Hot Technology"),
    "Emerging Tasks": ("Task", "Original Task ID"),
    "Task Statements": ("Task ID", "Task", "Task Type"),
    "Related Occupations": ("Related O*NET-SOC Code",),
    "Occupation Data": ("Title", "Description"),
}

# The other tables of the database, releases 20 to 30; they lie in the same folder.
_NOT_USED = frozenset(
    map(
        normalised_name,
        (
            "Abilities",
            "Abilities to Work Activities",
            "Abilities to Work Context",
            "Basic Interests to RIASEC",
            "Content Model Reference",
            "DWA Reference",
            "Education, Training, and Experience",
            "Education, Training, and Experience Categories",
            "IWA Reference",
            "Interests",
            "Interests Illustrative Activities",
            "Interests Illustrative Occupations",
            "Job Zone Reference",
            "Job Zones",
            "Knowledge",
            "Level Scale Anchors",
            "Occupation Level Metadata",
            "RIASEC Keywords",
            "Scales Reference",
            "Skills",
            "Skills to Work Activities",
            "Skills to Work Context",
            "Survey Booklet Locations",
            "Task Categories",
            "Task Ratings",
            "Tasks to DWAs",
            "Tools Used",
            "UNSPSC Reference",
            "Work Activities",
            "Work Context",
            "Work Context Categories",
            "Work Styles",
            "Work Values",
            "Read Me",
        ),
    )
)

# Columns of the tables that have no O*NET-SOC code.
_MARKS = ("Element ID", "Scale ID", "Commodity Code", "IWA ID", "DWA ID", "Job Zone")

_KNOWN = {normalised_name(title): title for title in TITLES}


def title_of(file: SourceFile) -> str | None:
    """The title of the O*NET table in ``file``; "" for one that is not used, None for others.

    A delimited file is known by its header, a workbook by its sheet; each else by its own name,
    so that a renamed column is told as such.
    """
    if file.kind == "table":
        found = _by_columns(file)
    elif file.kind == "workbook":
        found = _by_name(file.workbook.sheet_names)
    else:
        return None
    return found or _by_name((file.stem,)) or _unused(file)


def open_table(file: SourceFile, title: str) -> Table:
    """The table of that title; raises SourceError where the file cannot be read."""
    if file.kind == "table":
        # O*NET quotes nothing: a quotation mark in its text files is a part of the text.
        return parse_delimited(file.data, file.shown, quoted=file.name.lower().endswith(".csv"))
    names = (title, *file.workbook.sheet_names)
    return file.workbook.sheet(*names, header=(*CODE, *TITLES[title]))


def is_readme(file: SourceFile) -> bool:
    """Whether it is the database's Read Me."""
    return file.kind == "table" and normalised_name(file.stem) == normalised_name("Read Me")


def readme_of(files: Iterable[SourceFile]) -> str:
    """The text of the database's Read Me, "" where there is none."""
    for file in files:
        if is_readme(file):
            return file.data.decode("utf-8", "replace")
    return ""


def _by_columns(file: SourceFile) -> str | None:
    if not any(file.has_columns(code) for code in CODE):
        return None
    return next((title for title, columns in TITLES.items() if file.has_columns(*columns)), None)


def _by_name(names: Sequence[str]) -> str | None:
    return next((_KNOWN[n] for n in map(normalised_name, names) if n in _KNOWN), None)


def _unused(file: SourceFile) -> str | None:
    """An empty text for another table of O*NET: by its name, and its columns or sheet."""
    if normalised_name(file.stem) not in _NOT_USED:
        return None
    if file.kind == "workbook":
        ours = file.workbook.has(file.stem)
    else:
        ours = is_readme(file) or any(file.has_columns(mark) for mark in (*CODE, *_MARKS))
    return "" if ours else None
