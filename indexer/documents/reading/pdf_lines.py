"""A page of a PDF as lines: characters by pdfium, words and lines by where they stand.

pdfium guesses spaces from the widths of its fonts, and where a file places every character by
itself (as wkhtmltopdf does) misses every third one. Here a gap between two characters is a space
if it is wider than what the line's letters have between them by a tenth of the line's height.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

__all__ = ["HYPHEN", "Line", "one_line", "page_rows"]

HYPHEN = "\u00ad"
"""Stands at the end of a line where pdfium saw a word divided."""

_SPACE_GAP = 0.095
"""Of the line's height. In resumes that place each character by itself, gaps inside words stay
below 0.08 and those between words start at 0.11."""

_REPAIRED_GAP = 0.15
"""The same where boxes overlap, once what they usually do is taken off; kerning stays below."""

_ENOUGH = 4
"""Times that a character must be seen before its usual overlap is believed."""

_COLUMN_GAP = 2.2
"""Of the line's height: a wider gap parts columns, not words."""

_LETTER_SPACING = 0.5
"""Of the line's height: lines whose letters stand wider apart than that are no spaced words."""

_SAME_LINE = 0.3
"""Share of the lower character's height that two characters of one line have in common."""

_LOWERED = 0.2
"""The same where the second stands lower, and left of the first: lines set tight may overlap."""

