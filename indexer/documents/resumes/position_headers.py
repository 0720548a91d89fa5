"""The lines around the dates of a position: which part is its title, which its employer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from indexer.documents.common.locations import place_in
from indexer.documents.common.titles import is_organisation, title_score
from skillsearch.passages.dates import DateRange, find_ranges

__all__ = [
    "EDGES",
    "FULL_STOP",
    "LONGEST_HEADER",
    "PLACEHOLDER",
    "Anchor",
    "best_title",
    "fragments_of",
    "header_fragments",
    "header_of",
    "is_capitalised",
]

# What templates and anonymised resumes have in place of an employer.
PLACEHOLDER = re.compile(
    r"\[?Company ?Name\]?(?:[^\w\n]|ï¼|â€“|Â){0,8}(?:City(?!\w))?(?:\s*,?\s*State(?!\w))?"
    r"|(?<!\w)City\s*,\s*State(?!\w)",
)
_SEPARATOR = re.compile(
    r"\s+[-–—―]+\s+|[–—―]|\s*[|•·;\t]\s*|\s{3,}|,\s+(?!(?:Inc|Ltd|LLC|LLP|PLC|Corp|Co)\b)|\s+,\s*|\s+@\s+|\s+(?:at|bei|chez|bij)\s+(?=[A-Z])"
)
_BULLET = re.compile(r"[•·▪●○◦‣⁃■►➢✓*]|[-–—]\s")
_UNIT = r"(?:years?|yrs?|months?|mos?|jahre?|monate?|ans?|mois|años?|meses)\b\.?"
# "of the", but neither "iOS" nor "7th".
_BEGINS_SMALL = re.compile(r"[^\W\d_A-ZÀ-Þ]{2}|[^\W\d_A-ZÀ-Þ]$|[^\W\d_A-ZÀ-Þ]\W")
_BRACKET = re.compile(r"\s*\([^()]*\)")
_TENURE = re.compile(rf"\(?\b\d+\+?\s*{_UNIT}(?:\s*(?:and\s+|et\s+|y\s+)?\d+\s*{_UNIT})?\)?", re.I)
# A sentence ends, rather than "Sr.", "Inc." or "U.S.".
FULL_STOP = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Sr|Jr|St|Co|No|Dr))(?<!\b(?:Inc|Ltd|Pvt|Pte))(?<!\bCorp)\.(?:\s|$)"
)
_NARRATES = re.compile(
    r"(?!Certified|Licensed|Registered|Experienced)[A-Z][a-z]+(?:ed|ing|s)\s+(?:\S+\s+){2,}\S+",
    re.ASCII,
)
EDGES = " \t,.;:|–—-•·*[]/&▪●_"
# A word of a title, rather than the verb that a sentence begins with.
_IN_TITLE = re.compile(r"(?![A-Z][a-z]+ed$)[A-Z/&(].*|of|and|for|the")
LONGEST_HEADER = 90
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Anchor:
    """A range of dates that dates a position: on which line, and what else that line says."""

    line: int
    range: DateRange
    before: str
    after: str


def header_of(
    lines: list[tuple[int, str]], anchor: Anchor, floor: int, ceiling: int, above: bool
) -> tuple[str, str, int]:
    """Title, employer and the first line of the header of a position."""
    own = fragments_of(anchor.before)
    if (rest := anchor.after.strip(EDGES)) and (own_after := _after(rest)):
        own += own_after
    up = [n for n in (anchor.line - 1, anchor.line - 2) if n >= floor]
    down = [n for n in (anchor.line + 1, anchor.line + 2) if n < ceiling]
    sides = [up, down] if above else [down, up]
    pools: list[tuple[int, list[str]]] = [(anchor.line, own)]
    for side in sides:
        for number in side:
            fragments = header_fragments(lines[number][1])
            if not fragments:
                break
            pools.append((number, fragments))
    beside = range(max(floor, anchor.line - 1), min(ceiling, anchor.line + 2))
    nameless = any(PLACEHOLDER.search(lines[n][1]) for n in beside)
    title, at = "", anchor.line
    for least in (2, 1):
        for number, fragments in pools:
            score, fragment = best_title(fragments)
            if score >= least and (number == anchor.line or _belongs(number, sides, score)):
                title, at = fragment, number
                break
        if title:
            break
    if nameless:
        # The employer was taken out: what is left beside the dates is the title, if short.
        left = [(n, f) for n, fragments in pools[:2] for f in fragments if len(f.split()) <= 6]
        if not title and left and left[0][0] in (anchor.line, *sides[0]):
            at, title = left[0]
        if not title and anchor.line + 1 < ceiling:
            title = _leading_title(lines[anchor.line + 1][1])
        return _whole(lines, anchor, at, title), "", min(anchor.line, at)
    employer, employer_at = _employer(pools, title, at, sides[0])
    if employer_at != at:
        title = _whole(lines, anchor, at, title)
    first = min(anchor.line, at, employer_at)
    return title, employer, first


def _whole(lines: list[tuple[int, str]], anchor: Anchor, at: int, title: str) -> str:
    """The title with what follows on its line, "Director, Infrastructure", if that is short.

    For lines that no employer is on: a comma there divides a title from its field.
    """
    line = anchor.before if at == anchor.line else lines[at][1]
    if not title or (place := line.find(title)) < 0:
        return title
    rest = re.split(r"[|•·\t]|\s{3,}", PLACEHOLDER.sub("|", line[place:]))[0]
    whole = _balanced(" ".join(_TENURE.sub(" ", rest).strip(EDGES).split()))
    fits = len(whole.split()) <= 8 and not FULL_STOP.search(whole) and not find_ranges(whole)
    return whole if fits and not place_in(whole) else title


def _leading_title(line: str) -> str:
    """The title between the place of an employer and a body that begins on the same line."""
    if not (placeholder := PLACEHOLDER.match(line)):
        return ""
    words = list(takewhile(_IN_TITLE.fullmatch, line[placeholder.end() :].split()))[:6]
    heads = (" ".join(words[:count]).strip(EDGES) for count in range(len(words), 0, -1))
    return next((head for head in heads if title_score(head) == 3 and is_capitalised(head)), "")


def _belongs(number: int, sides: list[list[int]], score: int) -> bool:
    """The side that titles usually are on, or next to the dates if it is surely a title."""
    return number in sides[0] or (score == 3 and bool(sides[1]) and number == sides[1][0])


def _employer(
    pools: list[tuple[int, list[str]]], title: str, at: int, side: list[int]
) -> tuple[str, int]:
    """What is named beside the title: a company by its words, else the rest of the same lines."""
    dated = pools[0][0]
    near = sorted(pools, key=lambda pool: (pool[0] != dated, abs(pool[0] - at)))
    rest = [
        (number, fragment)
        for number, fragments in near
        for fragment in fragments
        if fragment != title and title_score(fragment) < 3 and not _is_place(fragment)
    ]
    for number, fragment in rest:
        named = number in (at, dated) or is_capitalised(fragment)
        if named and is_organisation(fragment) and abs(number - dated) < 2 + (number in side):
            return fragment, number
    for number, fragment in rest:
        if number not in (at, dated, *side):
            continue
        if title_score(fragment) < 2 and is_capitalised(fragment) and len(fragment) > 1:
            return fragment, number
    return "", at


def best_title(fragments: Iterable[str]) -> tuple[int, str]:
    """The fragment most like a title, the first of equals."""
    best = (0, "")
    for fragment in fragments:
        score = title_score(fragment)
        if score > best[0]:
            best = (score, fragment)
    return best


def header_fragments(line: str) -> list[str]:
    """The parts of a line that may belong to the header of a position, none of a sentence."""
    if find_ranges(line):
        line = _BRACKET.sub(lambda match: " " if find_ranges(match[0]) else match[0], line)
    if _BULLET.match(line) or find_ranges(line):
        return []
    bare = PLACEHOLDER.sub("|", line)
    if len(bare) > LONGEST_HEADER or len(bare.split()) > _MOST_WORDS or _BEGINS_SMALL.match(bare):
        return []
    short = len(bare.split()) <= 6 and is_capitalised(bare)
    if FULL_STOP.search(bare[:-1] if short else bare) or (
        _NARRATES.match(bare) and not is_capitalised(bare)
    ):
        return []
    return fragments_of(line)


def _after(rest: str) -> list[str]:
    """The parts of what follows the dates: a sentence that begins with a title, all of a short
    text, of a long one what the first separator ends, since a body may follow on the line.
    """
    sentence = FULL_STOP.split(rest)[0].strip()
    if sentence != rest.strip(" .") and len(sentence.split()) <= 8:
        begins = re.split(r"\s(?:at|for|with)\s|,", sentence)[0]
        if title_score(begins) == 3:
            return fragments_of(sentence)
    if len(rest) <= LONGEST_HEADER and len(rest.split()) <= _MOST_WORDS:
        return fragments_of(rest)
    head = re.split(r"\s[–—|-]\s|\s*[|•·\t]\s*|\s{3,}", PLACEHOLDER.sub("\t", rest))[0]
    return fragments_of(head) if 0 < len(head.split()) <= 8 else []


def fragments_of(part: str) -> list[str]:
    """The parts of a line between separators, without placeholders and lengths of time."""
    part = _TENURE.sub(" | ", PLACEHOLDER.sub(" | ", part))
    pieces = (_balanced(piece.strip(EDGES)) for piece in _SEPARATOR.split(part))
    named = (" ".join(piece.split()) for piece in pieces if any(c.isalpha() for c in piece))
    return [half for piece in named for half in _halves(piece)]


def _halves(piece: str) -> tuple[str, ...]:
    """A place and a title that a colon or a stop divides: "Leith: sous chef"."""
    for mark in (": ", ". "):
        left, found, right = piece.rpartition(mark)
        if not found or title_score(left) >= 2 or (mark == ". " and not FULL_STOP.search(piece)):
            continue
        if title_score(right[:1].upper() + right[1:]) >= 2:
            return left.strip(EDGES), right.strip(EDGES)
    return (piece,)


def _balanced(piece: str) -> str:
    """Without a bracket whose other half stood in another part, "(full time" or "2019)"."""
    if piece.count("(") == piece.count(")"):
        bracketed = piece.startswith("(") and piece.endswith(")")
        return piece[1:-1] if bracketed and piece.count("(") == 1 else piece
    return piece.replace("(", " ").replace(")", " ").strip(EDGES)


def _is_place(fragment: str) -> bool:
    return place_in(fragment) == fragment or bool(
        re.fullmatch(r"[A-Z]{2}|Remote|City|State", fragment)
    )


def is_capitalised(phrase: str) -> bool:
    """Whether most of the words begin with a capital, as names and titles do."""
    words = [word for word in phrase.split() if word[0].isalpha()]
    return sum(not word[:2].islower() for word in words) >= 0.6 * len(words)
