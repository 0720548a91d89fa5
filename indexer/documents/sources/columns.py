"""Which column of a table is which field: by what the user says, by name, then by content."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from indexer.documents.sources.names import BODY, NAMES, PARTS, PLACES, column_key, column_keys
from skillsearch.documents import DocumentKind
from skillsearch.errors import SettingError, SourceError

__all__ = ["Recognised", "RowShape", "describe", "field_names", "parse_fields", "recognise"]

RowShape = Literal["columns", "job_posting", "json_resume"]
"""What rows are: cells under names, schema.org ``JobPosting`` objects, JSON Resume objects."""

_FREE_TEXT_CHARACTERS = 80
"""A column of at least so many characters on average may be a description by its content."""

_LINE_CHARACTERS = 200
"""A title is no longer than this on average."""


@dataclass(frozen=True)
class Recognised:
    """The columns of each field, in the order in which they are joined; ``unused`` are the rest."""

    kind: DocumentKind
    fields: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...] = ()
    shape: RowShape = "columns"
    by_content: tuple[str, ...] = field(default=())


def field_names(kind: DocumentKind) -> tuple[str, ...]:
    """The fields that ``--fields`` can name."""
    return tuple(NAMES[kind])


def parse_fields(text: str) -> dict[str, str]:
    """The ``--fields`` of a command: ``title=job_title,description=duties+skills``.

    A column whose name holds a comma is put, with its field, in quotation marks:
    ``"title=Job, full title",url=link``. Raises SettingError where that is not the form.
    """
    fields: dict[str, str] = {}
    for part in next(csv.reader([text], skipinitialspace=True), []):
        name, equals, column = (piece.strip() for piece in part.partition("="))
        if not (name and equals and column):
            raise SettingError(
                f"--fields: {part!r} is not FIELD=COLUMN.",
                remedy="Write --fields title=job_title,description=duties+requirements.",
            )
        if name in fields:
            raise SettingError(
                f"--fields names {name!r} twice.",
                remedy=f"Join columns with a plus: {name}={fields[name]}+{column}.",
            )
        fields[name] = column
    return fields


def recognise(
    kind: DocumentKind,
    columns: Sequence[str],
    sample: Sequence[Mapping[str, Any]],
    given: Mapping[str, str] | None = None,
    *,
    path: str = "",
    sheet: str | None = None,
) -> Recognised:
    """The fields of a table with these ``columns``, of which ``sample`` are some rows.

    ``given`` (field → column, or several joined with "+") wins. A column that is empty in all of
    the sample is not taken for a field that another one may be. Raises SettingError for a field
    that there is not, SourceError for a given column that there is not, and where no column holds
    the text of the document.
    """
    fields = _given(kind, columns, given or {}, path, sheet)
    table = _Sample(columns, sample)
    taken = {column for named in fields.values() for column in named}
    body = BODY[kind]
    by_content: tuple[str, ...] = ()
    for name, aliases in NAMES[kind].items():
        if name in fields:
            continue
        named = [
            c for c in table.called(aliases.split()) if c not in taken and _fits(name, c, table)
        ]
        found = tuple(named[:1])
        if name == "location" and not found:
            found = tuple(c for c in table.called(PLACES) if c not in taken)
        if name == body:
            parts = [c for c in table.called(PARTS[kind].split()) if c not in taken]
            if kind == "posting" or not found:
                found = (*found, *sorted(set(parts) - {*found}, key=list(columns).index))
        if found:
            fields[name] = found
            taken.update(found)
    if body not in fields:
        longest = max((c for c in columns if c not in taken), key=table.length, default="")
        if not longest or table.length(longest) < _FREE_TEXT_CHARACTERS:
            raise _no_body(kind, columns, path, sheet)
        fields[body] = (longest,)
        by_content = (body,)
        taken.add(longest)
    ordered = {name: fields[name] for name in NAMES[kind] if name in fields}
    unused = tuple(column for column in columns if column not in taken)
    return Recognised(kind, ordered, unused, by_content=by_content)


def describe(recognised: Recognised) -> list[str]:
    """A line a field for people, ``title ← job_title``, and one of what is not used."""
    if recognised.shape != "columns":
        what = "schema.org JobPosting" if recognised.shape == "job_posting" else "JSON Resume"
        lines = [f"each row is a {what}"]
    else:
        lines = []
    for name, columns in recognised.fields.items():
        why = " (by its content)" if name in recognised.by_content else ""
        lines.append(f"{name} ← {' + '.join(columns)}{why}")
    if recognised.unused:
        lines.append(f"not used: {', '.join(recognised.unused)}")
    return lines


class _Sample:
    """The columns of some rows: which go by a name, how long what they hold is."""

    def __init__(self, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
        self._by_key: dict[str, str] = {}
        self._cells = {c: [str(row[c]) for row in rows if row.get(c)] for c in columns}
        self._count = len(rows)
        # Exact names before those that are left of longer ones.
        for depth in range(4):
            for column in columns:
                keys = list(column_keys(column))
                if depth < len(keys):
                    self._by_key.setdefault(keys[depth], column)

    def called(self, names: Sequence[str]) -> list[str]:
        """The columns that go by one of ``names``, in their order, those with content first."""
        found = [self._by_key[name] for name in names if name in self._by_key]
        return sorted(dict.fromkeys(found), key=lambda column: not self._cells[column])

    def cells(self, column: str) -> list[str]:
        return self._cells[column]

    def length(self, column: str) -> float:
        """Characters on average over all rows of the sample; 0 for what is not prose."""
        cells = self._cells[column]
        if sum(cell.count(" ") for cell in cells) < 3 * len(cells):
            return 0.0
        return sum(map(len, cells)) / max(self._count, 1)


def _fits(name: str, column: str, sample: _Sample) -> bool:
    """Whether what the column holds can be the field; an empty column can be any."""
    cells = sample.cells(column)
    if not cells:
        return True
    average = sum(map(len, cells)) / len(cells)
    if name == "title":
        words = sum(any(c.isalpha() for c in cell) for cell in cells)
        return average <= _LINE_CHARACTERS and 2 * words > len(cells)
    if name == "url":
        return any("://" in cell or cell.startswith("www.") for cell in cells)
    return not (name in ("years", "seniority", "contract") and average > _LINE_CHARACTERS)


def _given(
    kind: DocumentKind,
    columns: Sequence[str],
    given: Mapping[str, str],
    path: str,
    sheet: str | None,
) -> dict[str, tuple[str, ...]]:
    known = {column_key(column): column for column in reversed(columns)}
    fields: dict[str, tuple[str, ...]] = {}
    for name, wanted in given.items():
        if name not in NAMES[kind]:
            raise SettingError(
                f"--fields: a {kind} has no field {name!r}.",
                remedy=f"The fields are: {', '.join(field_names(kind))}.",
            )
        whole = column_key(wanted) in known
        parts = [wanted] if whole else [part.strip() for part in wanted.split("+")]
        for part in parts:
            if column_key(part) not in known:
                raise SourceError(
                    f"--fields names it for {name!r}, but there is no such column.",
                    path=path,
                    sheet=sheet,
                    column=part,
                    remedy=f"The columns here are: {_listed(columns)}.",
                )
        fields[name] = tuple(dict.fromkeys(known[column_key(part)] for part in parts))
    return fields


def _no_body(
    kind: DocumentKind, columns: Sequence[str], path: str, sheet: str | None
) -> SourceError:
    body = BODY[kind]
    example = "title=COLUMN," if kind == "posting" else ""
    return SourceError(
        f"no column holds the {body} of a {kind}.",
        path=path,
        sheet=sheet,
        remedy=f"The columns here are: {_listed(columns)}. Say which it is: "
        f"--fields {example}{body}=COLUMN (join several with a plus: {body}=A+B).",
    )


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(repr(column[:80]) for column in columns[:100]) or "none"
