"""What a file is to the lister: a document, a zip, or a table of one of six kinds."""

from __future__ import annotations

from typing import Literal

__all__ = ["Format", "TableFormat", "format_of"]

TableFormat = Literal["delimited", "json", "lines", "parquet", "workbook"]

Format = Literal["file", "zip"] | TableFormat

_FORMATS: dict[str, Format] = {
    "csv": "delimited",
    "tsv": "delimited",
    "tab": "delimited",
    "json": "json",
    "jsonl": "lines",
    "ndjson": "lines",
    "parquet": "parquet",
    "pq": "parquet",
    "xlsx": "workbook",
    "xlsm": "workbook",
    "xls": "workbook",
    "zip": "zip",
}


def format_of(name: str) -> Format:
    """What a file of this name is; what its content is decides whoever reads it.

    >>> format_of("jobs.CSV.gz"), format_of("anna.pdf")
    ('delimited', 'file')
    """
    parts = name.lower().split(".")
    if parts[-1] == "gz":
        parts.pop()
    return _FORMATS.get(parts[-1], "file") if len(parts) > 1 else "file"
