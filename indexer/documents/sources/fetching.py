"""From references to contents, each container opened once for many."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from indexer.documents.reading.limits import Limits
from indexer.documents.sources.items import Fetched, FileContent, Found, refusal, storable
from indexer.documents.sources.names import workbook_header
from indexer.documents.sources.rows import content_of, row_digest, row_name
from indexer.documents.sources.streams import Archives, open_stream
from indexer.documents.sources.tables import DocumentTable, open_table
from indexer.documents.sources.zips import read_member
from skillsearch.documents import Quarantined
from skillsearch.errors import SourceError

__all__ = ["close_sources", "fetch", "fetch_many"]

_KEPT_OPEN = 4
"""Containers that stay open for the next call; rows are mostly asked for in their order."""

_AGAIN = "Index the table again."


def fetch(reference: Mapping[str, Any]) -> Fetched:
    """What an item's reference stands for; raises :class:`Quarantined` if it cannot be had."""
    [content] = fetch_many([reference])
    if isinstance(content, Quarantined):
        raise content
    return content


def fetch_many(references: Sequence[Mapping[str, Any]]) -> list[Fetched | Quarantined]:
    """The content of each, or why there is none, in the order of the references.

    Rows of one table are best asked for together: the table is opened once, and read forward.
    May be called from several threads, of which one at a time reads from containers.
    """
    contents: dict[int, Fetched | Quarantined] = {}
    for index in sorted(range(len(references)), key=lambda index: _order(references[index])):
        try:
            contents[index] = _fetched(references[index])
        except Quarantined as error:
            contents[index] = error
    return [contents[index] for index in range(len(references))]


def close_sources() -> None:
    """Close the containers that are kept open."""
    with _lock:
        while _shelf:
            _shelf.popitem()[1].close()


class _Closable(Protocol):
    def close(self) -> None: ...


_shelf: OrderedDict[tuple[Any, ...], _Closable] = OrderedDict()
_lock = threading.RLock()


def _order(reference: Mapping[str, Any]) -> tuple[Any, ...]:
    place = reference.get("place", {})
    numbers = (place.get("at", 0), place.get("group", 0), place.get("index", 0))
    members = tuple(map(str, reference.get("members", ())))
    return (reference["path"], members, *numbers, reference.get("row", 0))


def _fetched(reference: Mapping[str, Any]) -> Fetched:
    if known := refusal(reference):
        raise known
    path = reference["path"]
    name = storable(reference.get("name") or Path(path).name)
    found = Found(path, tuple(reference.get("members", ())), "", name)
    try:
        if "place" in reference:
            return _row(found, reference)
        return _file(found)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Quarantined(
            "missing",
            f"{name} was there when it was listed, and cannot be read now: {reason}.",
            remedy="Put it back, and retry; or leave it.",
        ) from None


def _file(found: Found) -> FileContent:
    limit = Limits().max_bytes
    if found.name.lower().endswith(".gz"):
        with open_stream(found) as stream:
            data = stream.read(limit + 1)
        _check_size(len(data), limit, found.name)
        return FileContent(found.name[:-3], data)
    if found.members:
        with _lock:
            zips = found.members[:-1]
            archives = _kept(
                (found.path, zips, "zip"),
                lambda: Archives(found.path, zips, Path(found.path).name),
            )
            return FileContent(
                found.name, read_member(archives.last, found.members[-1], limit, found.name)
            )
    with Path(found.path).open("rb") as content:
        _check_size(os.fstat(content.fileno()).st_size, limit, found.name)
        data = content.read(limit + 1)
    _check_size(len(data), limit, found.name)
    return FileContent(found.name, data)


def _row(found: Found, reference: Mapping[str, Any]) -> Fetched:
    kind, place, table_format = reference["kind"], reference["place"], reference["format"]
    given = reference["header"]
    shown = row_name(found.name, reference["row"], place.get("sheet", ""))
    try:
        with _lock:
            table: DocumentTable = _kept(
                (found.path, found.members, table_format, *given),
                lambda: open_table(found, table_format, workbook_header(kind, given)),
            )
            values = table.fetch(place)
    except SourceError as error:
        raise Quarantined("damaged", f"{shown}: {error.message}", remedy=_AGAIN) from None
    if row_digest(values) != reference["digest"]:
        raise Quarantined(
            "missing", f"{shown}: the table has changed since it was listed.", remedy=_AGAIN
        )
    return content_of(kind, shown, values, reference["fields"], reference["shape"])


def _kept(key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
    """A container from the shelf, or a new one, if it is still the same file.

    The process is part of the key: what a parent opened, a forked child must not seek in.
    """
    state = os.stat(key[0])  # noqa: PTH116 - a str, and often
    whole = (os.getpid(), state.st_size, state.st_mtime_ns, *key)
    if whole not in _shelf:
        _shelf[whole] = make()
        while len(_shelf) > _KEPT_OPEN:
            _shelf.popitem(last=False)[1].close()
    _shelf.move_to_end(whole)
    return _shelf[whole]


def _check_size(size: int, limit: int, name: str) -> None:
    if size > limit:
        raise Quarantined(
            "too-large",
            f"{name} has more than the {limit:,} bytes that are accepted.",
            remedy="Split it, or make its images smaller.",
        )
