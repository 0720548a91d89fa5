"""The positions that a resume lists: when, as what, for whom, and which lines tell of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.documents.common.titles import is_organisation, title_score
from indexer.documents.resumes.position_headers import (
    EDGES,
    FULL_STOP,
    LONGEST_HEADER,
    PLACEHOLDER,
    Anchor,
    best_title,
    fragments_of,
    header_fragments,
    header_of,
    is_capitalised,
)
from skillsearch.documents import Experience, Section, SectionKind
from skillsearch.passages.dates import DateRange, find_ranges
from skillsearch.passages.sections import body_start, lines_of

__all__ = ["find_experience"]

# Where the dates of a resume without a section for its positions may still be those of one.
_ELSEWHERE: frozenset[SectionKind] = frozenset(
    {"header", "summary", "skills", "projects", "other", "awards", "experience"}
)
_UP_TO = re.compile(r"\d\s+(up) to (?:now|date|present|today)\b", re.IGNORECASE)
# Dates further along their line are in a sentence.
_LONGEST_BEFORE = 200


def find_experience(text: str, sections: Sequence[Section]) -> tuple[Experience, ...]:
    """The dated positions in the order of the text.

    A range of dates in a section ``experience`` dates a position if its line reads like a header;
    title and employer are on that line or the one or two above or below it, whichever way most
    positions of the resume have it. Without such sections any part but education is searched, and
    only what comes with a job title counts. What is not told stays "".
    """
    bodies = [(body_start(s), s.end) for s in sections if s.kind == "experience"]
    found = [one for body in bodies for one in _in_body(text, *body)]
    if not found:
        others = [(body_start(s), s.end) for s in sections if s.kind in _ELSEWHERE]
        found = [one for body in others for one in _in_body(text, *body) if one.title]
    unique: dict[tuple[str, str, str, str], Experience] = {}
    for one in found:
        unique.setdefault((one.title.casefold(), one.employer.casefold(), one.start, one.end), one)
    return tuple(unique.values())


def _in_body(text: str, start: int, end: int) -> list[Experience]:
    lines = list(lines_of(text, start, end))
    anchors = _anchors(text[start:end], start, lines)
    above = _titles_are_above(lines, anchors)
    found: list[Experience] = []
    heads: list[int] = []
    for number, anchor in enumerate(anchors):
        floor = anchors[number - 1].line + 1 if number else 0
        ceiling = anchors[number + 1].line if number + 1 < len(anchors) else len(lines)
        title, employer, first = header_of(lines, anchor, floor, ceiling, above)
        head = (
            lines[first][0] if first < anchor.line else _line_start(lines, anchor, anchors, number)
        )
        heads.append(head)
        when = anchor.range
        found.append(Experience(title, employer, when.start, when.end, when.current, head, end))
    ends = [*heads[1:], end] if found else []
    return [
        Experience(
            e.title,
            e.employer,
            e.start,
            e.end,
            e.current,
            e.start_offset,
            max(stop, e.start_offset),
        )
        for e, stop in zip(found, ends, strict=True)
    ]


def _line_start(
    lines: list[tuple[int, str]], anchor: Anchor, anchors: list[Anchor], number: int
) -> int:
    """Where a position begins whose header is the line of its dates: that line, or its dates if
    the position before it is on the same one.
    """
    same = number > 0 and anchors[number - 1].line == anchor.line
    return anchor.range.start_offset if same else lines[anchor.line][0]


def _anchors(body: str, start: int, lines: list[tuple[int, str]]) -> list[Anchor]:
    found: list[Anchor] = []
    number = 0
    # Of the same length, so that the offsets stay.
    body = _UP_TO.sub(lambda match: match[0].replace(match[1], " " * len(match[1])), body)
    ranges = find_ranges(body)
    for place, when in enumerate(ranges):
        if place + 1 < len(ranges) and _is_aside(body, when, ranges[place + 1]):
            continue
        low, high = when.start_offset + start, when.end_offset + start
        while number + 1 < len(lines) and lines[number + 1][0] <= low:
            number += 1
        offset, line = lines[number]
        before = line[: max(0, low - offset)]
        after = line[high - offset :] if high <= offset + len(line) else ""
        if found and found[-1].line == number and low - found[-1].range.end_offset < 60:
            continue
        above = lines[number - 1][1] if number else ""
        dated = _dates_a_position(before) or _is_below_a_title(before, above)
        if len(before) <= _LONGEST_BEFORE and dated:
            shifted = DateRange(when.start, when.end, when.current, low, high)
            found.append(Anchor(number, shifted, before, after))
    return found


def _is_aside(body: str, when: DateRange, following: DateRange) -> bool:
    """Whether dates stand in the brackets of a line whose position is dated just below: "Nurse
    (deputy sister since 2021)".
    """
    line = body.rfind("\n", 0, when.start_offset) + 1
    before = body[line : when.start_offset]
    between = body[when.end_offset : following.start_offset].count("\n")
    inside = before.count("(") > before.count(")")
    return inside and before.rpartition("(")[2].strip() != "" and 0 < between <= 2


def _dates_a_position(before: str) -> bool:
    """Whether what stands before the dates on their line is a header rather than a sentence."""
    bare = PLACEHOLDER.sub(" ", before).strip(EDGES + "()")
    if not bare:
        return True
    # "Redgum College, Victoria. Teacher, 2018 - 2021": the employer, and the title by itself.
    employer, stop, title = bare.rpartition(". ")
    if stop and len(bare.split()) <= 16 and title_score(title) >= 2 and is_capitalised(employer):
        return True
    words = bare.split()
    if len(words) <= 4 and not bare.endswith(("in", "from", "since", "of", "the", "and")):
        return True
    if len(words) > 16 or not (bare[0].isupper() or bare[0].isdigit()) or FULL_STOP.search(bare):
        return False
    if title_score(bare) >= 2 or is_organisation(bare):
        return True
    return is_capitalised(bare)


def _is_below_a_title(before: str, above: str) -> bool:
    """Whether what stands before the dates is an employer in small letters, below a title."""
    bare = before.strip()
    if bare[-1:] not in ",(|–—-" or len(bare.split()) > 12 or FULL_STOP.search(bare):
        return False
    words = len(above.split())
    return bare[0].isupper() and words <= 6 and title_score(above) == 3 and is_capitalised(above)


def _titles_are_above(lines: list[tuple[int, str]], anchors: list[Anchor]) -> bool:
    above = below = 0
    for anchor in anchors:
        if best_title(fragments_of(anchor.before + " | " + anchor.after[:LONGEST_HEADER]))[0] >= 2:
            continue
        if anchor.line > 0:
            above += best_title(header_fragments(lines[anchor.line - 1][1]))[0]
        if anchor.line + 1 < len(lines):
            below += best_title(header_fragments(lines[anchor.line + 1][1]))[0]
    return above >= below
