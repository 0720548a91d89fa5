"""From the columns of a row to the fields that readers know."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from indexer.documents.sources.columns import Recognised, RowShape
from indexer.documents.sources.items import FileContent, RowContent, digest_of
from indexer.documents.sources.names import BODY
from indexer.documents.sources.schema_org import (
    is_job_posting,
    job_posting_fields,
    schema_types,
    unwrapped,
)
from indexer.documents.sources.tables.base import Broken
from skillsearch.documents import DocumentKind, Quarantined

__all__ = ["content_of", "flat", "is_other", "row_digest", "row_id", "row_name", "shape_of"]

_ROW_NUMBERS = frozenset({"", "Unnamed: 0", "index", "__index_level_0__", "rowid"})
"""Columns in which programs number rows; they say nothing of the row."""

_DEPTH = 4


def flat(values: Mapping[str, Any], depth: int = _DEPTH) -> dict[str, Any]:
    """Objects within a row as columns with dots: ``{"a": {"b": 1}}`` → ``{"a.b": 1}``."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, Mapping) and depth:
            found.update({f"{name}.{k}": v for k, v in flat(value, depth - 1).items()})
        elif value not in (None, "", [], {}):
            found[name] = value
    return found


def shape_of(kind: DocumentKind, rows: Sequence[Mapping[str, Any]]) -> RowShape:
    """What most of these rows are."""
    if kind == "resume":
        resumes = sum(_is_json_resume(row) for row in rows)
        return "json_resume" if resumes * 2 > len(rows) else "columns"
    postings = sum(is_job_posting(unwrapped(row)) for row in rows)
    typed = sum(bool(schema_types(row)) for row in rows)
    return "job_posting" if postings and postings * 2 > len(rows) - typed else "columns"


def is_other(shape: RowShape, values: Mapping[str, Any]) -> bool:
    """Whether a row among job postings says that it is something else."""
    values = unwrapped(values)
    return shape == "job_posting" and bool(schema_types(values)) and not is_job_posting(values)


def row_name(table: str, number: int, sheet: str) -> str:
    """How people are told about a row: ``jobs.csv row 17``, ``ads.xlsx sheet 'May' row 2``."""
    return f"{table} sheet {sheet!r} row {number}" if sheet else f"{table} row {number}"


def row_digest(values: Mapping[str, Any] | Broken) -> str:
    """The same for the same content, wherever the row stands."""
    if isinstance(values, Broken):
        return digest_of(values.raw)
    return digest_of({k: v for k, v in values.items() if k not in _ROW_NUMBERS})


def row_id(values: Mapping[str, Any] | Broken, recognised: Recognised) -> str:
    """What the row calls itself, "" if nothing."""
    if isinstance(values, Broken):
        return ""
    if recognised.shape == "job_posting" and "id" not in recognised.fields:
        return str(job_posting_fields(unwrapped(values)).get("id", ""))
    if recognised.shape == "json_resume":
        return str(values.get("id") or "")
    cells = flat(values)
    return " ".join(str(cells[c]).strip() for c in recognised.fields.get("id", ()) if c in cells)


def content_of(
    kind: DocumentKind,
    name: str,
    values: Mapping[str, Any] | Broken,
    fields: Mapping[str, Sequence[str]],
    shape: RowShape,
) -> FileContent | RowContent:
    """The row as its readers take it; raises :class:`Quarantined` ``row-unusable``.

    A field made of one column is its value, one of several a mapping of column to value.
    """
    if isinstance(values, Broken):
        raise Quarantined(
            "row-unusable", f"{name}: {values.message}.", remedy="Correct the row, index it again."
        )
    values = unwrapped(values)
    if shape == "json_resume":
        return FileContent(f"{name}.json", json.dumps(values).encode("ascii"))
    read = job_posting_fields(values) if shape == "job_posting" else {}
    cells = flat(values)
    for field, columns in fields.items():
        parts = {c: cells[c] for c in columns if c in cells}
        if parts:
            several = len(columns) > 1 and field != "location"
            read[field] = parts if several else _joined(list(parts.values()))
    body = BODY[kind]
    texts = [read.get(part) for part in (body, "responsibilities", "qualifications", "skills")]
    if not any(texts):
        columns = fields.get(body, (body,))
        raise Quarantined(
            "row-unusable",
            f"{name}: there is nothing in {' or '.join(map(repr, columns))}.",
            remedy=f"Fill it in, or name another column with --fields {body}=COLUMN.",
        )
    if read.get("pay_low") or read.get("pay_high"):
        read.pop("pay", None)
    return RowContent(name, read)


def _joined(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else ", ".join(dict.fromkeys(map(str, values)))


def _is_json_resume(values: Mapping[str, Any]) -> bool:
    """See https://jsonresume.org/schema."""
    return isinstance(values.get("basics"), Mapping)
