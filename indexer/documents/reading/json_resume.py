"""JSON Resume (https://jsonresume.org/schema, 1.0 and the names of 0.x)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from indexer.documents.reading.limits import Limits
from indexer.documents.reading.plain import decoded
from indexer.documents.reading.structured import Gathered, month_of, text_of
from skillsearch.documents import Quarantined, ReadDocument

__all__ = ["read_json_resume"]

_SECTION_NAMES = (
    "work volunteer education awards certificates publications skills languages interests "
    "references projects"
)
_SECTIONS = frozenset(_SECTION_NAMES.split())
_META = frozenset({"$schema", "meta", "basics"})
_MAX_DEPTH = 8


def read_json_resume(data: bytes, shown: str, limits: Limits) -> ReadDocument:
    """A resume in JSON: everything in it as text in sections, and what it says as fields.

    Sections and values that the schema does not know are written at the end by their names.
    Raises Quarantined: "damaged" where it is no JSON, "unsupported" where it is no resume.
    """
    source, notes = decoded(data, shown)
    limits.check_characters(len(source), shown)
    resume = _resume(source, shown)
    gathered = Gathered()
    _basics(_mapping(resume.get("basics")), gathered)
    for name, heading, write in _WRITERS:
        entries = _entries(resume.get(name))
        if entries:
            gathered.heading(heading)
            for entry in entries:
                write(entry, gathered)
    for name in resume.keys() - _SECTIONS - _META:
        _rest(name, resume[name], gathered)
    changed = month_of(_mapping(resume.get("meta")).get("lastModified"))
    date = text_of(_mapping(resume.get("meta")).get("lastModified"))[:10] if changed else ""
    return ReadDocument(gathered.text, "json-resume", 1, date, gathered.fields(), notes)


def _resume(source: str, shown: str) -> dict[str, Any]:
    try:
        value = json.loads(source)
    except (ValueError, RecursionError):
        raise Quarantined(
            "damaged",
            f"{shown} is not well-formed JSON.",
            remedy="Export it again from where it was made.",
        ) from None
    known = _SECTIONS & value.keys() if isinstance(value, dict) else set()
    if not isinstance(value, dict) or not (isinstance(value.get("basics"), dict) or len(known) > 1):
        raise Quarantined(
            "unsupported",
            f'{shown} is JSON, but not a resume as JSON Resume has it (no "basics").',
            remedy="A table of documents has the ending .jsonl, .csv or .parquet; see the "
            "documentation on formats.",
        )
    return value


def _basics(basics: Mapping[str, Any], gathered: Gathered) -> None:
    gathered.person("name", basics.get("name"))
    gathered.line(basics.get("label"))
    gathered.titles.append(text_of(basics.get("label")))
    gathered.person("email", basics.get("email"), "Email")
    gathered.person("phone", basics.get("phone"), "Phone")
    gathered.person("url", basics.get("url") or basics.get("website"), "Web")
    location = _mapping(basics.get("location"))
    gathered.person("address", location.get("address"), "Address")
    gathered.person("address", location.get("postalCode"))
    place = [location.get(key) for key in ("city", "region", "countryCode")]
    gathered.location = ", ".join(filter(None, map(text_of, place)))
    gathered.line("Location" if gathered.location else "", gathered.location, between=": ")
    for profile in _entries(basics.get("profiles")):
        gathered.person(
            "url", profile.get("url") or profile.get("username"), profile.get("network", "")
        )
    if text_of(basics.get("summary")):
        gathered.heading("Summary")
        gathered.line(basics.get("summary"))


def _work(entry: Mapping[str, Any], gathered: Gathered) -> None:
    end = entry.get("endDate")
    gathered.position(
        entry.get("position"),
        entry.get("name") or entry.get("company") or entry.get("organization"),
        entry.get("startDate"),
        end,
        current=bool(month_of(entry.get("startDate"))) and not month_of(end),
        place=entry.get("location"),
    )
    _described(entry, gathered)


def _volunteer(entry: Mapping[str, Any], gathered: Gathered) -> None:
    gathered.gap()
    gathered.line(entry.get("position"), entry.get("organization"))
    _dated(entry, gathered)
    _described(entry, gathered)


def _education(entry: Mapping[str, Any], gathered: Gathered) -> None:
    title = " in ".join(filter(None, (text_of(entry.get("studyType")), text_of(entry.get("area")))))
    gathered.study(title, entry.get("institution"), entry.get("startDate"), entry.get("endDate"))
    score = text_of(entry.get("score") or entry.get("gpa"))
    gathered.line(score and f"Score: {score}")
    gathered.bullets(_values(entry.get("courses")))


def _project(entry: Mapping[str, Any], gathered: Gathered) -> None:
    gathered.gap()
    gathered.line(entry.get("name"), *_values(entry.get("roles")), entry.get("entity"))
    _dated(entry, gathered)
    _described(entry, gathered)
    gathered.line(*_values(entry.get("keywords")))


def _skill(entry: Mapping[str, Any], gathered: Gathered) -> None:
    keywords = [text_of(keyword) for keyword in _values(entry.get("keywords"))]
    name, level = text_of(entry.get("name")), text_of(entry.get("level"))
    head = f"{name} ({level})" if name and level else name
    gathered.line(head and f"• {head}", ", ".join(filter(None, keywords)), between=": ")
    gathered.skills += filter(None, [name, *keywords])


def _language(entry: Mapping[str, Any], gathered: Gathered) -> None:
    gathered.language(entry.get("language") or entry.get("name"), entry.get("fluency"))


def _award(entry: Mapping[str, Any], gathered: Gathered) -> None:
    gathered.line(
        entry.get("title") or entry.get("name"),
        entry.get("awarder") or entry.get("issuer") or entry.get("publisher"),
        entry.get("date") or entry.get("releaseDate"),
    )
    gathered.line(entry.get("summary"))


def _interest(entry: Mapping[str, Any], gathered: Gathered) -> None:
    gathered.line(
        entry.get("name"), ", ".join(map(text_of, _values(entry.get("keywords")))), between=": "
    )


def _reference(entry: Mapping[str, Any], gathered: Gathered) -> None:
    gathered.person("name", entry.get("name"))
    gathered.line(entry.get("reference"))


def _dated(entry: Mapping[str, Any], gathered: Gathered) -> None:
    gathered.line(month_of(entry.get("startDate")), month_of(entry.get("endDate")), between=" – ")


def _described(entry: Mapping[str, Any], gathered: Gathered) -> None:
    gathered.line(entry.get("summary"))
    gathered.line(entry.get("description"))
    gathered.bullets(_values(entry.get("highlights")))


_WRITERS: tuple[tuple[str, str, Callable[[Mapping[str, Any], Gathered], None]], ...] = (
    ("work", "Experience", _work),
    ("projects", "Projects", _project),
    ("skills", "Skills", _skill),
    ("education", "Education", _education),
    ("certificates", "Certifications", _award),
    ("languages", "Languages", _language),
    ("volunteer", "Volunteering", _volunteer),
    ("awards", "Awards", _award),
    ("publications", "Publications", _award),
    ("interests", "Interests", _interest),
    ("references", "References", _reference),
)


def _rest(name: str, value: object, gathered: Gathered, depth: int = 0) -> None:
    """A section that the schema does not know, value by value."""
    if depth == 0:
        gathered.heading(name)
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, Mapping):
        for inner in value.values():
            _rest(name, inner, gathered, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _rest(name, inner, gathered, depth + 1)
    else:
        gathered.line(value)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _entries(value: object) -> list[Mapping[str, Any]]:
    """The entries of a section; a bare text counts as an entry of that name."""
    found = []
    for entry in _values(value):
        if isinstance(entry, Mapping):
            found.append(entry)
        elif text_of(entry):
            found.append({"name": entry, "position": entry, "institution": entry, "title": entry})
    return found


def _values(value: object) -> list[Any]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]
