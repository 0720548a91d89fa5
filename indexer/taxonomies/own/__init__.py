"""A taxonomy of one's own: one file with at least the columns ``id`` and ``label``.

CSV, TSV, JSON, JSON lines or an Excel sheet; ``docs/taxonomies.md`` shows the columns.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from indexer.tables import Table
from indexer.taxonomies.own.columns import NAMES, is_own
from indexer.taxonomies.own.entries import read_concepts
from indexer.taxonomies.own.objects import first_keys, table_of_objects
from indexer.taxonomies.slugs import slug
from indexer.taxonomies.sources import HEADER_BYTES, SourceFile
from skillsearch.errors import SourceError
from skillsearch.records import Taxonomy, TaxonomyKey

__all__ = ["FORMAT", "LOOKS_LIKE", "claims", "read"]

FORMAT = "own"

LOOKS_LIKE = (
    "your own: a CSV, TSV, JSON, JSONL or Excel file with at least the columns id and label"
)

_DEFAULT_LANGUAGE = "en"

_HEADER = (*NAMES["id"], *NAMES["label"])


def claims(files: Sequence[SourceFile]) -> list[tuple[SourceFile, ...]]:
    """Every file whose columns (or objects' keys, or a sheet's columns) have an id and a label."""
    return [(file,) for file in files if _claims(file)]


def read(
    files: Sequence[SourceFile],
    *,
    name: str | None = None,
    version: str | None = None,
    language: str | None = None,
) -> Taxonomy:
    """The concepts of one file; ``docs/taxonomies.md`` says what each column means.

    The name is that of the file unless given, the version the day it was last changed, the
    language what its column says, else English. Raises SourceError naming the row where an id or
    label is missing, two concepts share an id, a type is neither skill nor occupation, or rows
    are in several languages and none of these is asked for.
    """
    (file,) = files
    table = _table(file)
    concepts, spoken, notes = read_concepts(table, language)
    if not concepts:
        raise SourceError(
            "it has a header but no skill or occupation.",
            path=table.path,
            sheet=table.sheet,
            remedy="Add a row for each, or name another source.",
        )
    key = TaxonomyKey(
        name or slug(file.stem) or FORMAT,
        version or dt.datetime.fromtimestamp(file.path.stat().st_mtime).date().isoformat(),
        language or spoken or _DEFAULT_LANGUAGE,
    )
    return Taxonomy(key, concepts, FORMAT, sources=(file.shown,), notes=tuple(notes))


def _claims(file: SourceFile) -> bool:
    if file.kind == "table":
        return is_own(file.columns)
    if file.kind == "workbook":
        return _sheet(file) is not None
    if file.kind != "json":
        return False
    keys = first_keys(file.start(HEADER_BYTES))
    return keys is None or is_own(keys)


def _table(file: SourceFile) -> Table:
    if file.kind == "json":
        return table_of_objects(file.data, file.shown)
    if file.kind == "table":
        return file.table
    return file.workbook.sheet(_sheet(file) or "", header=_HEADER)


def _sheet(file: SourceFile) -> str | None:
    """The first sheet with an id and a label."""
    book = file.workbook
    return next((s for s in book.sheet_names if is_own(book.columns(s, header=_HEADER))), None)
