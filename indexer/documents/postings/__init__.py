"""Postings: rows of tables into documents, documents into records."""

from indexer.documents.postings.rows import read_posting_row
from indexer.documents.postings.understanding import understand_posting

__all__ = ["read_posting_row", "understand_posting"]
