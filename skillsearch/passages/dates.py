"""Dates and times worked, as written in seven languages, and how many years they make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

__all__ = ["DateRange", "find_ranges", "newest_date", "without_dates", "years_in"]

_MONTHS = {
    1: "january jan januar janvier janv enero ene janeiro januari gennaio gen jän jänner",
    2: "february feb februar février fevrier févr fevr febrero fevereiro fev februari febbraio",
    3: "march mar märz maerz mrz mars marzo março marco maart mrt",
    4: "april apr avril avr abril abr aprile",
    5: "may mai mayo maio mei maggio mag",
    6: "june jun juni juin junio junho giugno giu",
    7: "july jul juli juillet juil julio julho luglio lug",
    8: "august aug août aout agosto ago augustus",
    9: "september sept sep septembre septiembre setembro set settembre",
    10: "october oct oktober okt octobre octubre outubro out ottobre ott",
    11: "november nov novembre noviembre novembro",
    12: "december dec dezember dez décembre decembre déc diciembre dic dezembro dicembre",
}
_MONTH_OF = {name: month for month, names in _MONTHS.items() for name in names.split()}
# First and last month; a winter is counted from January.
_SEASONS = {
    "winter": (1, 2),
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "q1": (1, 3),
    "q2": (4, 6),
    "q3": (7, 9),
    "q4": (10, 12),
}

_PRESENT = (
    "present|current(?:ly)?|now|ongoing|today|to ?date|till ?(?:date|now)|date|heute|jetzt|"
    "aktuell|aujourd['’]hui|présent|actuel(?:lement)?|ce jour|presente|actualidad|actualmente|"
    "actual|atual(?:mente)?|o momento|hoje|heden|nu|oggi"
)
_NAMES = "|".join(sorted((re.escape(n) for n in _MONTH_OF), key=len, reverse=True))
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)(?!\d)"
# A month glued to the word before it: "Company NameJanuary 2012".
_SEAM = re.compile(
    r"(?<!\bt)[a-zà-ÿ](?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z. ])"
)
# Each way to write a date; the groups are told apart by the letter they begin with.
_DATE = (
    rf"(?:(?<![a-zà-ÿ])(?P<n{{0}}>{_NAMES})\.?,?\s*(?:(?:\d{{{{1,2}}}}(?:st|nd|rd|th)?,\s+)|(?:de\s+))?"
    rf"(?:[-/]\s?)?(?P<y{{0}}>{_YEAR}|['’]\d\d(?!\d))"
    rf"|(?<![a-zà-ÿ])(?P<s{{0}}>winter|spring|summer|autumn|fall|q[1-4])\s+(?:of\s+)?(?P<t{{0}}>{_YEAR})"
    rf"|(?<!\d)(?P<e{{0}}>{_YEAR})[-/.](?P<m{{0}}>1[0-2]|0[1-9])(?:[-/.](?:[0-2]\d|3[01]))?(?!\d)"
    rf"|(?<!\d)(?:(?:[0-2]?\d|3[01])[./-])?(?P<o{{0}}>1[0-2]|0?[1-9])\s?[./-]\s?"
    rf"(?:(?:[0-2]?\d|3[01])[./-])?(?P<f{{0}}>{_YEAR})"
    rf"|(?<![\d/.$€£,])(?P<a{{0}}>{_YEAR})(?![\d%]))"
)
_SEPARATOR = (
    r"\s*(?:[-–—−‐~→]+|,(?=\s*(?:(?:0?[1-9]|1[0-2])/\d|present|current))|to(?=\s|current|present)|until|till|through|thru|bis|(?:jusqu['’])?(?:à|au)|"
    r"al?|até|hasta|tot|t/m|â€“|ate)\s*(?:the\s+|la\s+|l['’])?"
)
_RANGE = re.compile(
    _DATE.format(1) + _SEPARATOR + rf"(?:{_DATE.format(2)}|(?P<present>{_PRESENT})(?![a-zà-ÿ]))",
)
_OPEN = re.compile(
    rf"(?<![a-z])(?:since|seit|depuis|desde|sinds|from)\s+{_DATE.format(1)}"
    rf"|{_DATE.format(2)}\s*[-–—]+\s*$",
)
# "June – August 2018", "03/17 – 05/19".
_SEASON = re.compile(r"(?<![a-z])(winter|spring|summer|autumn|fall)\s+(?:of\s+)?((?:19|20)\d\d)")
_HALF = re.compile(
    rf"(?<![a-z])(?P<h>{_NAMES})\.?{_SEPARATOR}(?P<i>{_NAMES})\.?,?\s+(?P<j>{_YEAR})"
    r"|(?<![\d/])(?P<k>1[0-2]|0[1-9])/(?P<l>\d\d)\s*(?:-|–|to)\s*"
    rf"(?:(?P<p>1[0-2]|0[1-9])/(?P<q>\d\d)(?![\d/])|(?P<present>{_PRESENT})(?![a-z]))",
)
_ONE = re.compile(_DATE.format(1))
_WORDS = re.compile(
    rf"(?<![a-zà-ÿ])(?:{_NAMES}|{_PRESENT}|winter|spring|summer|autumn|fall|to|from|since|until|"
    r"bis|seit|a|de|à|au|al)(?![a-zà-ÿ])",
)
_HAS_YEAR = re.compile(r"(?:19|20)\d\d|\d/\d\d|['’]\d\d")
# How far a range may reach around a year, in characters.
_BEFORE_YEAR, _AFTER_YEAR = 40, 30
_GOES_ON = re.compile(r"(?:[-–—]|\bto|\bbis)\s*$")


@dataclass(frozen=True, slots=True)
class DateRange:
    """A time from ``start`` to ``end`` ("YYYY-MM", "YYYY" or ""), and where it is written."""

    start: str
    end: str
    current: bool
    start_offset: int
    end_offset: int


def find_ranges(text: str) -> tuple[DateRange, ...]:
    """The ranges of dates in order: "Jan 2019 – Present", "01.2016 – heute", "since 2020".

    A range ends on the line it begins on, or on the next where the line ends in "to" or a dash.
    A single date is no range, and neither is one that ends before it begins.
    """
    text = _prepared(text)
    found: list[DateRange] = []
    place = 0
    while place < len(text):
        end = _line_end(text, place)
        if _GOES_ON.search(text, max(place, end - 4), end):
            end = _line_end(text, end + 1)
        found.extend(
            one for low, high in _windows(text, place, end) for one in _in_line(text, low, high)
        )
        place = end + 1
    return tuple(found)


def newest_date(text: str, today: str) -> str:
    """The latest "YYYY-MM" or "YYYY" in a text that is not after the ISO date ``today``."""
    text, best = _prepared(text), ""
    for low, high in _windows(text, 0, len(text)):
        for match in _ONE.finditer(text, low, high):
            date = _iso(match, 1)
            if best < date <= today[: len(date)]:
                best = date
    return best


def without_dates(part: str) -> str:
    """The text without its dates and the words between them: what else it says."""
    if not re.search(r"\d", part):
        return _WORDS.sub(" ", part.lower()) if len(part) < 30 else part
    part = _prepared(part)
    return _WORDS.sub(" ", _ONE.sub(" ", part))


def years_in(spans: Iterable[tuple[str, str, bool]], as_of: str) -> float | None:
    """The union of (start, end, current) in years, up to the ISO date ``as_of``; None if empty.

    Months count from the first to the last inclusive. Of a year alone the month is not known: its
    middle is taken, so 2015–2018 is three years, and 2016–2016 half a one.
    """
    limit = _end_month(as_of[:7])
    intervals: list[tuple[float, float]] = []
    for start, end, current in spans:
        if not start or not (end or current):
            continue
        low = _start_month(start)
        high = min(limit, limit if current else _end_month(end))
        if len(start) == 4 and end == start:
            low, high = low - 3, min(limit, low + 3)
        if low < high:
            intervals.append((low, high))
    if not intervals:
        return None
    months, reached = 0.0, float("-inf")
    for low, high in sorted(intervals):
        months += max(0.0, high - max(low, reached))
        reached = max(reached, high)
    return round(months / 12, 1)


def _prepared(text: str) -> str:
    """The text in small letters, of the same length, glued months set free."""
    freed = _SEAM.sub("·", text)
    lowered = freed.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in freed)


def _windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a text around its years: elsewhere no date needs to be looked for."""
    low = high = -1
    for year in _HAS_YEAR.finditer(text, start, end):
        if high < 0 or year.start() - _BEFORE_YEAR > high:
            if high >= 0:
                yield low, high
            low = max(start, year.start() - _BEFORE_YEAR)
        high = min(end, year.end() + _AFTER_YEAR)
    if high >= 0:
        yield low, high


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def _in_line(text: str, start: int, end: int) -> list[DateRange]:
    found: list[DateRange] = []
    for match in _RANGE.finditer(text, start, end):
        present = match["present"] is not None
        found.append(
            DateRange(
                _iso(match, 1), "" if present else _iso(match, 2, last=True), present, *match.span()
            )
        )
    for match in _HALF.finditer(text, start, end):
        if _free(match, found):
            found.append(_half(match))
    for match in _SEASON.finditer(text, start, end):
        if _free(match, found):
            first, last = _SEASONS[match[1]]
            found.append(
                DateRange(f"{match[2]}-{first:02}", f"{match[2]}-{last:02}", False, *match.span())
            )
    for match in _OPEN.finditer(text, start, end):
        if _free(match, found):
            date = _iso(match, 1) or _iso(match, 2)
            found.append(DateRange(date, "", True, *match.span()))
    return sorted(
        (
            one
            for one in found
            if one.current or one.start[:7] <= one.end or one.start[:4] == one.end
        ),
        key=lambda one: one.start_offset,
    )


