"""Resumes: from a read document to what it says of a person's work."""

from __future__ import annotations

from indexer.documents.resumes.understanding import understand_resume

__all__ = ["understand_resume"]
