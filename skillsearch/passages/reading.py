"""A text that somebody sent, made ready for extraction: its view, sections and pieces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from skillsearch.documents import DocumentKind, Piece, Section, SectionKind, masked
from skillsearch.passages.contacts import contacts_in
from skillsearch.passages.pieces import split_pieces
from skillsearch.passages.posting_heading_forms import headings_for
from skillsearch.passages.posting_headings import POSTING_HEADINGS
from skillsearch.passages.resume_headings import RESUME_HEADINGS
from skillsearch.passages.sections import Headings, split_sections
from skillsearch.passages.views import View, plain_view, view_with_lines

if TYPE_CHECKING:
    from skillsearch.extraction.mentions import TextKind

__all__ = ["TEXT_KINDS", "Passages", "read_passages"]

TEXT_KINDS: tuple[TextKind, ...] = ("resume", "posting", "text")


@dataclass(frozen=True)
class Passages:
    """``masked`` is the view's text without contact data; pieces count its characters."""

    view: View
    masked: str
    sections: tuple[Section, ...]
    pieces: tuple[Piece, ...]


def read_passages(sent: str, kind: TextKind) -> Passages:
    """The pieces of a text, by the headings of its kind.

    A ``text`` may have the headings of both kinds of documents. A text without headings is one
    section ``other``: nothing says that it is the head of something. Addresses, telephone numbers
    and links are masked, for what they spell is no skill.
    """
    view = plain_view(sent)
    if kind == "posting":
        view = view_with_lines(view)
    text = view.text
    sections = split_sections(text, _headings(text, kind), first=_first(kind))
    if len(sections) == 1 and not sections[0].heading:
        sections = (Section("other", "", 0, len(text)),)
    header_end = max((s.end for s in sections if s.kind == "header"), default=0)
    document: DocumentKind = "resume" if kind == "resume" else "posting"
    hidden = masked(text, contacts_in(text, document, header_end))
    return Passages(view, hidden, sections, split_pieces(text, hidden, sections))


def _headings(text: str, kind: TextKind) -> Headings:
    if kind == "resume":
        return RESUME_HEADINGS
    return headings_for(text) if kind == "posting" else _all_headings()


def _first(kind: TextKind) -> SectionKind:
    return "other" if kind == "text" else "header"


@cache
def _all_headings() -> Headings:
    """Those of both kinds; what the two read differently is read as in a posting."""
    return dict(_merged())


def _merged() -> Iterator[tuple[SectionKind, tuple[str, ...]]]:
    for kind in dict.fromkeys((*RESUME_HEADINGS, *POSTING_HEADINGS)):
        yield kind, (*RESUME_HEADINGS.get(kind, ()), *POSTING_HEADINGS.get(kind, ()))
