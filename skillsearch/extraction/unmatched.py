"""Phrases that look like a skill and name none that is known; to abstain is an answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from skillsearch.documents import MASK, Piece, SectionKind
from skillsearch.extraction.meaning import SILENT
from skillsearch.extraction.mentions import Unmatched, Why
from skillsearch.text import normal_form

__all__ = ["unmatched_phrases"]

MOST_WORDS = 4
"""A longer item is a sentence, and what it means is looked for instead."""

_SEPARATOR = re.compile(r"\s*(?:[,;|•·▪●:()\[\]\n\t]|\.(?=\s|$)|/|\s[–—-]\s|\b(?:and|or)\b|&)\s*")

_ASKED = re.compile(
    r"\b(?:experience[d]?|expertise|proficien(?:t|cy)|knowledge(?:able)?|skilled|skills"
    r"|familiar(?:ity)?|fluen(?:t|cy)|understanding|competen(?:t|ce|cy)|versed|certified|trained"
    r"|hands-on) (?:in|with|of|using|on) (?P<what>[^.;:()\n]{2,80})",
    re.IGNORECASE,
)

_ENDS = re.compile(
    r"\s+(?:in|for|to|at|as|on|of|by|from|with|within|is|are|will|would|that|which|who|such|including"
    r"|preferred|required|desirable|essential|necessary|needed|a|an|the)\b.*$",
    re.IGNORECASE | re.DOTALL,
)

_NAME = re.compile(
    r"(?<![\w@/.-])(?:[A-Z][a-z]+[A-Z]\w*|[a-z]{1,3}[A-Z]\w+|[A-Z]{2,}[a-z]{2,}\w*"
    r"|[A-Za-z]{2,}\.(?:js|io|net|py|ai)|[A-Z]{2,}\d\w*|[A-Z][a-z]+\d+)(?![\w@])"
)
"""Capitals inside, a technology's ending, or letters with digits: "AcmeDB", "vueflow.js"."""

_LISTING: frozenset[SectionKind] = frozenset({"skills"})

_PLAIN = frozenset(
    normal_form(
        """
    ability able all also any area areas background basic business candidate candidates
    communication company day days degree degrees detail environment etc excellent experience
    expert familiar field fields general good graduate high industry industries job knowledge level
    levels management minimum month months more my other others our people person position
    proficient related relevant role roles same sector sectors setting similar skill skills some
    strong team teams technical this tool tools training various week well work working year years
    your their its each every how what when where following both
        """
    ).split()
)
"""A phrase that begins with one of these, or is one, says too little to be a skill."""

_LEAD = re.compile(
    r"^(?:(?:a|an|the|various|relevant|strong|good|basic|excellent|using)\s+)+", re.I
)


def unmatched_phrases(
    text: str,
    pieces: Sequence[Piece],
    read: Sequence[bool],
    spans: Sequence[tuple[int, int]],
    ordinary: Collection[str],
) -> list[Unmatched]:
    """The phrases of the pieces that are ``read`` which overlap none of ``spans``, in order.

    ``ordinary`` are words in normal form that are no names. A place is told once.
    """
    taken = list(spans)
    found: list[Unmatched] = []
    for number, piece in enumerate(pieces):
        if not read[number] or piece.section in SILENT:
            continue
        for why, (start, end) in _phrases(text, piece, ordinary):
            if any(a < end and start < b for a, b in taken):
                continue
            taken.append((start, end))
            found.append(Unmatched(start, end, text[start:end], number, piece.section, why))
    return sorted(found, key=lambda phrase: phrase.start)


def _phrases(
    text: str, piece: Piece, ordinary: Collection[str]
) -> Iterator[tuple[Why, tuple[int, int]]]:
    if piece.section in _LISTING:
        for span in _items(text, piece.start, piece.end):
            yield "item", span
    for asked in _ASKED.finditer(text, piece.start, piece.end):
        for start, end in _parts(text, *asked.span("what")):
            stop = _ENDS.sub("", text[start:end])
            lead = _LEAD.match(stop)
            begin = start + (lead.end() if lead else 0)
            if _looks_like_one(text[begin : start + len(stop)]):
                yield "asked", (begin, start + len(stop))
    for name in _NAME.finditer(text, piece.start, piece.end):
        if normal_form(name[0]) not in ordinary:
            yield "name", name.span()


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of a piece that is a list, none of one that is a sentence."""
    parts = list(_parts(text, start, end))
    if len(parts) > 1 or (parts and len(text[slice(*parts[0])].split()) <= MOST_WORDS):
        yield from (span for span in parts if _looks_like_one(text[slice(*span)]))


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for mark in _SEPARATOR.finditer(text, start, end):
        if mark.start() > start:
            yield start, mark.start()
        start = mark.end()
    if end > start:
        yield start, end


def _looks_like_one(phrase: str) -> bool:
    """Whether it is a phrase of few words, of which the first says something."""
    said = normal_form(phrase).split()
    if not 1 <= len(said) <= MOST_WORDS or MASK in phrase or phrase != phrase.strip():
        return False
    letters = sum(c.isalpha() for c in phrase)
    return (
        letters >= 2
        and letters >= 0.6 * len(phrase)
        and not _PLAIN.intersection((said[0], said[-1]))
    )
