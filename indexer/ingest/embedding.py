"""The task ``embed``: parsed items → vectors and skills → points, written or spooled."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from indexer.ingest.faults import guarded, heals, put_off_or_fail
from indexer.ingest.parsing import Parsed, unpack
from indexer.ingest.points import Origin, document_point, titles_of, titles_text
from indexer.ingest.spool import delete_batch, spool_batch
from indexer.ingest.workshop import Workshop
from indexer.ingest.writing import Finished, write_documents
from skillsearch.documents import Quarantined, masked
from skillsearch.encoder.base import Vectors

if TYPE_CHECKING:
    from skillsearch.ledger.records import Item

__all__ = ["embed_items"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Ready:
    item: Item
    parsed: Parsed
    texts: tuple[str, ...]
    """The pieces, then the titles if there are any."""


def embed_items(shop: Workshop, items: Sequence[Item]) -> None:
    """Embed claimed items together; one that cannot be embedded does not hold up the others."""
    payloads = shop.ledger.parsed_payload(items)
    ready = [
        made
        for item, packed in zip(items, payloads, strict=True)
        if packed  # else the item has come to its end meanwhile
        for made in _unpacked(shop, item, packed)
    ]
    if not ready:
        return
    ends = np.cumsum([len(each.texts) for each in ready])[:-1]
    vectors: Sequence[Vectors | None]
    try:
        with shop.watch.timed("encode"):
            encoded = shop.encode([text for each in ready for text in each.texts])
        vectors = np.split(encoded, ends)
    except Exception as error:
        if heals(error) or len(ready) == 1:
            for each in ready:
                put_off_or_fail(shop.ledger, each.item, error)
            return
        _log.warning("A batch cannot be encoded; its items are tried one by one.")
        vectors = [None] * len(ready)
    finished = []
    for each, rows in zip(ready, vectors, strict=True):
        with guarded(shop.ledger, each.item):
            made = shop.encode(each.texts) if rows is None else rows
            finished.append(_finish(shop, each, made))
    if not finished:
        return
    if shop.owns_store:
        write_documents(shop, finished)
        return
    spool = spool_batch(shop.spool, [done.point for done in finished])
    if not any(shop.ledger.embedded_all([done.item for done in finished], spool)):
        delete_batch(shop.spool, spool)  # it took too long: another has them all by now


def _unpacked(shop: Workshop, item: Item, packed: bytes) -> list[_Ready]:
    with guarded(shop.ledger, item):
        parsed = unpack(item.kind, packed)
        texts = tuple(piece.text for piece in parsed.document.pieces)
        if not texts:
            raise Quarantined("poor-text", "The document has no sentence that could be searched.")
        titles = titles_text(titles_of(parsed.document))
        return [_Ready(item, parsed, (*texts, titles) if titles else texts)]
    return []


def _finish(shop: Workshop, ready: _Ready, vectors: Vectors) -> Finished:
    document = ready.parsed.document
    count = len(document.pieces)
    with shop.watch.timed("extract"):
        mentions = shop.extractor.extract(
            masked(document.text, document.personal),
            document.pieces,
            vectors[:count],
            kind=ready.item.kind,
        )
    origin = Origin(
        tenant=ready.item.tenant,
        kind=ready.item.kind,
        external_id=ready.item.external_id,
        source=ready.item.source,
        sha256=ready.parsed.sha256,
        pipeline=shop.current(ready.item.kind),
    )
    point = document_point(
        document,
        origin,
        mentions,
        vectors[:count],
        vectors[count] if len(vectors) > count else None,
        shop.extractor.sparse(mentions),
    )
    return Finished(ready.item, origin, document, point)
