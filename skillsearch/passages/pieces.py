"""A document as pieces to encode: sentences, bullets, and short lines that stand together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from skillsearch.documents import MASK, Piece, Section
from skillsearch.passages.dates import without_dates
from skillsearch.passages.sections import body_start
from skillsearch.passages.word_tables import word_set

__all__ = ["split_pieces"]

_Span = tuple[int, int]

# A run of lines that are too short to be encoded alone grows to this many words: more would blur
# what each of them says.
_RUN_WORDS = 16

_BULLET = re.compile(r"(?:[•·▪●○◦‣⁃■□◆►➢➤✓✔]|[*\-–—→o](?=\s|[A-Z]))\s*")
_INNER_BULLET = re.compile(r"(?:(?<!\s)\s+)?[•▪●◦‣■◆►➢➤✓✔]\s*|(?<!\s)\s+\*\s?(?=[A-ZÀ-Þ])")
_NUMBERED = re.compile(r"(?:\d{1,2}[.)]|[a-z]\))\s+(?=\S)")
_OPEN_END = re.compile(r"(?:[,(/&\-–]|\b(?:and|or|of|in|the|a|to|for|with|by|und|et|y|e|en|de))$")
_FINISHED = re.compile(r"[.!?:;…][\"')\]]*$")

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s+[\"'“(\[]?[A-Z0-9À-Þ•])")
_CLAUSE_END = re.compile(r"[;,:](?=\s)|\s[–—-](?=\s)|\)(?=\s)")

# What ends in a stop and is no end of a sentence; also whatever has a stop inside (e.g., U.S.).
_ABBREVIATIONS = word_set("""
    inc ltd co corp llc jr sr dr mr mrs ms prof st no nos vs approx dept dev mgr asst assoc
    admin univ tel ext est fig vol ed eds gen gov lt col capt sgt rev hon ave blvd rd mt ft incl
    excl max min avg jan feb mar apr jun jul aug sep sept oct nov dec ca bzw usw inkl ggf abt nr
    str dipl ing i.e e.g resp phil mme m lic
""")


def split_pieces(
    text: str,
    masked_text: str,
    sections: Iterable[Section],
    max_words: int = 48,
    min_words: int = 4,
) -> tuple[Piece, ...]:
    """The sentences, bullets and runs of short lines of the bodies of the sections, in order.

    No letter of a body is lost: whatever is not in a piece is white space, a bullet, masked, or
    stands in a part that says nothing but dates and numbers. A sentence of more than ``max_words``
    is cut at the last end of a clause that fits, else between words. Consecutive parts of fewer
    than ``min_words`` are one piece; a lone one stays as it is.
    """
    pieces: list[Piece] = []
    width = _line_width(text)
    for section in sections:
        spans: list[_Span] = []
        for block in _blocks(masked_text, body_start(section), section.end, width):
            for sentence in _sentences(masked_text, *block):
                spans.extend(_cut(masked_text, *sentence, max_words))
        kept = [span for span in spans if _says_something(masked_text[slice(*span)])]
        for start, end in _gathered(masked_text, kept, min_words):
            collapsed = " ".join(masked_text[start:end].split())
            pieces.append(Piece(collapsed, section.kind, start, end))
    return tuple(pieces)


def _line_width(text: str) -> int:
    """How long the lines of running text are: a line near it was wrapped rather than ended."""
    lengths = sorted(len(line) for line in text.splitlines() if line.strip())
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _blocks(text: str, start: int, end: int, width: int) -> Iterator[_Span]:
    """Runs of lines that belong together, without their bullets."""
    open_block: _Span | None = None
    previous = ""
    while start < end:
        cut = text.find("\n", start, end)
        cut = end if cut < 0 else cut
        line = text[start:cut]
        bare = line.strip()
        first = start + len(line) - len(line.lstrip())
        last = first + len(bare)
        start = cut + 1
        if bare:
            bullet = _BULLET.match(bare)
            if open_block and not bullet and _goes_on(previous, bare, width):
                open_block = (open_block[0], last)
            else:
                if open_block:
                    yield from _without_inner_bullets(text, *open_block)
                open_block = (first + (bullet.end() if bullet else 0), last)
        elif open_block:
            yield from _without_inner_bullets(text, *open_block)
            open_block = None
        previous = bare
    if open_block:
        yield from _without_inner_bullets(text, *open_block)


def _goes_on(previous: str, line: str, width: int) -> bool:
    """Whether a line continues the sentence of the line before it."""
    if _NUMBERED.match(line):
        return False
    letter = next((c for c in line if c.isalnum()), "")
    if _FINISHED.search(previous):
        # A finished sentence on a full line: the paragraph goes on.
        return len(previous) >= 0.8 * width >= 40 and not previous.endswith((":", ";"))
    if letter.islower() or _OPEN_END.search(previous):
        return True
    return len(previous) >= max(50, 0.85 * width)


def _without_inner_bullets(text: str, start: int, end: int) -> Iterator[_Span]:
    for bullet in _INNER_BULLET.finditer(text, start, end):
        yield start, bullet.start()
        start = bullet.end()
    yield start, end


def _sentences(text: str, start: int, end: int) -> Iterator[_Span]:
    for mark in _SENTENCE_END.finditer(text, start, end):
        before = text[start : mark.start()]
        word = before.split()[-1] if before.split() else ""
        if text[mark.start()] == "." and _is_abbreviation(word, before):
            continue
        yield start, mark.end()
        start = mark.end()
    yield start, end


def _is_abbreviation(word: str, before: str) -> bool:
    bare = word.strip("(\"'[,;").casefold()
    if len(bare) == 1 or bare in _ABBREVIATIONS or (bare.isdigit() and word == before.strip()):
        return True
    # "B.Sc", "e.g", "U.S" but not "Node.js" or "example.org" at the end of a sentence.
    parts = bare.split(".")
    return len(parts) > 1 and all(0 < len(part) <= 3 for part in parts) and len(parts[0]) <= 2


def _cut(text: str, start: int, end: int, max_words: int) -> Iterator[_Span]:
    """The parts of a sentence, each of at most ``max_words`` words."""
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text[start:end])]
    words = [(a + start, b + start) for a, b in words]
    while len(words) > max_words:
        stop = words[max_words - 1][1]
        clauses = [m.end() for m in _CLAUSE_END.finditer(text, words[0][0], stop + 1)]
        cuts = [number for number, (_, b) in enumerate(words[:max_words], 1) if b in clauses]
        # A clause end in the first third would leave a splinter.
        number = cuts[-1] if cuts and cuts[-1] > max_words // 3 else max_words
        yield words[0][0], words[number - 1][1]
        words = words[number:]
    if words:
        yield words[0][0], words[-1][1]


def _says_something(part: str) -> bool:
    bare = without_dates(part.replace(MASK, " "))
    return any(c.isalpha() for c in bare)


def _gathered(text: str, spans: list[_Span], min_words: int) -> Iterator[_Span]:
    """Short neighbours as one, up to ``_RUN_WORDS``."""
    run: _Span | None = None
    run_words = 0
    for start, end in spans:
        count = len(text[start:end].split())
        if count < min_words:
            if run and run_words + count <= _RUN_WORDS:
                run, run_words = (run[0], end), run_words + count
                continue
            if run:
                yield run
            run, run_words = (start, end), count
            continue
        if run:
            yield run
            run = None
        yield start, end
    if run:
        yield run
