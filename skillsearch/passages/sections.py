"""Where the sections of a document begin, by a table of headings and by typography."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from skillsearch.documents import Section, SectionKind

__all__ = ["Headings", "body_start", "heading_key", "lines_of", "split_sections"]

Headings = Mapping[SectionKind, Iterable[str]]
"""What sections are called, in any case; a phrase is compared by its letters alone."""

# Longer lines are sentences, however they begin.
_LONGEST_HEADING = 60

# A line that ends like this goes on in the next, which therefore is no heading.
_GOES_ON = re.compile(r"(?:[,;&(/]|\b(?:and|of|in|the|with|for|to|or|und|et|y|e|en|de))\s*$", re.I)

_BULLET = re.compile(r"[•·▪●○◦‣⁃*\-–—→➢✓]")
_DECORATION = re.compile(r"^[\W\d_]+|[\W_]+$")
_INLINE = re.compile(r"^([^\n:]{3,40}?)\s*:\s*(?=\S)")

# "Ohio State University, Columbus, OH Experience": a place is over, and the line is not.
_TAIL = re.compile(r",\s?(?:State|[A-Z]{2})\s+(?P<heading>[A-Z][a-z]+(?: [A-Z][a-z]+)?)$")

# In these a line like "Skills: Java" belongs to the position above it.
_BY_POSITION: frozenset[SectionKind] = frozenset({"experience", "projects"})
_ENDS_POSITIONS: frozenset[SectionKind] = frozenset({"education", "languages", "references"})


def split_sections(
    text: str, headings: Headings, *, first: SectionKind = "header"
) -> tuple[Section, ...]:
    """The sections in order; they follow each other without a gap and cover the whole text.

    A heading is a line of its own that says one of the phrases (case, spaces between letters,
    bullets, colons and underlines do not matter), a phrase with a colon before the text of a line
    ("Skills: Java"), or one glued to the text that follows ("RequirementsAt least 3 years"). A line
    in capitals with a colon that no phrase knows begins a section ``other``.

    ``heading`` is as written, so that the body begins at :func:`body_start`. What precedes the
    first heading is a section ``first`` with the heading "".
    """
    kinds = {heading_key(phrase): kind for kind, phrases in headings.items() for phrase in phrases}
    lines = list(lines_of(text))
    marks: list[tuple[int, str, SectionKind]] = []
    current = first
    for number, (start, line) in enumerate(lines):
        before = lines[number - 1][1] if number else ""
        after = lines[number + 1][1] if number + 1 < len(lines) else ""
        found = _heading(line, before, after, kinds, current)
        if found is not None:
            offset, heading, current = found
            marks.append((start + offset, heading, current))
    starts = [(0, "", first), *marks]
    ends = [start for start, _, _ in marks] + [len(text)]
    return tuple(
        Section(kind, heading, start, end)
        for (start, heading, kind), end in zip(starts, ends, strict=True)
        if heading or end > start
    )


def body_start(section: Section) -> int:
    """Where what follows the heading begins."""
    return section.start + len(section.heading)


def lines_of(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, without white space around them, and where each begins."""
    stop = len(text) if end is None else end
    while start < stop:
        cut = text.find("\n", start, stop)
        cut = stop if cut < 0 else cut
        line = text[start:cut]
        if bare := line.strip():
            yield start + len(line) - len(line.lstrip()), bare
        start = cut + 1


@lru_cache(maxsize=8192)
def heading_key(phrase: str) -> str:
    """The letters of a phrase: no case, accents, spaces or signs; "&" is "and"."""
    folded = unicodedata.normalize("NFKD", phrase.replace("&", " and ").casefold())
    return "".join(c for c in folded if c.isalpha())


def _heading(
    line: str, before: str, after: str, kinds: Mapping[str, SectionKind], current: SectionKind
) -> tuple[int, str, SectionKind] | None:
    """Where in the line its heading begins, the heading as written, and its kind."""
    if len(line) <= _LONGEST_HEADING and (kind := kinds.get(heading_key(line))):
        return (0, line, kind) if _stands_alone(line, before, after) else None
    if (inline := _INLINE.match(line)) and (kind := kinds.get(heading_key(inline[1]))):
        inside = current in _BY_POSITION and kind not in _ENDS_POSITIONS
        if not inside and line[0].isupper():
            return 0, inline[0].rstrip(), kind
    if (tail := _TAIL.search(line)) and (kind := kinds.get(heading_key(tail["heading"]))):
        return tail.start("heading"), tail["heading"], kind
    if glued := _glued(line, kinds):
        return 0, *glued
    if line.endswith(":") and line.isupper() and len(line.split()) <= 6 and not line[0].isdigit():
        return 0, line, "other"
    return None


def _stands_alone(line: str, before: str, after: str) -> bool:
    """Whether the line is a heading rather than a word of a list or the end of a sentence."""
    bare = _DECORATION.sub("", line)
    if bare[:1].islower() and not line.endswith(":"):
        return False
    if _GOES_ON.search(before) and not line.isupper():
        return False
    bullet = _BULLET.match(line)
    return not (bullet and after.startswith(bullet[0]) and not line.endswith(bullet[0]))


def _glued(line: str, kinds: Mapping[str, SectionKind]) -> tuple[str, SectionKind] | None:
    """A heading at the beginning of a line whose text follows without a space."""
    # "SkillsJava", "WORK EXPERIENCESoftware": a small letter, or capitals, and then a capital
    # with a small letter after it.
    for seam in re.finditer(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z]{3})(?=[A-Z][a-z])", line[:50]):
        head = line[: seam.start()]
        if head[0].isupper() and (kind := kinds.get(heading_key(head))):
            rest = line[seam.start() :]
            if len(rest) > 12 or " " in rest:
                return head, kind
    return None
