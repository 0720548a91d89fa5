"""The same concepts and documents under another model: new generations beside the live ones.

:func:`rebuild` makes them and leaves them aside, so that they can be asked before :func:`swap`
makes them live. Until then a killed run, or one that is not to swap, costs nothing but its time:
the same command resumes what it left, and any other change of the index deletes it.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from indexer.layouts import LAYOUTS, Layout
from indexer.pipeline import BATCH_TEXTS, IndexReport, Silent, Watcher, take_over
from skillsearch.encoder.base import Encoder
from skillsearch.errors import NothingIndexed
from skillsearch.store.base import VectorStore
from skillsearch.store.generations import Generations
from skillsearch.store.models import PointStruct, Record
from skillsearch.store.scrolling import scroll_pages

__all__ = ["Rebuilt", "Stale", "rebuild", "stale", "swap"]

PAGE = BATCH_TEXTS // 8
"""Points read at a time; an ESCO concept has about eight labels."""


@dataclass(frozen=True)
class Stale:
    """A live generation that another encoder made."""

    generations: Generations
    name: str
    metadata: dict[str, object]


@dataclass(frozen=True)
class Rebuilt:
    """``name`` is complete, and not live; ``former`` is live and has the same concepts."""

    generations: Generations
    former: str
    name: str


def stale(store: VectorStore, encoder: Encoder) -> list[Stale]:
    """The live generations that ``encoder`` did not make.

    Raises :class:`~skillsearch.errors.NothingIndexed` if there is nothing to encode.
    """
    found = [
        Stale(generations, live, store.get_metadata(live))
        for generations in (Generations(store, alias) for alias in LAYOUTS)
        if (live := generations.live()) is not None
    ]
    if not found:
        raise NothingIndexed(
            f"Nothing is indexed at {store.description}, so there is nothing to encode again.",
            remedy="Run: skillsearch index taxonomy PATH.",
        )
    made_here = asdict(encoder.fingerprint)
    return [each for each in found if each.metadata.get("fingerprint") != made_here]


def rebuild(
    live: Sequence[Stale], encoder: Encoder, model: str, watcher: Watcher | None = None
) -> list[Rebuilt]:
    """Encode live generations with ``encoder``, into new ones that answer like they will live.

    ``model`` is how the encoder is found again
    (:func:`~skillsearch.encoder.references.reference_of`). What an earlier call had encoded of the
    same generation is not encoded again.
    """
    watcher = watcher or Silent()
    made = [
        Rebuilt(each.generations, each.name, _encode_again(each, encoder, model, watcher))
        for each in live
    ]
    watcher.stage("optimise", len(made))
    for each in made:
        each.generations.store.optimize(each.name)
        watcher.advance(1)
    return made


def swap(made: Sequence[Rebuilt], cache: Path) -> list[str]:
    """Make the new generations live, all in one step; gives their names."""
    report = IndexReport()
    take_over([(each.generations, each.name) for each in made], cache, report, Silent())
    return report.generations


def _encode_again(live: Stale, encoder: Encoder, model: str, watcher: Watcher) -> str:
    generations, store = live.generations, live.generations.store
    layout = LAYOUTS[generations.alias]
    target = generations.start(
        layout.schema(encoder.fingerprint.dimension),
        {
            "fingerprint": asdict(encoder.fingerprint),
            "model": model,
            "job": f"reindex {live.name}",
            "uid": str(uuid.uuid4()),
            "inputs": live.metadata.get("inputs", {}),
            "layout": live.metadata.get("layout", 1),
        },
        clone_from_live=False,
    )
    watcher.stage(f"encode {generations.alias}", store.count(live.name))
    for page in scroll_pages(store, live.name, page=PAGE, with_vectors=layout.kept):
        done = {r.id for r in store.retrieve(target, [r.id for r in page], with_payload=False)}
        rest = [record for record in page if record.id not in done]
        if rest:
            store.upsert(target, _points(rest, encoder, layout))
        watcher.advance(len(page))
    return target


def _points(records: Sequence[Record], encoder: Encoder, layout: Layout) -> list[PointStruct]:
    texts = [layout.texts(record.payload) for record in records]
    vectors = encoder.encode([text for own in texts for text in own])
    rows = np.split(vectors, np.cumsum([len(own) for own in texts])[:-1])
    return [
        PointStruct(
            record.id,
            {
                **layout.vectors(record.payload, own),
                **{name: record.vector[name] for name in layout.kept},
            },
            record.payload,
        )
        for record, own in zip(records, rows, strict=True)
    ]
