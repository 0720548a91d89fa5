"""Everything that is held about a person, as one JSON document."""

from __future__ import annotations

import json
import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from indexer.ingest.holding import Held
from skillsearch.store.files import os_failures
from skillsearch.store.models import Record, SparseVector

if TYPE_CHECKING:
    from skillsearch.ledger import Ledger
    from skillsearch.ledger.records import Document, Item

__all__ = ["exported", "write_private"]


def exported(ledger: Ledger, held: Held) -> dict[str, Any]:
    """What is held of a document: whole text, personal data, record, points, items, jobs.

    ``points`` has the payload of each generation, and of its vectors the shape: they are made of
    the text and say nothing besides.
    """
    jobs = {item.job: ledger.job(item.job) for item in held.items}
    return {
        "id": held.point_id,
        "external_id": held.external_id,
        "kind": held.kind,
        "tenant": held.tenant,
        "document": None if held.document is None else _document(held.document),
        "points": {name: _point(record) for name, record in held.points.items()},
        "items": [_item(item) for item in held.items],
        "jobs": [
            {"id": job.id, "label": job.label, "created": job.created, "options": job.options}
            for job in jobs.values()
        ],
        "uploads": [str(path) for path in held.uploads],
        "duplicates": [] if held.document is None else _duplicates(ledger, held.document),
    }


def write_private(path: Path, value: object) -> None:
    """Write JSON to a file that its owner alone may read; raises StoreUnavailable if it cannot."""
    text = json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace")
    with os_failures(path):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            os.chmod(path, 0o600)  # noqa: PTH101 - also where it existed with other rights
            file.write(text)


def _document(document: Document) -> dict[str, Any]:
    return {
        "text": document.text,
        "personal": [
            {"kind": span.kind, "text": span.text, "start": span.start, "end": span.end}
            for span in document.personal
        ],
        "record": json.loads(zlib.decompress(document.record)),
        "source": document.source,
        "sha256": document.sha256,
        "pipeline": document.pipeline,
        "indexed": document.indexed,
        "contact_keys": list(document.contact_keys),
        "simhash": f"{document.simhash:016x}",
    }


def _point(record: Record) -> dict[str, Any]:
    shapes = {
        name: {"terms": len(vector.indices)}
        if isinstance(vector, SparseVector)
        else {"shape": list(np.shape(vector))}
        for name, vector in record.vector.items()
    }
    return {"payload": record.payload, "vectors": shapes}


def _item(item: Item) -> dict[str, Any]:
    return {
        "job": item.job,
        "number": item.number,
        "source": item.source,
        "reference": dict(item.reference),
        "state": item.state,
        "reason": item.reason,
        "message": item.message,
        "sha256": item.sha256,
        "duplicate_of": list(item.duplicate_of),
        "started": item.started,
        "finished": item.finished,
    }


def _duplicates(ledger: Ledger, document: Document) -> list[dict[str, Any]]:
    found = ledger.likely_duplicates(
        document.tenant, document.kind, document.contact_keys, document.simhash, document.point_id
    )
    return [{"id": one.point_id, "why": one.why, "distance": one.distance} for one in found]
