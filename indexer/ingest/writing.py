"""The task ``write``: points into the store, and what they came from into the ledger."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.ingest.faults import guarded, put_off_or_fail
from indexer.ingest.parsing import unpack
from indexer.ingest.points import Origin
from indexer.ingest.spool import delete_batch, read_batch
from indexer.ingest.twins import with_twins
from indexer.ingest.workshop import Workshop
from skillsearch.documents import DocumentKind, Posting, Resume, masked, to_dict
from skillsearch.errors import SourceError
from skillsearch.ledger.records import NewDocument, Settlement
from skillsearch.store.models import PointStruct

if TYPE_CHECKING:
    from skillsearch.ledger.records import Item

__all__ = ["Finished", "write_documents", "write_items"]


@dataclass(frozen=True)
class Finished:
    """An item with its point, ready to be written."""

    item: Item
    origin: Origin
    document: Resume | Posting
    point: PointStruct


def write_items(shop: Workshop, items: Sequence[Item]) -> None:
    """Write claimed items whose points were spooled by another process."""
    by_file: dict[str, list[Item]] = {}
    for item in items:
        by_file.setdefault(item.spool, []).append(item)
    for spool, held in by_file.items():
        try:
            points = read_batch(shop.spool, spool)
        except SourceError:
            _embed_again(shop, held)
            continue
        finished = []
        for item, packed in zip(held, shop.ledger.parsed_payload(held), strict=True):
            with guarded(shop.ledger, item):
                if packed:  # else the item has come to its end meanwhile
                    finished.append(_of_spool(shop, item, packed, points))
        write_documents(shop, finished)
    for spool in by_file.keys() - shop.ledger.spools_in_use():
        delete_batch(shop.spool, spool)


def write_documents(shop: Workshop, finished: Sequence[Finished]) -> None:
    """Upsert the points, then settle the items: a kill between the two only repeats the first.

    Items that are held no more are left out: another has them, or their document was erased.
    """
    by_kind: dict[DocumentKind, list[Finished]] = {}
    for each in finished:
        by_kind.setdefault(each.item.kind, []).append(each)
    for kind, given in by_kind.items():
        with shop.writing:
            lease_seconds = shop.settings.lease_seconds
            still = shop.ledger.extend([each.item for each in given], lease_seconds)
            held = [each for each, mine in zip(given, still, strict=True) if mine]
            _write(shop, kind, held)


def _write(shop: Workshop, kind: DocumentKind, held: Sequence[Finished]) -> None:
    if not held:
        return
    try:
        with shop.watch.timed("upsert"):
            shop.store.upsert(shop.collection(kind), [each.point for each in held])
    except Exception as error:
        for each in held:
            put_off_or_fail(shop.ledger, each.item, error)
        return
    with shop.watch.timed("ledger"):
        settled = shop.ledger.settle_all(with_twins([_settlement(shop, each) for each in held]))
        _take_back(shop, kind, [each for each, ok in zip(held, settled, strict=True) if not ok])


def _take_back(shop: Workshop, kind: DocumentKind, late: Sequence[Finished]) -> None:
    """Remove points that came too late for a document that was erased or given up on.

    An item that another process has by now is left to it: the point may be the one that it wrote.
    """
    if not late:
        return
    ended = shop.ledger.ended([each.item for each in late])
    over = [each.point.id for each, end in zip(late, ended, strict=True) if end]
    nobodys = [point for point in over if shop.ledger.document_by_point(point) is None]
    if nobodys:
        shop.store.delete(shop.collection(kind), nobodys)


def _settlement(shop: Workshop, finished: Finished) -> Settlement:
    from skillsearch.ledger.simhash import simhash64

    origin, document = finished.origin, finished.document
    known = shop.ledger.document(origin.tenant, origin.kind, origin.external_id)
    record = to_dict(document)
    text = record.pop("text")
    new = NewDocument(
        point_id=origin.point_id,
        tenant=origin.tenant,
        kind=origin.kind,
        external_id=origin.external_id,
        source=origin.source,
        sha256=origin.sha256,
        pipeline=origin.pipeline,
        text=text,
        record=zlib.compress(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace"), 1),
        personal=document.personal,
        contact_keys=shop.ledger.contact_keys(document.personal),
        simhash=simhash64(masked(document.text, document.personal)),
    )
    alike = shop.ledger.likely_duplicates(
        origin.tenant, origin.kind, new.contact_keys, new.simhash, origin.point_id
    )
    same = known is not None and (known.sha256, known.pipeline) == (new.sha256, new.pipeline)
    return Settlement(
        finished.item,
        "done" if known is None else "unchanged" if same else "changed",
        new,
        tuple(duplicate.point_id for duplicate in alike),
    )


def _embed_again(shop: Workshop, items: Sequence[Item]) -> None:
    """Send items back to the stage before: their batch is gone."""
    for item, packed in zip(items, shop.ledger.parsed_payload(items), strict=True):
        shop.ledger.parsed(item, item.sha256, packed)


def _of_spool(
    shop: Workshop, item: Item, packed: bytes, points: dict[str, PointStruct]
) -> Finished:
    parsed = unpack(item.kind, packed)
    origin = Origin(
        item.tenant, item.kind, item.external_id, item.source, parsed.sha256,
        shop.current(item.kind),
    )  # fmt: skip
    return Finished(item, origin, parsed.document, points[origin.point_id])
