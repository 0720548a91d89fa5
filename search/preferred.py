"""The preferred labels' vectors of a generation in memory: what many parts are measured against.

One product measures all parts against all concepts, where the store would be asked once a part.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

import numpy as np

from search.open_index import LiveCollection, OpenIndex
from skillsearch.encoder.base import Vectors
from skillsearch.lexicon import Lexicon
from skillsearch.store.base import VectorStore
from skillsearch.store.scrolling import scroll_pages

__all__ = ["FORMAT", "preferred_vectors"]

FORMAT = 1
"""Raised whenever the file changes its meaning, so that an old one is made anew."""


def preferred_vectors(index: OpenIndex, collection: LiveCollection) -> Vectors:
    """Concept number → vector of its preferred label: float32, (concepts, dimension).

    Kept in the cache folder and mapped; read from the store at the first question of a generation.
    """
    return index.derived(
        collection, "preferred vectors", lambda: _load(index.store, collection, index.cache)
    )


def _load(store: VectorStore, collection: LiveCollection, cache: Path) -> Vectors:
    lexicon, uid = collection.lexicon, collection.metadata.get("uid")
    if not isinstance(uid, str):  # such a collection may yet change
        return _read(store, collection.name, lexicon)
    named = f"{FORMAT}\x1f{collection.name}\x1f{uid}"
    file = cache / "preferred" / f"{hashlib.sha256(named.encode()).hexdigest()[:24]}.npy"
    with suppress(OSError, EOFError, ValueError):
        kept: Vectors = np.load(file, mmap_mode="r", allow_pickle=False).view(np.ndarray)
        if kept.ndim == 2 and len(kept) == lexicon.concept_count:
            return kept
    vectors = _read(store, collection.name, lexicon)
    with suppress(OSError):  # a cache that cannot be written only costs time
        _keep(vectors, file)
    return vectors


def _read(store: VectorStore, name: str, lexicon: Lexicon) -> Vectors:
    vectors = np.zeros((lexicon.concept_count, 0), np.float32)
    for page in scroll_pages(store, name, page=2000, with_payload=False, with_vectors=("dense",)):
        for record in page:
            dense = np.asarray(record.vector["dense"], np.float32)
            if not vectors.shape[1]:
                vectors = np.zeros((lexicon.concept_count, len(dense)), np.float32)
            vectors[lexicon.concept_number[record.id]] = dense
    return vectors


def _keep(vectors: Vectors, file: Path) -> None:
    """Write aside, then rename: of two that do so at once one stays, and both are whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, building = tempfile.mkstemp(dir=file.parent, suffix=".npy")
    try:
        with os.fdopen(handle, "wb") as out:
            np.save(out, vectors, allow_pickle=False)
        Path(building).replace(file)
    except OSError:
        Path(building).unlink(missing_ok=True)
        raise