def _free(match: re.Match[str], found: list[DateRange]) -> bool:
    low, high = match.span()
    return all(high <= one.start_offset or low >= one.end_offset for one in found)


def _iso(match: re.Match[str], number: int, *, last: bool = False) -> str:
    def group(letter: str) -> str:
        return match[f"{letter}{number}"] or ""

    if name := group("n"):
        year = group("y")
        return f"{_century(year[1:]) if len(year) == 3 else year}-{_month(name):02}"
    if season := group("s"):
        return f"{group('t')}-{_SEASONS[season][last]:02}"
    if year := group("e"):
        return f"{year}-{group('m')}"
    if month := group("o"):
        return f"{group('f')}-{int(month):02}"
    return group("a")


def _half(match: re.Match[str]) -> DateRange:
    if match["h"]:
        first, last, year = _month(match["h"]), _month(match["i"]), int(match["j"])
        start = f"{year if first <= last else year - 1}-{first:02}"
        return DateRange(start, f"{year}-{last:02}", False, *match.span())
    start = f"{_century(match['l'])}-{match['k']}"
    if match["present"]:
        return DateRange(start, "", True, *match.span())
    return DateRange(start, f"{_century(match['q'])}-{match['p']}", False, *match.span())


def _month(name: str) -> int:
    return _MONTH_OF[name]


def _century(two: str) -> str:
    return ("20" if int(two) < 45 else "19") + two


def _start_month(date: str) -> float:
    return int(date[:4]) * 12 + (int(date[5:7]) - 1 if len(date) > 4 else 6)


def _end_month(date: str) -> float:
    return int(date[:4]) * 12 + (int(date[5:7]) if len(date) > 4 else 6)
