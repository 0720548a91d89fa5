"""What an extraction gives: places that name a skill, and phrases that seem to and do not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from skillsearch.documents import DocumentKind, SectionKind

__all__ = ["Extraction", "Mention", "Polarity", "TextKind", "Unmatched", "Way", "Why"]

TextKind = DocumentKind | Literal["text"]
"""What is read: a resume, a posting, or a text of which nothing is known."""

Way = Literal["alias", "fuzzy", "semantic", "implied"]

Polarity = Literal["held", "required", "preferred", "negated"]

Why = Literal["item", "asked", "name"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names a skill; ``start`` and ``end`` count characters of the text read.

    ``text`` is ``text[start:end]``. ``skill`` is the point id, ``id`` the taxonomy's own, ``label``
    its preferred label. ``confidence`` (0–1) is explained in
    :mod:`skillsearch.extraction.confidence`. ``piece`` is the number of the piece it stands in,
    ``sentence_start`` and ``sentence_end`` are that piece's place: the evidence to show.

    ==========  ================================================================================
    match       what the span is
    ==========  ================================================================================
    alias       a spelling of one of the labels
    fuzzy       one of the labels with a word mistyped
    semantic    a whole piece whose meaning is near
    implied     a span that names a narrower skill; ``label`` is the broader one
    ==========  ================================================================================

    ``polarity`` is what the text says of it (:mod:`skillsearch.extraction.polarity`).
    """

    start: int
    end: int
    text: str
    skill: str
    id: str
    label: str
    taxonomy: str
    version: str
    match: Way
    confidence: float
    piece: int
    polarity: Polarity = "held"
    section: SectionKind = "other"
    sentence_start: int = 0
    sentence_end: int = 0


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A phrase that looks like a skill and names none that is known: nothing is guessed for it.

    ``why`` says what it looks like: an ``item`` of a list of skills, something ``asked`` for
    ("experience with …"), or a ``name`` as technologies have them ("AcmeDB 4").
    """

    start: int
    end: int
    text: str
    piece: int
    section: SectionKind
    why: Why


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in a text, each in order of place."""

    mentions: tuple[Mention, ...]
    unmatched: tuple[Unmatched, ...]
