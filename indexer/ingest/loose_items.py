"""Documents that come one by one, as text or as fields, with an id of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indexer.ingest.uploads import ITEMS
from skillsearch.documents import DocumentKind
from skillsearch.errors import QueryError, SourceError
from skillsearch.store.files import os_failures

if TYPE_CHECKING:
    from skillsearch.ledger import Ledger
    from skillsearch.ledger.records import Job, NewItem

__all__ = ["LooseItem", "checked_items", "fill_loose"]


@dataclass(frozen=True)
class LooseItem:
    """A document under the caller's ``id``: its whole ``text``, or what a row of a table has."""

    id: str
    text: str = ""
    fields: Mapping[str, Any] | None = None


def checked_items(items: Sequence[LooseItem]) -> Sequence[LooseItem]:
    """The items; raises :class:`QueryError` for two with one id, or none."""
    if not items:
        raise QueryError("There is no item in the request.", remedy="Give items: [{id, text}, …].")
    known: dict[str, int] = {}
    for number, item in enumerate(items, 1):
        if item.id in known:
            raise QueryError(
                f"Items {known[item.id]} and {number} have the same id.",
                remedy="Give each document an id of its own.",
            )
        known[item.id] = number
    return items


def fill_loose(ledger: Ledger, job: Job, items: Sequence[LooseItem], folder: Path) -> Job:
    """Keep the items in ``folder``, a file each, give them to a job, and seal it."""
    try:
        ledger.add_items(job.id, _listed(items, job.kind, folder / ITEMS))
    except BaseException:
        ledger.cancel(job.id)
        ledger.seal(job.id)
        raise
    ledger.seal(job.id)
    return ledger.job(job.id)


def _listed(items: Sequence[LooseItem], kind: DocumentKind, folder: Path) -> Iterator[NewItem]:
    from skillsearch.ledger.records import NewItem

    with os_failures(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for number, item in enumerate(items, 1):
        name = "txt" if item.fields is None else "jsonl"
        path = folder / f"{number}.{name}"
        content = item.text if item.fields is None else json.dumps(dict(item.fields))
        with os_failures(path):
            path.write_bytes(content.encode("utf-8", "backslashreplace"))
        yield NewItem(item.id, f"item {number} of the request", _reference(path, item, kind))


def _reference(path: Path, item: LooseItem, kind: DocumentKind) -> Mapping[str, Any]:
    if item.fields is None:
        return {"path": str(path.absolute())}
    from indexer.documents.sources import enumerate_sources
    from indexer.documents.sources.items import Found, refused

    try:
        return next(iter(enumerate_sources([path], kind))).reference
    except SourceError as error:  # this one is quarantined; the others are no worse for it
        found = Found(str(path.absolute()), (), item.id, path.name)
        return refused(found, "row-unusable", error.message, error.remedy).reference
