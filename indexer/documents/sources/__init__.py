"""Sources: paths that a user names → items, each of them found again wherever it is worked on.

Importing this is light; what reads Parquet files and workbooks is loaded with the first of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from indexer.documents.sources.columns import (
    Recognised,
    describe,
    field_names,
    parse_fields,
    recognise,
)
from indexer.documents.sources.fetching import close_sources, fetch, fetch_many
from indexer.documents.sources.items import (
    Fetched,
    FileContent,
    RowContent,
    SourceItem,
    canonical_bytes,
)
from indexer.documents.sources.listing import Sources
from indexer.documents.sources.report import Report, TableReport
from skillsearch.documents import DocumentKind

__all__ = [
    "Fetched",
    "FileContent",
    "Recognised",
    "Report",
    "RowContent",
    "SourceItem",
    "Sources",
    "TableReport",
    "canonical_bytes",
    "close_sources",
    "describe",
    "enumerate_sources",
    "fetch",
    "fetch_many",
    "field_names",
    "parse_fields",
    "recognise",
]


def enumerate_sources(
    paths: Sequence[Path | str],
    kind: DocumentKind,
    *,
    fields: Mapping[str, str] | None = None,
) -> Sources:
    """The items in files, folders (with all that is below), zips and tables, one by one.

    ``fields`` (field → column, or several joined with "+") corrects how the columns of tables are
    recognised; see :func:`parse_fields`. The returned iterator's ``report`` tells which columns
    were taken for what, and counts repeated rows and what was skipped. Raises SourceError or
    SettingError at once where a path, a table named itself, or ``fields`` cannot be used.
    """
    return Sources(paths, kind, fields or {})
