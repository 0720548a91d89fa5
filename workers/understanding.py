"""Texts that the API is sent, understood by the write side as if they had been files."""

from __future__ import annotations

from skillsearch.documents import DocumentKind, Posting, Quarantined, Resume

__all__ = ["understood_resume", "understood_text"]


def understood_text(text: str, kind: DocumentKind) -> Resume | Posting:
    """What a plain text says, with a piece at least; nothing of it is stored.

    A plain text needs no format to be taken apart, so it is read in this process. Raises
    :class:`~skillsearch.documents.Quarantined`.
    """
    from indexer.documents.parsing import read, understand

    sent = read(kind, f"{kind}.txt", data=text.encode("utf-8", "replace"))
    document = understand(kind, sent)
    if not document.pieces:
        raise Quarantined("poor-text", "The text has no sentence that could be read.")
    return document


def understood_resume(text: str) -> Resume:
    """The same of a resume."""
    resume = understood_text(text, "resume")
    assert isinstance(resume, Resume)
    return resume
