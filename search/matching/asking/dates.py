"""From when and until when documents are wanted: "since 2024", "in the last 6 months"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from search.matching.asking.sheet import Sheet
from skillsearch.errors import QueryError

__all__ = ["Period", "read_period"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_DATE = (
    r"(?P<iso>(?:19|20)\d\d-[01]\d(?:-[0-3]\d)?)|"
    rf"(?:(?P<month>{_MONTH}),?\s+)?(?P<year>(?:19|20)\d\d)(?![\d-])"
)
_LED = r"(?:(?:last |was )?(?:updated|active|dated|posted|refreshed|modified|new|applied)\s+)?"
_FROM = re.compile(
    rf"\b{_LED}(?P<way>since|after|from|as of|newer than|not before|no older than)\s+(?:{_DATE})"
    r"(?:\s+(?:on(?:wards?)?|or later))?",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    rf"\b{_LED}(?P<way>before|until|up to|older than|not after)\s+(?:{_DATE})(?!\s*years?)",
    re.IGNORECASE,
)
_LAST = re.compile(
    rf"\b{_LED}(?:in|within|over|during)?\s*(?:the\s+)?(?:last|past|previous)\s+"
    r"(?P<count>\d{1,3}|two|three|six|twelve|few|couple of)?\s*"
    r"(?P<unit>days?|weeks?|months?|years?)\b"
    rf"|\b{_LED}this (?P<this>year|month)\b",
    re.IGNORECASE,
)
_COUNTS = {"two": 2, "three": 3, "six": 6, "twelve": 12, "few": 3, "couple of": 2}
_DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day, ISO 8601, "" where there is no bound."""

    start: str = ""
    end: str = ""


def read_period(sheet: Sheet, as_of: str) -> Period:
    """The dates of documents that a request asks for, counted back from ``as_of``.

    Raises :class:`~skillsearch.errors.QueryError` where ``as_of`` is no date.
    """
    try:
        today = date.fromisoformat(as_of) if as_of else date.today()
    except ValueError:
        raise QueryError(f"as_of = {as_of!r} is no date.", remedy="Write 2026-01-31.") from None
    start = end = ""
    for match in sheet.find(_LAST):
        start = _back(match, today).isoformat()
        sheet.take(*_trimmed(match), f"updated from {start} on")
    for match in sheet.find(_FROM):
        if (day := _day(match)) is not None:
            if match["way"].lower() == "after":
                day = _end(match, day) + timedelta(1)
            start = day.isoformat()
            sheet.take(*match.span(), f"updated from {start} on")
    for match in sheet.find(_UNTIL):
        if (day := _day(match)) is not None:
            last = (
                _end(match, day)
                if match["way"].lower() in ("until", "up to", "not after")
                else (day - timedelta(1))
            )
            end = last.isoformat()
            sheet.take(*match.span(), f"updated until {end}")
    return Period(start, end)


def _day(match: re.Match[str]) -> date | None:
    """The first day of what is written, None if there is no such day."""
    try:
        if match["iso"]:
            return date.fromisoformat(f"{match['iso']}-01"[:10])
        month = _MONTHS.index(match["month"][:3].lower()) + 1 if match["month"] else 1
        return date(int(match["year"]), month, 1)
    except ValueError:
        return None


def _end(match: re.Match[str], day: date) -> date:
    """The last day of what is written."""
    if match["iso"] and len(match["iso"]) == 10:
        return day
    if match["month"] or match["iso"]:
        return (day.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
    return day.replace(month=12, day=31)


def _back(match: re.Match[str], today: date) -> date:
    if match["this"]:
        return today.replace(day=1) if match["this"].lower() == "month" else date(today.year, 1, 1)
    written = (match["count"] or "1").lower()
    count = _COUNTS.get(written) or int(written)
    unit = match["unit"].lower().rstrip("s")
    if unit in _DAYS:
        return today - timedelta(count * _DAYS[unit])
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    first = date(max(year, 1), month + 1, 1)
    last = (first.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
    return first.replace(day=min(today.day, last.day))


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    lead = len(match[0]) - len(match[0].lstrip())
    return match.start() + lead, match.end()
