"""Markdown, by markdown-it: rendered to HTML, and that is read."""

from __future__ import annotations

from indexer.documents.reading.html import text_of_html
from indexer.documents.reading.limits import Limits
from indexer.documents.reading.plain import decoded
from skillsearch.documents import ReadDocument

__all__ = ["read_markdown"]


def read_markdown(data: bytes, shown: str, limits: Limits) -> ReadDocument:
    """The text without its mark-up signs; list items begin with "• ", each line stays one.

    Raises Quarantined: "wrong-type", "too-large".
    """
    from markdown_it import MarkdownIt

    source, notes = decoded(data, shown)
    limits.check_characters(len(source), shown)
    renderer = MarkdownIt("commonmark", {"breaks": True, "html": True}).enable("table")
    return ReadDocument(text_of_html(renderer.render(source)), "markdown", notes=notes)
