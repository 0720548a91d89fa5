"""A collection of candidates of any size: written in batches, said beforehand what it takes."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from benchmarks.matching.crowd import Crowd
from benchmarks.measuring import console
from indexer.display.progress import ProgressWatcher
from indexer.ingest.collections import ALIASES, document_schema
from skillsearch.console import progress_console
from skillsearch.encoder.base import Encoder
from skillsearch.store.base import VectorStore
from skillsearch.store.batching import vector_bytes
from skillsearch.store.compatibility import DOCUMENT_LAYOUT
from skillsearch.store.files import RESERVE_BYTES, allocated_bytes, require_space
from skillsearch.store.generations import Generations
from skillsearch.store.models import PointStruct

__all__ = ["Grown", "grow", "new_generation"]

BATCH = 300

STORED_PER_BYTE = 1.5
"""Disk that a byte of payload (JSON) and vectors takes: 1.2 measured, and what the log holds."""

TWICE = 2.0
"""Optimising writes a collection a second time before it drops the first."""


@dataclass(frozen=True, slots=True)
class Grown:
    """What it took to write so many candidates, and what they take since."""

    points: int
    writing_seconds: float
    optimising_seconds: float
    disk_bytes: int
    resident_bytes: int


def new_generation(store: VectorStore, encoder: Encoder, model: str) -> str:
    """An empty generation of candidates, live; the one before stays as it was."""
    generations = Generations(store, ALIASES["resume"])
    name = generations.start(
        document_schema("resume", encoder.fingerprint.dimension),
        {
            "fingerprint": asdict(encoder.fingerprint),
            "model": model,
            "job": "crowd",
            "layout": DOCUMENT_LAYOUT,
        },
        clone_from_live=False,
    )
    generations.finish(name)
    return name


def grow(store: VectorStore, name: str, crowd: Crowd, size: int, folder: Path) -> Grown:
    """Add candidates until there are ``size``, and optimise; ``folder`` holds the store's files.

    Raises :class:`~skillsearch.errors.StoreReadOnly` before the first is written if the disk has
    too little room for all.
    """
    start = store.count(name)
    _announce(crowd, size - start, folder / name)
    begun = time.perf_counter()
    with ProgressWatcher(progress_console()) as progress:
        progress.stage(f"{size:,} candidates", size - start)
        for points in _batches(crowd, start, size):
            store.upsert(name, points)
            progress.advance(len(points))
    written = time.perf_counter()
    store.optimize(name)
    done = time.perf_counter()
    return Grown(
        points=size,
        writing_seconds=written - begun,
        optimising_seconds=done - written,
        disk_bytes=allocated_bytes(folder / name),
        resident_bytes=psutil.Process().memory_info().rss,
    )


def _batches(crowd: Crowd, start: int, end: int) -> Iterator[list[PointStruct]]:
    for number in range(start, end, BATCH):
        yield crowd.points(number, min(BATCH, end - number))


def _announce(crowd: Crowd, count: int, folder: Path) -> None:
    sample = crowd.points(0, min(50, count))
    bytes_each = sum(_bytes(point) for point in sample) / max(len(sample), 1)
    stored = int(bytes_each * count * STORED_PER_BYTE)
    needed = int(stored * TWICE) + (allocated_bytes(folder) if folder.exists() else 0)
    console.print(
        f"{count:,} candidates of {bytes_each / 1024:,.0f} KiB will take about "
        f"{stored / 2**30:,.1f} GiB of disk, and {needed / 2**30:,.1f} GiB for a while."
    )
    require_space(folder.parent, needed + RESERVE_BYTES)


def _bytes(point: PointStruct) -> int:
    """Its payload and its vectors, the rows of a multivector in float16."""
    chunks = point.vector["chunks"]
    half = chunks.size * 2 if hasattr(chunks, "size") else 0
    payload = len(json.dumps(point.payload, ensure_ascii=False))
    return payload + vector_bytes(point) - half
