"""Which edition a SkillsFuture workbook is: 2025-q3, 2026, or what its name says."""

from __future__ import annotations

import re
from pathlib import PurePath

from indexer.tables import Table
from indexer.taxonomies.sources import SourceFile

__all__ = ["edition_by_columns", "edition_by_name"]

_QUARTER_LAST = re.compile(r"(?<!\d)(20\d\d)[\s._-]*q([1-4])(?!\d)")
_QUARTER_FIRST = re.compile(r"(?<![a-z\d])q([1-4])[\s._-]*(20\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def edition_by_name(file: SourceFile) -> str:
    """The edition that the file's name, else its folder's or zip's, tells; "" where neither does.

    ``Skills-List-Q3-2025.xlsx``, ``2025_Q3/`` → ``2025-q3``; ``2026/`` → ``2026``.
    """
    for name in (file.stem, PurePath(file.container).name, file.path.stem):
        text = name.casefold()
        if found := _QUARTER_LAST.search(text):
            return f"{found[1]}-q{found[2]}"
        if found := _QUARTER_FIRST.search(text):
            return f"{found[2]}-q{found[1]}"
        if found := _YEAR.search(text):
            return found[1]
    return ""


def edition_by_columns(table: Table) -> str:
    """The first edition that was published with the columns of ``table``.

    The columns about the Course Approval Skills List (CASL), and with them those of previous and
    updated titles, came with 2026. Neither the workbooks' legends name their edition, nor do
    their properties once somebody has saved them again.
    """
    newer = table.has("CASL Skills") or table.has("Unique skill_updated_skill_title")
    return "2026" if newer else "2025-q3"
