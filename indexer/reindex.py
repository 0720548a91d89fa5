"""The same concepts under another model: a new generation beside the old, then the swap."""

from __future__ import annotations

import uuid
from dataclasses import asdict
from pathlib import Path

import numpy as np

from indexer.pipeline import BATCH_TEXTS, IndexReport, Silent, Watcher, take_over
from indexer.points import ALIASES, concept_schema
from skillsearch.encoder.base import Encoder
from skillsearch.errors import NothingIndexed
from skillsearch.records import stored_labels
from skillsearch.store.base import VectorStore
from skillsearch.store.generations import Generations
from skillsearch.store.models import PointStruct, Record
from skillsearch.store.scrolling import scroll_pages

__all__ = ["reindex"]

PAGE = BATCH_TEXTS // 8
"""Points read at a time; an ESCO concept has about eight labels."""


def reindex(
    store: VectorStore, encoder: Encoder, cache: Path, watcher: Watcher | None = None
) -> list[str]:
    """Encode everything that is live with ``encoder`` and go live with it.

    Collections that this encoder made already are left alone. Gives the new generations. Raises
    :class:`~skillsearch.errors.NothingIndexed` if there is nothing to encode.
    """
    watcher = watcher or Silent()
    finished: list[tuple[Generations, str]] = []
    found = False
    for alias in ALIASES.values():
        generations = Generations(store, alias)
        live = generations.live()
        if live is None:
            continue
        found = True
        if store.get_metadata(live).get("fingerprint") == asdict(encoder.fingerprint):
            continue
        finished.append((generations, _encode_again(generations, live, encoder, watcher)))
    if not found:
        raise NothingIndexed(
            f"Nothing is indexed at {store.description}, so there is nothing to encode again.",
            remedy="Run: skillsearch index taxonomy PATH.",
        )
    report = IndexReport()
    if finished:
        take_over(finished, cache, report, watcher)
    return report.generations


def _encode_again(generations: Generations, live: str, encoder: Encoder, watcher: Watcher) -> str:
    store = generations.store
    target = generations.start(
        concept_schema(encoder.fingerprint.dimension),
        {
            "fingerprint": asdict(encoder.fingerprint),
            "job": f"reindex {live}",
            "uid": str(uuid.uuid4()),
        },
        clone_from_live=False,
    )
    watcher.stage(f"encode {generations.alias}", store.count(live))
    for page in scroll_pages(store, live, page=PAGE, with_vectors=("bm25",)):
        done = {r.id for r in store.retrieve(target, [r.id for r in page], with_payload=False)}
        store.upsert(target, _points([r for r in page if r.id not in done], encoder))
        watcher.advance(len(page))
    return target


def _points(records: list[Record], encoder: Encoder) -> list[PointStruct]:
    labels = [stored_labels(record.payload) for record in records]
    vectors = encoder.encode([label for own in labels for label in own])
    rows = np.split(vectors, np.cumsum([len(own) for own in labels])[:-1])
    return [
        PointStruct(
            record.id,
            {"dense": own[0], "labels": own, "bm25": record.vector["bm25"]},
            record.payload,
        )
        for record, own in zip(records, rows, strict=True)
    ]
