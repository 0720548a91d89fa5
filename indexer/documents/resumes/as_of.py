"""The day up to which a resume counts its years."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from skillsearch.documents import Experience
from skillsearch.passages.dates import newest_date

__all__ = ["resolve_as_of"]


def resolve_as_of(
    given: str, of_document: str, text: str, experience: Iterable[Experience], today: str = ""
) -> tuple[str, str]:
    """The ISO date, and a note that says where it is from.

    The first of: the one that the caller gives; that of the document, unless the resume tells of
    work after it (a file made from an old template); today, where the resume says that a position
    goes on; the newest date in the text that has come; today. Of a month or a year the last day is
    taken, unless that is still to come.
    """
    today = today or date.today().isoformat()
    if given:
        return _last_day(given, ""), "as of: given"
    experience = tuple(experience)
    worked = max(
        (d for one in experience for d in (one.start, one.end) if d and d <= today[: len(d)]),
        default="",
    )
    if of_document and worked[:7] <= of_document[:7]:
        return _last_day(of_document, today), "as of: the document's own date"
    if any(one.current for one in experience):
        return today, "as of: today, as a position goes on and the document has no date"
    if newest := max(worked, newest_date(text, today)):
        return _last_day(newest, today), "as of: the newest date in the text"
    return today, "as of: today, as the resume has no date"


def _last_day(value: str, today: str) -> str:
    """A full ISO date of one that may lack its month or day."""
    if len(value) >= 10:
        return value[:10]
    if len(value) == 4:
        last = f"{value}-12-31"
    else:
        year, month = int(value[:4]), int(value[5:7])
        following = date(year + month // 12, month % 12 + 1, 1)
        last = date.fromordinal(following.toordinal() - 1).isoformat()
    return min(last, today) if today else last
