"""Bytes and a name in, text out: every format of document, under limits, cleaned."""

from indexer.documents.reading.cleaning import clean, clean_html
from indexer.documents.reading.limits import Limits
from indexer.documents.reading.names import shown_name
from indexer.documents.reading.reader import read_document

__all__ = ["Limits", "clean", "clean_html", "read_document", "shown_name"]
