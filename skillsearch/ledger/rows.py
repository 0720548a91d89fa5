"""Rows of the tables as the records that they hold."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import RowMapping

from skillsearch.documents import Personal
from skillsearch.ledger.records import Document, Item, Job
from skillsearch.ledger.schema import items, jobs

__all__ = [
    "ITEM_COLUMNS",
    "JOB_COLUMNS",
    "as_json",
    "document_of",
    "item_of",
    "job_of",
    "personal_json",
    "signed",
]

_UNSEEN = ("worker", "lease_until", "crashes")

ITEM_COLUMNS = tuple(column for column in items.c if column.name not in _UNSEEN)
JOB_COLUMNS = tuple(jobs.c)


def job_of(row: RowMapping) -> Job:
    """The job in a row of ``JOB_COLUMNS``."""
    return Job(**_changed(row, options=json.loads(row["options"])))


def item_of(row: RowMapping) -> Item:
    """The item in a row of ``ITEM_COLUMNS``."""
    return Item(
        **_changed(
            row,
            reference=json.loads(row["reference"]),
            duplicate_of=tuple(json.loads(row["duplicate_of"])),
        )
    )


def document_of(row: RowMapping, contact_keys: tuple[str, ...]) -> Document:
    """The document in a row of the table, with its keys from the table of contacts."""
    values = {name: value for name, value in row.items() if not name.startswith("band")}
    values["personal"] = tuple(Personal(*span) for span in json.loads(row["personal"]))
    values["simhash"] = row["simhash"] % 2**64
    return Document(contact_keys=contact_keys, **values)


def personal_json(spans: tuple[Personal, ...]) -> str:
    """Personal spans as a JSON list of lists."""
    return as_json([[span.kind, span.start, span.end, span.text] for span in spans])


def signed(number: int, bits: int) -> int:
    """The lowest ``bits`` of a number as two's complement, which is what databases keep."""
    half = 1 << (bits - 1)
    return (number + half) % (1 << bits) - half


def as_json(value: Any) -> str:
    """JSON in ASCII: NUL, which PostgreSQL refuses, and file names that are no text come back."""
    return json.dumps(value)


def _changed(row: RowMapping, **values: Any) -> dict[str, Any]:
    return {**row, **values}
