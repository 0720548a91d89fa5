"""Fixtures that the readers' tests share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

Sheets = Mapping[str, Sequence[Sequence[object]]]
SaveWorkbook = Callable[[Path, Sheets], Path]


@pytest.fixture(scope="session")
def save_workbook() -> SaveWorkbook:
    """Write an .xlsx file of the given sheets, each a list of rows, and give its path."""

    def save(path: Path, sheets: Sheets) -> Path:
        from openpyxl import Workbook

        book = Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)
        return path

    return save
