"""Tables of documents, read row by row; every row knows how it is found again."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.documents.sources.formats import TableFormat
from indexer.documents.sources.items import Found
from indexer.documents.sources.tables.base import Broken, DocumentTable, RawRow

__all__ = ["Broken", "DocumentTable", "RawRow", "open_table"]


def open_table(
    found: Found, table_format: TableFormat, header: Sequence[str] = ()
) -> DocumentTable:
    """The table in ``found``, to be closed after use.

    ``header`` names columns to find the header of a workbook's sheet by. Raises SourceError where
    it cannot be read as a table, :class:`~skillsearch.documents.Quarantined` where it is packed
    and damaged, OSError where the file cannot be opened.
    """
    if table_format == "delimited":
        from indexer.documents.sources.tables.delimited import DelimitedTable

        return DelimitedTable(found)
    if table_format == "workbook":
        from indexer.documents.sources.tables.workbook import WorkbookTable

        return WorkbookTable(found, header)
    if table_format == "parquet":
        from indexer.documents.sources.tables.parquet import ParquetTable

        return ParquetTable(found)
    from indexer.documents.sources.tables.objects import ObjectTable

    return ObjectTable(found, lines=table_format == "lines")
