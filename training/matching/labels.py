"""One's own hiring labels: a CSV with a candidate, a posting and what came of it in each row."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.tables import Row, Table, read_delimited
from skillsearch.errors import SourceError

__all__ = ["COLUMNS", "Label", "Labels", "read_labels"]

COLUMNS = {
    "candidate": ("candidate", "candidate_id", "resume", "resume_id", "applicant", "applicant_id",
                  "person", "person_id", "cv"),
    "posting": ("posting", "posting_id", "job", "job_id", "vacancy", "vacancy_id", "requisition",
                "requisition_id", "position"),
    "label": ("label", "outcome", "fit", "hired", "decision", "rating", "score", "match"),
    "field": ("field", "field_of_work", "category"),
}  # fmt: skip
"""By which names a column goes; the first that is there is taken."""

_WORDS = {
    **dict.fromkeys(("yes", "y", "true", "fit", "hired", "accepted"), 1.0),
    **dict.fromkeys(("no", "n", "false", "no fit", "not hired", "rejected"), 0.0),
}

_SCALES = "Labels are 0 or 1, yes or no, or percent from 0 to 100, one of these in all rows."


@dataclass(frozen=True, slots=True)
class Label:
    """A row: ids as they stand there, ``share`` from 0 to 1, ``field`` "" where none is named."""

    candidate: str
    posting: str
    share: float
    field: str
    row: Row


@dataclass(frozen=True)
class Labels:
    """All rows in order; ``table`` names their place in errors."""

    rows: tuple[Label, ...]
    table: Table
    has_fields: bool

    def refuse_unknown(self, what: str, known: Sequence[str], names: Sequence[str]) -> None:
        """Raise SourceError with the rows of ids among ``names``, one a label, not ``known``."""
        first: dict[str, int] = {}
        for name, label in zip(names, self.rows, strict=True):
            first.setdefault(name, label.row.number)
        unknown = [name for name in first if name not in set(known)]
        if unknown:
            shown = ", ".join(f"{name!r} (row {first[name]:,})" for name in unknown[:10])
            more = f" and {len(unknown) - 10:,} more" if len(unknown) > 10 else ""
            raise self.table.error(
                f"{len(unknown):,} of its {len(first):,} {what}s are not indexed: {shown}{more}.",
                remedy=f"Index them (skillsearch index --help), or remove their rows. Ids are "
                f"those that searches for {what}s show; SKILLSEARCH_TENANT says whose.",
            )


def read_labels(path: Path) -> Labels:
    """The labels of a CSV.

    Raises :class:`~skillsearch.errors.SourceError` with the row and column of what cannot be used:
    an empty id, a label of another scale than the others, a candidate of two fields.
    """
    table = read_delimited(path)
    candidate, posting, label = (
        table.column(*COLUMNS[n]) for n in ("candidate", "posting", "label")
    )
    field = table.column(*COLUMNS["field"], required=False)
    for row in table:
        for column in (candidate, posting, label):
            if not row[column]:
                raise table.error("it is empty.", row=row, column=column, remedy="Fill it in.")
    shares = _shares(table, [(row, row[label]) for row in table], label.name)
    rows = tuple(
        Label(row[candidate], row[posting], share, row[field], row)
        for row, share in zip(table, shares, strict=True)
    )
    fields: dict[str, str] = {}
    for each in rows:
        if each.field and fields.setdefault(each.candidate, each.field) != each.field:
            raise table.error(
                f"{each.candidate!r} is of the field {fields[each.candidate]!r} already.",
                row=each.row,
                column=field,
                remedy="A field is the candidate's: name one of them in all rows.",
            )
    return Labels(rows, table, bool(fields))


def _shares(table: Table, said: Sequence[tuple[Row, str]], column: str) -> Iterator[float]:
    """From 0 to 1. Numbers are percent where one of them is more than 1."""
    numbers = [None if text.casefold() in _WORDS else _number(text) for _, text in said]
    percent = any(number is not None and number > 1 for number in numbers)
    made = []
    for (row, text), number in zip(said, numbers, strict=True):
        share = _WORDS.get(text.casefold(), number)
        if share is None or not 0 <= share <= 100:
            raise _off(table, row, column, f"{text!r} is no label.")
        if percent and number is None:
            raise _off(table, row, column, f"{text!r} stands among percent.")
        if not percent and share not in (0.0, 1.0):
            raise _off(table, row, column, f"{text!r} is neither 0 nor 1, and none is over 1.")
        made.append(share / 100 if percent else share)
    return iter(made)


def _off(table: Table, row: Row, column: str, message: str) -> SourceError:
    return table.error(message, row=row, column=column, remedy=_SCALES)


def _number(text: str) -> float | None:
    """72, 72.5, 72 %; None for what is no number."""
    try:
        number = float(text.removesuffix("%"))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
