"""What a structured source says of a resume outright, as the records of a resume.

``fields`` of a read document go by the names of :class:`~skillsearch.documents.Resume`; a position
is a mapping with ``title``, ``employer``, ``start``, ``end`` and ``current``, a degree one with
``level``, ``title``, ``institution`` and ``year``, a language a name or a mapping with ``name`` and
``level``; ``personal`` has pairs of kind and text, or a mapping from kind to text or texts. What
has another shape is left out: the text still says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

from indexer.documents.common.education import level_of
from indexer.documents.common.languages import language_named
from skillsearch.documents import (
    Education,
    EducationLevel,
    Experience,
    PersonalKind,
    Section,
    SpokenLanguage,
)

__all__ = ["told_education", "told_experience", "told_languages", "told_personal", "told_titles"]

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
_PRESENT = ("present", "current", "now", "ongoing")


def told_experience(
    fields: Mapping[str, Any], text: str, sections: Sequence[Section] = ()
) -> tuple[Experience, ...]:
    """The positions; each spans the text from its title or employer to the next one's or the next
    section, 0 to 0 where the text has neither. They are looked for in sections of experience first.
    """
    rows = [row for row in _list(fields.get("experience")) if isinstance(row, Mapping)]
    spans = [(section.start, section.end) for section in sections if section.kind == "experience"]
    spans.append((0, len(text)))
    places = [_place(text, row, spans) for row in rows]
    starts = sorted({*(place for place in places if place >= 0), *(s.start for s in sections)})
    found: list[Experience] = []
    for row, place in zip(rows, places, strict=True):
        end = _text(row, "end")
        start, last = _month(_text(row, "start")), _month(end)
        current = bool(row.get("current")) or end.casefold() in _PRESENT or bool(start and not end)
        stop = next((other for other in starts if other > place), len(text))
        span = (place, stop) if place >= 0 else (0, 0)
        one = Experience(
            _text(row, "title"),
            _text(row, "employer"),
            start,
            "" if current else last,
            current,
            *span,
        )
        if one.title or one.employer:
            found.append(one)
    return tuple(found)


def told_education(fields: Mapping[str, Any]) -> tuple[Education, ...]:
    """The degrees; a level that is none of ours is read as text."""
    found: list[Education] = []
    for row in _list(fields.get("education")):
        if not isinstance(row, Mapping):
            continue
        title, said = _text(row, "title"), _text(row, "level")
        level: EducationLevel = said if said in get_args(EducationLevel) else level_of(said)  # type: ignore[assignment]
        year = re.search(r"\d{4}", _text(row, "year"))
        one = Education(
            level or level_of(title),
            title,
            _text(row, "institution"),
            int(year[0]) if year else None,
        )
        if one.title or one.institution:
            found.append(one)
    return tuple(found)


def told_languages(fields: Mapping[str, Any]) -> tuple[SpokenLanguage, ...]:
    """The languages that are known by their names."""
    found: list[SpokenLanguage] = []
    for row in _list(fields.get("languages")):
        if isinstance(row, SpokenLanguage):
            found.append(row)
            continue
        name, level = (
            (_text(row, "name") or _text(row, "code"), _text(row, "level"))
            if isinstance(row, Mapping)
            else (str(row), "")
        )
        if language := language_named(name, level):
            found.append(language)
    return tuple(found)


def told_titles(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The titles: one or several."""
    return tuple(str(title).strip() for title in _list(fields.get("titles")) if str(title).strip())


def told_personal(fields: Mapping[str, Any]) -> tuple[tuple[PersonalKind, str], ...]:
    """What of the text is personal data, as pairs of kind and text."""
    kinds = get_args(PersonalKind)
    personal = fields.get("personal")
    pairs: list[tuple[Any, Any]] = []
    if isinstance(personal, Mapping):
        pairs = [(kind, value) for kind, values in personal.items() for value in _list(values)]
    else:
        pairs = [
            (row.get("kind"), row.get("text")) if isinstance(row, Mapping) else tuple(row)
            for row in _list(personal)
            if isinstance(row, Mapping) or (isinstance(row, tuple | list) and len(row) == 2)
        ]
    pairs += [(kind, value) for kind in kinds for value in _list(fields.get(kind))]
    return tuple((kind, str(value)) for kind, value in pairs if kind in kinds and value)


def _list(value: Any) -> Iterable[Any]:
    if value is None or value == "":
        return []
    return value if isinstance(value, list | tuple) else [value]


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value).strip()


def _month(value: str) -> str:
    found = _DATE.match(value)
    return found[0] if found else ""


def _place(text: str, row: Mapping[str, Any], spans: Iterable[tuple[int, int]]) -> int:
    names = [said for name in ("title", "employer") if (said := _text(row, name))]
    for start, end in spans:
        places = [place for said in names if (place := text.find(said, start, end)) >= 0]
        if places:
            return min(places)
    return -1
