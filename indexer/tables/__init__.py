"""Tables as people keep them, CSV files and Excel workbooks, read with the place of every cell."""

from indexer.tables.delimited import header_of, parse_delimited, read_delimited
from indexer.tables.table import (
    MAX_CELL_CHARACTERS,
    Column,
    Row,
    Table,
    normalised_name,
)
from indexer.tables.workbook import Workbook, parse_workbook, read_workbook

__all__ = [
    "MAX_CELL_CHARACTERS",
    "Column",
    "Row",
    "Table",
    "Workbook",
    "header_of",
    "normalised_name",
    "parse_delimited",
    "parse_workbook",
    "read_delimited",
    "read_workbook",
]
