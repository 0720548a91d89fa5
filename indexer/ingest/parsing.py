"""The task ``parse``: claimed items → records in the ledger, or quarantine with a reason."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from indexer.documents.sources import FileContent, RowContent, canonical_bytes, fetch_many
from indexer.ingest.faults import guarded
from indexer.ingest.workshop import Workshop
from skillsearch.documents import DocumentKind, Posting, Quarantined, Resume, from_dict

if TYPE_CHECKING:
    from skillsearch.ledger.records import Item

__all__ = ["Parsed", "pack", "parse_items", "unpack"]


@dataclass(frozen=True)
class Parsed:
    """A record on its way from ``parse`` to ``embed`` and ``write``."""

    document: Resume | Posting
    sha256: str


def parse_items(shop: Workshop, items: Sequence[Item]) -> None:
    """Parse claimed items one by one, each settled or passed on before the next begins.

    Whenever one is finished the lease of those after it begins anew.
    """
    contents = fetch_many([item.reference for item in items])
    for place, (item, content) in enumerate(zip(items, contents, strict=True)):
        with guarded(shop.ledger, item):
            _parse(shop, item, content)
        rest = items[place + 1 :]
        if rest:
            shop.ledger.extend(rest, shop.settings.lease_seconds)


def _parse(shop: Workshop, item: Item, content: FileContent | RowContent | Quarantined) -> None:
    if isinstance(content, Quarantined):
        raise content
    as_of = shop.as_of(item.job)
    raw = canonical_bytes(content) if isinstance(content, RowContent) else content.data
    sha256 = hashlib.sha256(raw + as_of.encode()).hexdigest()
    known = shop.ledger.document(item.tenant, item.kind, item.external_id)
    if known is not None and known.sha256 == sha256 and known.pipeline == shop.current(item.kind):
        shop.ledger.settle(item, "unchanged")
        return
    payload: dict[str, Any] = {"kind": item.kind, "name": content.name, "as_of": as_of}
    if isinstance(content, RowContent):
        payload["fields"] = content.fields
    else:
        payload["data"] = content.data
    parsed = shop.parsers.call(payload)
    shop.watch.add(parsed["seconds"])
    shop.ledger.parsed(item, sha256, pack(parsed["record"], sha256))


def pack(record: dict[str, Any], sha256: str) -> bytes:
    """A record for the ledger: compressed JSON."""
    text = json.dumps({"sha256": sha256, "record": record}, ensure_ascii=False)
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpack(kind: DocumentKind, packed: bytes) -> Parsed:
    """What :func:`pack` packed."""
    held = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
    values = held["record"]
    document = from_dict(Resume, values) if kind == "resume" else from_dict(Posting, values)
    return Parsed(document, held["sha256"])
