"""A row of a table of resumes as a document."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from skillsearch.documents import PersonalKind, Quarantined, ReadDocument

__all__ = ["read_resume_row"]

_PERSONAL: dict[str, PersonalKind] = {"name": "name", "email": "email", "phone": "phone"}

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|&lt;/?[a-zA-Z]")
_NOTHING = frozenset({"", "nan", "none", "null", "n/a", "-"})
_LEAST_WORDS = 5


def read_resume_row(fields: Mapping[str, Any], name: str) -> ReadDocument:
    """The document that a row stands for: what its short columns say, then its text.

    ``fields`` go by the names that columns are recognised as; ``text`` is a string, or a mapping of
    column to text, whose columns become headings. A JSON Resume object is read as such. ``name`` is
    how the row is called in messages. Raises :class:`Quarantined` ``row-unusable`` where the text
    has fewer than five words.
    """
    from indexer.documents.reading import read_document

    if isinstance(fields.get("basics"), Mapping):
        return read_document(json.dumps(fields).encode(), f"{name}.json")
    body = "\n\n".join(_texts(fields.get("text")))
    words = len(body.split())
    if words < _LEAST_WORDS:
        said = f"has only {words} words" if words else "is empty"
        raise Quarantined(
            "row-unusable",
            f"{name}: the column for the text {said}.",
            remedy="Fill it in, or name another column with --fields text=COLUMN.",
        )
    row = {key: _line(fields.get(key)) for key in (*_PERSONAL, "title", "location", "date")}
    head = [
        line
        for key in ("name", "title", "location", "email", "phone")
        if (line := row[key]) and line.casefold() not in body.casefold()
    ]
    known = {
        "titles": [row["title"]] if row["title"] else [],
        "location": row["location"],
        "personal": [
            {"kind": kind, "text": row[key]} for key, kind in _PERSONAL.items() if row[key]
        ],
    }
    return ReadDocument(
        text="\n".join([*head, body]) if head else body,
        format="row",
        date=_day(row["date"]),
        fields={key: value for key, value in known.items() if value},
    )


def _texts(value: Any, heading: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        several = len(value) > 1
        for column, inner in value.items():
            yield from _texts(inner, _heading(str(column)) if several else "")
    elif isinstance(value, list | tuple):
        lines = [line for each in value for line in _texts(each)]
        if lines:
            yield "\n".join([heading, *lines] if heading else lines)
    else:
        text = _cleaned("" if value is None else str(value))
        if text.casefold() not in _NOTHING:
            yield f"{heading}\n{text}" if heading else text


def _cleaned(text: str) -> str:
    from indexer.documents.reading.cleaning import clean, clean_html

    return (clean_html(text) if _TAG.search(text) else clean(text)).strip()


def _line(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(line for each in value if (line := _line(each)))
    if isinstance(value, Mapping):
        return _line(list(value.values()))
    line = " ".join(_cleaned("" if value is None else str(value)).split())
    return "" if line.casefold() in _NOTHING else line


def _day(text: str) -> str:
    found = re.match(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?", text)
    return found[0] if found else ""


def _heading(column: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column).replace("_", " ").replace("-", " ")
    return " ".join(words.split()).capitalize()
