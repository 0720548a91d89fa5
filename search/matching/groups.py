"""Which group a candidate belongs to, as the user says: read for one question, never stored."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from search.matching.matcher import Matcher
from skillsearch.errors import QueryError, SourceError
from skillsearch.store.models import FieldCondition, Filter, MatchAny, MatchValue

__all__ = ["MOST_LABELLED", "GroupLabels", "group_labels", "points_of", "read_groups"]

MOST_LABELLED = 50_000

IDS = ("external_id", "id")

_BATCH = 500


@dataclass(frozen=True, slots=True)
class GroupLabels:
    """Attribute → id of a candidate (external or of the point) → group."""

    attributes: Mapping[str, Mapping[str, str]]

    @property
    def names(self) -> tuple[str, ...]:
        """The ids that have a label of any attribute, each once."""
        return tuple(dict.fromkeys(name for each in self.attributes.values() for name in each))


def read_groups(path: Path) -> GroupLabels:
    """The labels in a CSV file with a column ``external_id`` or ``id`` and one an attribute.

    Columns are separated by commas, semicolons or tabs; an empty cell is no label. Raises
    :class:`~skillsearch.errors.SourceError` that names the file and the row.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SourceError(f"it cannot be read: {error.strerror}.", path=path) from None
    except UnicodeDecodeError:
        raise SourceError("it is not UTF-8.", path=path, remedy="Save it as UTF-8.") from None
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    lines = text.splitlines(keepends=True)
    try:
        rows = list(csv.DictReader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise SourceError(f"it is no table: {error}.", path=path) from None
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise SourceError(
                "it has more or fewer cells than the header.",
                path=path,
                row=number,
                remedy="Put a cell with separators in it into quotes.",
            )
    try:
        return group_labels(rows)
    except QueryError as error:
        raise SourceError(error.message, path=path, remedy=error.remedy) from None


def group_labels(rows: Sequence[Mapping[str, str]]) -> GroupLabels:
    """The same of rows that are read already.

    Raises :class:`~skillsearch.errors.QueryError` where an id or every label is missing, one
    candidate has two groups of an attribute, or there are too many rows.
    """
    if len(rows) > MOST_LABELLED:
        raise QueryError(
            f"There are {len(rows):,} labelled candidates.",
            remedy=f"At most {MOST_LABELLED:,} are taken.",
        )
    attributes: dict[str, dict[str, str]] = {}
    for number, row in enumerate(rows, 1):
        key = next((name for name in IDS if str(row.get(name, "")).strip()), None)
        if key is None:
            raise QueryError(
                f"Labelled candidate {number} has no id.",
                remedy="Give external_id or id, and one field for each attribute.",
            )
        name = str(row[key]).strip()
        for attribute, value in row.items():
            group = str(value).strip()
            if attribute in IDS or not group:
                continue
            known = attributes.setdefault(attribute.strip(), {}).setdefault(name, group)
            if known != group:
                raise QueryError(
                    f"{name!r} has two groups of {attribute}: {known!r} and {group!r}.",
                    remedy="Give one row a candidate.",
                )
    if not attributes:
        raise QueryError(
            "There are no group labels.",
            remedy="Give one field for each attribute beside the id: external_id,gender.",
        )
    return GroupLabels(attributes)


def points_of(matcher: Matcher, names: Sequence[str]) -> dict[str, str]:
    """Name → point, of those that are indexed and of the tenant; by external id, else by point."""
    found: dict[str, str] = {}
    store, collection = matcher.index.store, matcher.documents.name
    for batch in _batches(names):
        own = Filter(must=[
            FieldCondition("tenant", MatchValue(matcher.tenant)),
            FieldCondition("external_id", MatchAny(batch)),
        ])  # fmt: skip
        records, _ = store.scroll(
            collection, filter=own, limit=len(batch), with_payload=["external_id"]
        )
        found.update((record.payload["external_id"], record.id) for record in records)
    ids = [name for name in names if name not in found and _is_point(name)]
    for batch in _batches(ids):
        for record in store.retrieve(
            collection, [name.lower() for name in batch], with_payload=["tenant"]
        ):
            if record.payload["tenant"] == matcher.tenant:
                found.update((name, record.id) for name in batch if name.lower() == record.id)
    return found


def _batches(names: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), _BATCH):
        yield list(names[start : start + _BATCH])


def _is_point(name: str) -> bool:
    import uuid

    try:
        return str(uuid.UUID(name)) == name.lower()
    except ValueError:
        return False