_HYPHENS = (0x02, 0xFFFE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line and its box, in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


@dataclass(slots=True)
class _Glyph:
    character: str
    left: float
    right: float
    bottom: float
    top: float
    spaced: bool  # a space that the file itself has stands before


def page_rows(page: PdfTextPage) -> list[list[Line]]:
    """The lines of a page in the file's own order, which is that of reading in most.

    Where a gap within a line is as wide as between columns, its parts are lines of one row.
    """
    glyph_lines = _glyph_lines(page)
    overlaps = _Overlaps(glyph_lines)
    rows = [[_line(part, overlaps) for part in _parts(glyphs)] for glyphs in glyph_lines]
    if len(rows) > 8 and sum(len(glyphs) == 1 for glyphs in glyph_lines) > len(rows) / 2:
        return _plain_rows(page)  # written upright or round a corner: boxes tell nothing
    return rows


def one_line(row: Sequence[Line]) -> Line:
    """The lines of a row as one, with tabs between them."""
    if len(row) == 1:
        return row[0]
    return Line(
        "\t".join(line.text for line in row),
        min(line.left for line in row),
        max(line.right for line in row),
        min(line.bottom for line in row),
        max(line.top for line in row),
    )


def _plain_rows(page: PdfTextPage) -> list[list[Line]]:
    texts = page.get_text_range(errors="ignore").splitlines()
    return [[Line(text, 0.0, 0.0, 0.0, 0.0)] for text in texts if text.strip()]


def _glyph_lines(page: PdfTextPage) -> list[list[_Glyph]]:
    import pypdfium2.raw as pdfium

    handle = page.raw
    rect = pdfium.FS_RECTF()
    box = ctypes.byref(rect)
    characters = _characters(page)
    lines: list[list[_Glyph]] = []
    glyphs: list[_Glyph] = []
    spaced = False
    for place, character in enumerate(characters):
        if character in "\r\n":
            if glyphs:
                lines.append(glyphs)
            glyphs, spaced = [], False
            continue
        if character.isspace():
            spaced = spaced or not pdfium.FPDFText_IsGenerated(handle, place)
            continue
        pdfium.FPDFText_GetLooseCharBox(handle, place, box)
        glyph = _Glyph(character, rect.left, rect.right, rect.bottom, rect.top, spaced)
        if glyphs and not _beside(glyphs[-1], glyph) and not unicodedata.combining(character):
            lines.append(glyphs)
            glyphs = []
        glyphs.append(glyph)
        spaced = False
    if glyphs:
        lines.append(glyphs)
    return lines


def _characters(page: PdfTextPage) -> list[str]:
    import pypdfium2.raw as pdfium

    count = page.count_chars()
    text = page.get_text_range(errors="ignore") if count else ""
    if len(text) != count:  # characters beyond the first plane, or without a meaning
        codes = (pdfium.FPDFText_GetUnicode(page.raw, place) for place in range(count))
        text = [_character(code) for code in codes]
    return [HYPHEN if ord(c) in _HYPHENS else c for c in text]


def _character(code: int) -> str:
    known = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
    return chr(code) if known else "\N{REPLACEMENT CHARACTER}"


def _beside(before: _Glyph, after: _Glyph) -> bool:
    common = min(before.top, after.top) - max(before.bottom, after.bottom)
    lower = min(before.top - before.bottom, after.top - after.bottom)
    if lower <= 0:
        return True
    returned = after.left < before.left - lower
    if returned and before.bottom - after.bottom > _LOWERED * lower:
        return False
    return common >= _SAME_LINE * lower


def _parts(glyphs: list[_Glyph]) -> list[list[_Glyph]]:
    """A line's characters, parted where a column ends."""
    parts = [[glyphs[0]]]
    for before, after in pairwise(glyphs):
        if _gap(before, after) > _COLUMN_GAP:
            parts.append([])
        parts[-1].append(after)
    return parts


def _line(glyphs: list[_Glyph], overlaps: _Overlaps) -> Line:
    gaps = [_gap(before, after) for before, after in pairwise(glyphs)]
    usual = _usual(gaps, glyphs)
    pieces = [glyphs[0].character]
    for gap, (before, after) in zip(gaps, pairwise(glyphs), strict=True):
        wide = gap - usual
        if gap > _COLUMN_GAP:
            pieces.append("\t")
        elif after.spaced or wide > _SPACE_GAP or wide - overlaps.of(before, after) > _REPAIRED_GAP:
            pieces.append(" ")
        pieces.append(after.character)
    return Line(
        "".join(pieces),
        min(glyph.left for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        min(glyph.bottom for glyph in glyphs),
        max(glyph.top for glyph in glyphs),
    )


def _gap(before: _Glyph, after: _Glyph) -> float:
    """The gap between two characters in line heights, whichever way the script runs."""
    height = max(before.top - before.bottom, after.top - after.bottom, 0.1)
    return max(after.left - before.right, before.left - after.right) / height


def _usual(gaps: list[float], glyphs: list[_Glyph]) -> float:
    """How far the letters of a line stand apart: headings are often set wide.

    The lower quartile, which the gaps between words, longer than two letters, do not reach.
    """
    inner = [gap for gap, glyph in zip(gaps, glyphs[1:], strict=True) if not glyph.spaced]
    if len(inner) < 4:
        return 0.0
    usual = sorted(inner)[len(inner) // 4]
    return max(usual, 0.0) if usual < _LETTER_SPACING else 0.0


class _Overlaps:
    """How far the boxes of neighbours overlap where no space is, by character and size.

    Where a file's font is wider than its own advances, or a letter hangs over (f, j), a real space
    leaves hardly a gap. The lower quartile of what is seen after a character, then of what is left
    before one, is taken for the gap inside words.
    """

    def __init__(self, lines: list[list[_Glyph]]) -> None:
        pairs = [
            (self._key(before), self._key(after), _gap(before, after))
            for glyphs in lines
            for before, after in pairwise(glyphs)
            if not after.spaced
        ]
        self._after = self._lower_quartiles((before, gap) for before, _, gap in pairs)
        self._before = self._lower_quartiles(
            (after, gap - self._after.get(before, 0.0)) for before, after, gap in pairs
        )

    def of(self, before: _Glyph, after: _Glyph) -> float:
        """At most 0, in line heights."""
        return self._after.get(self._key(before), 0.0) + self._before.get(self._key(after), 0.0)

    @staticmethod
    def _key(glyph: _Glyph) -> tuple[str, int]:
        return glyph.character, round(glyph.top - glyph.bottom)

    @staticmethod
    def _lower_quartiles(
        seen: Iterable[tuple[tuple[str, int], float]],
    ) -> dict[tuple[str, int], float]:
        gaps: dict[tuple[str, int], list[float]] = {}
        for key, gap in seen:
            gaps.setdefault(key, []).append(gap)
        return {
            key: min(sorted(found)[len(found) // 4], 0.0)
            for key, found in gaps.items()
            if len(found) >= _ENOUGH
        }
