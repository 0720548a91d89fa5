"""A comparison as plain data, and as CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from io import StringIO
from pathlib import Path
from typing import Any

from search.changes.impact import Impact
from search.changes.records import Change, Changes, Side
from skillsearch.errors import SettingError

__all__ = ["as_dict", "check_ending", "to_csv", "write_changes"]

COLUMNS = (
    "kind",
    "type",
    "before_ids",
    "before_labels",
    "after_ids",
    "after_labels",
    "field",
    "only_before",
    "only_after",
    "confidence",
    "doubtful",
)

BETWEEN = " | "
"""Between several values in one cell."""


def as_dict(
    changes: Changes, shown: Sequence[Change], impact: Impact | None = None
) -> dict[str, Any]:
    """Counts of everything, and the changes ``shown`` in full; ``impact`` None: not asked."""
    return {
        "old": asdict(changes.old),
        "new": asdict(changes.new),
        "sizes": {"old": changes.sizes[0], "new": changes.sizes[1]},
        "unchanged": changes.unchanged,
        "counts": changes.counts,
        "notes": list(changes.notes),
        "changes": [change.as_dict() for change in shown],
        "impact": impact.as_dict() if impact else None,
    }


def to_csv(changes: Sequence[Change]) -> str:
    """A row for each field that a change is about, one for a change without fields."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for change in changes:
        writer.writerows(_rows(change))
    return out.getvalue()


def check_ending(path: Path) -> None:
    """Raise :class:`~skillsearch.errors.SettingError` unless changes can be written as this."""
    if path.suffix.lower() not in (".csv", ".json"):
        ending = path.suffix or "a file without an ending"
        raise SettingError(
            f"--out {path}: changes are not written as {ending}.",
            remedy="Use a name that ends in .csv or .json.",
        )


def write_changes(path: Path, changes: Changes, impact: Impact | None = None) -> None:
    """All changes into ``.csv`` or ``.json``.

    Raises :class:`~skillsearch.errors.SettingError` for another ending, and where the file cannot
    be written.
    """
    check_ending(path)
    if path.suffix.lower() == ".csv":
        text = to_csv(changes.changes)
    else:
        document = as_dict(changes, changes.changes, impact)
        text = json.dumps(document, ensure_ascii=False, indent=2)
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise SettingError(
            f"--out {path} cannot be written: {error.strerror}.",
            remedy="Name a file in a folder that exists and may be written to.",
        ) from error


def _rows(change: Change) -> Iterator[list[str]]:
    surest = f"{change.evidence[0].confidence:.4f}" if change.evidence else ""
    head = [
        change.kind,
        change.type,
        *_sides(change.before),
        *_sides(change.after),
    ]
    tail = [surest, "true" if change.doubtful else "false"]
    if not change.details:
        yield [*head, "", "", "", *tail]
    for detail in change.details:
        yield [*head, detail.field, BETWEEN.join(detail.before), BETWEEN.join(detail.after), *tail]


def _sides(sides: Sequence[Side]) -> tuple[str, str]:
    return BETWEEN.join(s.id for s in sides), BETWEEN.join(s.label for s in sides)
