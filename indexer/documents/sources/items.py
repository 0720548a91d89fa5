"""What sources are made of: an item, how it is found again, and what is fetched of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from skillsearch.documents import Quarantined, Reason

__all__ = [
    "Fetched",
    "FileContent",
    "Found",
    "RowContent",
    "SourceItem",
    "canonical_bytes",
    "digest_of",
    "refusal",
    "refused",
    "storable",
]


@dataclass(frozen=True)
class SourceItem:
    """One document to be: a file, a member of a zip, or a row of a table.

    ``external_id`` names it among all that one run lists, and stays the same from run to run.
    ``source`` is shown to people: ``cvs/anna.pdf``, ``ads.zip/a/b.docx``, ``jobs.csv row 17``.
    ``reference`` is plain JSON by which ``fetch`` finds it again in any process. ``bytes`` is its
    size where that is known without reading it.
    """

    external_id: str
    source: str
    reference: Mapping[str, Any]
    bytes: int | None = None


@dataclass(frozen=True)
class FileContent:
    """The bytes of a file; ``name`` is its own name, without folders."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class RowContent:
    """A row by the names of fields, not of columns; ``name`` is ``jobs.csv row 17``."""

    name: str
    fields: dict[str, Any] = field(repr=False)


Fetched = FileContent | RowContent


@dataclass(frozen=True)
class Found:
    """A file on its way to becoming an item, or a container of items.

    ``members`` leads into a zip, and into a zip inside that: () for a file on disk.
    """

    path: str
    members: tuple[str | int, ...]
    external_id: str
    source: str
    bytes: int | None = None

    @property
    def name(self) -> str:
        """Its own name, without folders."""
        return self.source.replace("\\", "/").rpartition("/")[2]

    @property
    def reference(self) -> dict[str, Any]:
        """Where it lies."""
        place: dict[str, Any] = {"path": self.path}
        if self.members:
            place["members"] = list(self.members)
            place["name"] = self.name
        return place


def canonical_bytes(row: Mapping[str, Any] | RowContent) -> bytes:
    """The same bytes for the same values, whatever the order of the names; for SHA-256."""
    values = row.fields if isinstance(row, RowContent) else row
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), default=str)
    return text.encode("ascii")  # json escapes all else, lone surrogates among it


def digest_of(row: Mapping[str, Any] | str) -> str:
    """The first 16 hexadecimal digits of SHA-256 over a row (or what stands in for one)."""
    data = row.encode("utf-8", "surrogatepass") if isinstance(row, str) else canonical_bytes(row)
    return hashlib.sha256(data).hexdigest()[:16]


def refused(found: Found, reason: Reason, message: str, remedy: str = "") -> SourceItem:
    """An item that is known to be unusable; ``fetch`` raises this :class:`Quarantined`."""
    reference = {**found.reference, "refused": [reason, message, remedy]}
    return SourceItem(storable(found.external_id), storable(found.source), reference, found.bytes)


def refusal(reference: Mapping[str, Any]) -> Quarantined | None:
    """What :func:`refused` put into a reference."""
    if "refused" not in reference:
        return None
    reason, message, remedy = reference["refused"]
    return Quarantined(reason, message, remedy=remedy)


def storable(text: str) -> str:
    r"""Text that every database and terminal takes: what does not print is escaped (``\x1b``)."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else _escape(c) for c in text)


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
