"""Texts that the API is sent, understood by the write side as if they had been files."""

from __future__ import annotations

from skillsearch.documents import Quarantined, Resume

__all__ = ["understood_resume"]


def understood_resume(text: str) -> Resume:
    """The resume in a plain text, with a piece at least; nothing of it is stored.

    Raises :class:`~skillsearch.documents.Quarantined`.
    """
    from indexer.documents.parsing import read, understand

    sent = read("resume", "resume.txt", data=text.encode("utf-8", "replace"))
    resume = understand("resume", sent)
    assert isinstance(resume, Resume)
    if not resume.pieces:
        raise Quarantined("poor-text", "The text has no sentence that could be read.")
    return resume
