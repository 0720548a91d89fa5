"""One document, from bytes or a row to a record: what runs inside the isolated parser."""

from __future__ import annotations

import time
from typing import Any

from skillsearch.documents import DocumentKind, Posting, ReadDocument, Resume, to_dict

__all__ = ["ENTRY", "PARSER_VERSION", "parse_payload", "read", "understand"]

PARSER_VERSION = 3
"""Raised whenever reading or understanding changes, so that documents are parsed anew."""

ENTRY = "indexer.documents.parsing:parse_payload"
"""What :class:`~indexer.documents.isolation.IsolatedParser` runs."""


def parse_payload(payload: dict[str, Any]) -> dict[str, Any]:
    """:func:`read` and :func:`understand` for frames that pass between processes.

    The payload has ``kind`` and ``name``, ``data`` or ``fields``, and perhaps ``as_of`` and
    ``declared``. Gives the ``record`` and the ``seconds`` that reading and understanding took.
    """
    start = time.perf_counter()
    kind, as_of, declared = (
        payload["kind"],
        payload.get("as_of", ""),
        payload.get("declared", False),
    )
    text = read(kind, payload["name"], data=payload.get("data"), fields=payload.get("fields"))
    middle = time.perf_counter()
    record = to_dict(understand(kind, text, as_of=as_of, declared=declared))
    seconds = {"read": middle - start, "understand": time.perf_counter() - middle}
    return {"record": record, "seconds": seconds}


def read(
    kind: DocumentKind,
    name: str,
    *,
    data: bytes | None = None,
    fields: dict[str, Any] | None = None,
) -> ReadDocument:
    """The text of one document, given as a file's ``data`` or a row's ``fields``.

    Raises :class:`~skillsearch.documents.Quarantined`.
    """
    if fields is None:
        from indexer.documents.reading import read_document

        return read_document(data or b"", name)
    if kind == "posting":
        from indexer.documents.postings import read_posting_row

        return read_posting_row(fields, name)
    from indexer.documents.resumes.rows import read_resume_row

    return read_resume_row(fields, name)


def understand(
    kind: DocumentKind, text: ReadDocument, *, as_of: str = "", declared: bool = False
) -> Resume | Posting:
    """The record of a text, relative to ``as_of`` (ISO 8601; "" for its own date).

    ``declared``: somebody has said of this very text that it is of this kind, so that only what
    surely is another is refused.

    Raises :class:`~skillsearch.documents.Quarantined`.
    """
    if kind == "posting":
        from indexer.documents.postings import understand_posting

        return understand_posting(text, as_of=as_of, declared=declared)
    from indexer.documents.resumes import understand_resume

    return understand_resume(text, as_of=as_of, declared=declared)
