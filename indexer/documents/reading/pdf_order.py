"""The order in which a page is read, for files that draw it in another.

Most programs write a page in reading order, and nothing here touches those. Design tools write it
box by box, in the order in which the boxes were made: headings after their sections, the name last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.documents.reading.pdf_lines import Line, one_line

__all__ = ["in_reading_order"]

_TOLERANCE = 0.5
"""Of a line's height: lines that differ less in height stand side by side."""

_MANY_INVERSIONS = 0.04
"""Share of the pairs, one above the other, that stand in the wrong order, from which on the
file's order is given up. A footer written first can do that too; no harm, it goes to the end."""

_GUTTER = 5.0
"""Points of white between two columns."""

_COLUMN_LINES = 3

_MAX_LINES = 600
"""No page that a person made has more; telling the order takes the square of them."""

_STRAY_ROWS = 2
_STRAY_SHARE = 0.1
"""So many rows, or this share of them, may by chance be made of two columns' lines."""


@dataclass(frozen=True, slots=True)
class _Split:
    """Lines ``above``, then two columns, then lines ``below``."""

    above: list[Line]
    left: list[Line]
    right: list[Line]
    below: list[Line]


def in_reading_order(rows: Sequence[Sequence[Line]]) -> list[Line]:
    """A page's rows as they are, or from top to bottom and column by column where jumbled.

    Parts of a row that stand in one column are one line, parted by a tab.
    """
    lines = [one_line(row) for row in rows]
    if len(lines) > _MAX_LINES or not _is_jumbled(lines):
        return lines
    parted = sum(len(row) > 1 for row in rows)
    if parted <= max(_STRAY_ROWS, _STRAY_SHARE * len(rows)):
        return _ordered([line for row in rows for line in row])
    return _ordered(lines)  # titles with dates at the margin, or tables: not columns


def _is_jumbled(lines: Sequence[Line]) -> bool:
    pairs = wrong = 0
    for place, first in enumerate(lines):
        for second in lines[place + 1 :]:
            common = min(first.right, second.right) - max(first.left, second.left)
            if common <= 0.5 * min(first.right - first.left, second.right - second.left):
                continue
            pairs += 1
            wrong += second.bottom > first.bottom + _TOLERANCE * (first.top - first.bottom)
    return pairs > 0 and wrong / pairs > _MANY_INVERSIONS


def _ordered(lines: list[Line]) -> list[Line]:
    split = _widest_split(lines)
    if split is None:
        return _from_the_top(lines)
    return [
        *_from_the_top(split.above),
        *_ordered(split.left),
        *_ordered(split.right),
        *_ordered(split.below),
    ]


def _from_the_top(lines: list[Line]) -> list[Line]:
    return [one_line(row) for row in _rows(lines)]


def _rows(lines: list[Line]) -> list[list[Line]]:
    """Rows from the top, each from the left."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.bottom):
        height = line.top - line.bottom
        if rows and rows[-1][0].bottom - line.bottom < _TOLERANCE * height:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def _widest_split(lines: list[Line]) -> _Split | None:
    """The two columns that hold the most lines of the page; None where there are none."""
    from_top = [line for row in _rows(lines) for line in row]
    best: _Split | None = None
    held = 0
    for gutter in sorted({round(line.left, 1) for line in lines}):
        begin = 0
        for end in range(len(from_top) + 1):
            if end < len(from_top) and not _crosses(from_top[end], gutter):
                continue
            block = from_top[begin:end]
            left = [line for line in block if line.left < gutter - _GUTTER]
            if len(block) > held and _are_columns(left, len(block) - len(left)):
                right = [line for line in block if line.left >= gutter - _GUTTER]
                best = _Split(from_top[:begin], left, right, from_top[end:])
                held = len(block)
            begin = end + 1
    return best


def _crosses(line: Line, gutter: float) -> bool:
    return line.left < gutter - _GUTTER < line.right


def _are_columns(left: list[Line], right_count: int) -> bool:
    return len(left) >= _COLUMN_LINES and right_count >= _COLUMN_LINES
