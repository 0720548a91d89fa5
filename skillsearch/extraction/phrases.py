"""The phrases of a sentence, for who can afford to encode them too.

A sentence that asks for three things has one vector, near to none of them. Its phrases have their
own: they find about twice as many skills, with the phrase's span, but less surely, so they need to
be nearer (docs/extraction.md has the figures). Encoding them costs as much again as the pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skillsearch.documents import MASK, Piece
from skillsearch.extraction.boilerplate import is_boilerplate
from skillsearch.extraction.meaning import SILENT
from skillsearch.extraction.mentions import TextKind

__all__ = ["Phrase", "phrases_of"]

LEAST_WORDS = 2
"""One word spells a skill or says too little."""

_CUT = re.compile(
    r"\s*[,;:()\[\]•|]\s*|\s/\s|\s[–—-]\s|[.!?](?=\s|$)"
    r"|\s+(?:and/or|and|or|as well as|including|such as|e\.g\.|for example)\s+"
)
"""Where a sentence is cut: never inside a word, so "R&D" and "and/or" stay whole."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A part of piece number ``piece``; ``text`` is what is encoded, white space collapsed."""

    text: str
    start: int
    end: int
    piece: int


def phrases_of(text: str, pieces: Sequence[Piece], kind: TextKind = "text") -> tuple[Phrase, ...]:
    """The phrases of the pieces of a masked ``text`` that are worth encoding, in order.

    None of a piece that is not cut (its own vector says it), of boilerplate, or of masked words.
    """
    found: list[Phrase] = []
    for number, piece in enumerate(pieces):
        if piece.section in SILENT or is_boilerplate(piece.text, piece.section, kind):
            continue
        spans = list(_spans(text, piece.start, piece.end))
        if len(spans) < 2:
            continue
        for start, end in spans:
            said = " ".join(text[start:end].split())
            if len(said.split()) >= LEAST_WORDS and MASK not in said:
                found.append(Phrase(said, start, end, number))
    return tuple(found)


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for cut in [*_CUT.finditer(text, start, end), None]:
        stop = cut.start() if cut else end
        while start < stop and text[start].isspace():
            start += 1
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if stop > start:
            yield start, stop
        start = cut.end() if cut else end
