"""Gap years: dated positions moved into the past, as long as before and with the same in them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from search.matching.probe.drafts import Draft
from skillsearch.documents import Experience
from skillsearch.passages.dates import find_ranges

__all__ = ["GAP_YEARS", "gap_at_the_end", "gap_between"]

GAP_YEARS = 2

_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")


def gap_between(draft: Draft) -> Draft | None:
    """Every dated position but the last moved two years back; None where there are not two."""
    dated = [number for number, each in enumerate(draft.experience) if each.start]
    if len(dated) < 2:
        return None
    last = max(dated, key=lambda number: (draft.experience[number].start, -number))
    return _moved(draft, [number for number in dated if number != last])


def gap_at_the_end(draft: Draft) -> Draft | None:
    """All dated positions moved two years back: since then nothing; None where none is dated."""
    dated = [number for number, each in enumerate(draft.experience) if each.start]
    return _moved(draft, dated) if dated and draft.payload["as_of"] else None


def _moved(draft: Draft, numbers: Collection[int]) -> Draft:
    as_of = draft.payload["as_of"]
    experience = tuple(
        _earlier(each, as_of) if number in numbers else each
        for number, each in enumerate(draft.experience)
    )
    moved = [draft.experience[number] for number in numbers]
    texts = [
        _redated(line.text)
        if any(p.start_offset <= line.start and line.end <= p.end_offset for p in moved)
        else line.text
        for line in draft.lines
    ]
    return replace(draft.changed(texts), experience=experience)


def _earlier(position: Experience, as_of: str) -> Experience:
    end = as_of[:7] if position.current else position.end
    return replace(position, start=_shifted(position.start), end=_shifted(end), current=False)


def _redated(text: str) -> str:
    """The sentence with the times in it written two years earlier; an open end stays open."""
    for found in reversed(find_ranges(text)):
        span = slice(found.start_offset, found.end_offset)
        text = text[: span.start] + _YEAR.sub(_two_less, text[span]) + text[span.stop :]
    return text


def _two_less(match: re.Match[str]) -> str:
    return str(int(match[0]) - GAP_YEARS)


def _shifted(date: str) -> str:
    return f"{int(date[:4]) - GAP_YEARS}{date[4:]}" if date else date
