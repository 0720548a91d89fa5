"""What structured resumes say, gathered twice: as a text in sections, and as fields.

Every value that goes into the fields is written into the text too, as it stands there, so that
its place can be found later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from skillsearch.documents import PersonalKind

__all__ = ["Gathered", "month_of", "text_of"]

_DATE = re.compile(r"((?:19|20)\d\d)(?:-(\d{1,2}))?(?:-\d{1,2})?")


def month_of(date: object) -> str:
    """The month of an ISO date, "2019-03", or its year, "2019"; "" of anything else."""
    found = _DATE.match(text_of(date))
    if found is None:
        return ""
    year, month = found.groups()
    return f"{year}-{int(month):02}" if month and 1 <= int(month) <= 12 else year


def text_of(value: object) -> str:
    """A scalar as text, stripped; "" for None, truth values, lists and mappings."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


class Gathered:
    """A resume in the making: lines of text under headings, and fields by the names of Resume.

    ``experience`` and ``education`` are mappings like the records of these names without offsets;
    ``personal`` are mappings of ``kind`` and ``text``; ``skills`` are names.
    """

    def __init__(self) -> None:
        self._lines: list[str] = []
        self.location = ""
        self.titles: list[str] = []
        self.experience: list[dict[str, Any]] = []
        self.education: list[dict[str, Any]] = []
        self.languages: list[dict[str, str]] = []
        self.skills: list[str] = []
        self.personal: list[dict[str, str]] = []

    @property
    def text(self) -> str:
        """All lines."""
        return "\n".join(self._lines).strip()

    def fields(self) -> dict[str, Any]:
        """What is known; what is not is left out."""
        titles = list(dict.fromkeys(title for title in self.titles if title))
        known = {
            "titles": titles,
            "experience": self.experience,
            "education": self.education,
            "languages": self.languages,
            "skills": list(dict.fromkeys(self.skills)),
            "location": self.location,
            "personal": self.personal,
        }
        return {name: value for name, value in known.items() if value}

    def heading(self, title: str) -> None:
        """Begin a section."""
        self._lines += ["", title]

    def gap(self) -> None:
        """Part what comes from what was written by a blank line."""
        self._lines.append("")

    def line(self, *parts: object, between: str = ", ") -> None:
        """Write the parts that are not empty on one line."""
        written = between.join(filter(None, (text_of(part) for part in parts)))
        if written:
            self._lines.append(written)

    def bullets(self, values: Iterable[object]) -> None:
        """Write each value as a list item."""
        for value in values:
            self.line(text_of(value) and f"• {text_of(value)}")

    def person(self, kind: PersonalKind, value: object, label: str = "") -> None:
        """Write personal data on a line, and note it as such."""
        text = text_of(value)
        if text:
            self.line(label, text, between=": ")
            self.personal.append({"kind": kind, "text": text})

    def position(
        self,
        title: object,
        employer: object,
        start: object,
        end: object,
        *,
        current: bool,
        place: object = "",
    ) -> None:
        """Write the head of a position held, and note it; the latest are expected first."""
        begun, ended = month_of(start), "" if current else month_of(end)
        self.gap()
        self.line(title)
        self.line(employer, place)
        self.line(begun, "Present" if current else ended, between=" – ")
        self.titles.append(text_of(title))
        self.experience.append(
            {
                "title": text_of(title),
                "employer": text_of(employer),
                "start": begun,
                "end": ended,
                "current": current,
            }
        )

    def study(
        self, title: object, institution: object, start: object, end: object, *, place: object = ""
    ) -> None:
        """Write the head of a course of study, and note it."""
        begun, ended = month_of(start), month_of(end)
        self.gap()
        self.line(title)
        self.line(institution, place)
        self.line(begun, ended, between=" – ")
        self.education.append(
            {
                "level": "",
                "title": text_of(title),
                "institution": text_of(institution),
                "year": int(ended[:4]) if ended else None,
            }
        )

    def language(self, name: object, level: object = "", code: object = "") -> None:
        """Write a language and its level, and note both."""
        self.line(name, level, between=": ")
        if text_of(name):
            self.languages.append(
                {"code": text_of(code), "name": text_of(name), "level": text_of(level)}
            )
