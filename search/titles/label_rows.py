"""The vectors of all labels of the indexed occupations in memory: what titles are measured against.

One product measures a batch of titles against all labels, where the store would be asked once each.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.open_index import LiveCollection, OpenIndex
from skillsearch.encoder.base import Vectors
from skillsearch.lexicon import Lexicon
from skillsearch.store.base import VectorStore
from skillsearch.store.scrolling import scroll_pages

__all__ = ["FORMAT", "LabelRows", "label_rows"]

FORMAT = 1
"""Raised whenever the file changes its meaning, so that an old one is made anew."""


@dataclass(frozen=True, eq=False)
class LabelRows:
    """Labels in the order of their concepts' numbers, the preferred one of each first.

    ``vectors`` is float32 (rows, d), ``starts`` the first row of each concept (concepts,).
    """

    lexicon: Lexicon
    vectors: Vectors
    starts: NDArray[np.int64]

    @cached_property
    def concept(self) -> NDArray[np.int64]:
        """Row → concept number."""
        sizes = np.diff(self.starts, append=len(self.vectors))
        return np.repeat(np.arange(len(self.starts)), sizes)

    @cached_property
    def lexicon_row(self) -> NDArray[np.int64]:
        """Row → row of the lexicon; -1 for a label without a word or spelled like another one."""
        found = np.full(len(self.vectors), -1, np.int64)
        rows = self.starts[self.lexicon.row_concept] + self.lexicon.row_number
        found[rows[::-1]] = np.arange(len(rows))[::-1]
        return found

    @cached_property
    def is_shown(self) -> NDArray[np.bool_]:
        """Row → whether it is a title to show: hidden labels are misspellings."""
        shown: NDArray[np.bool_] = self.lexicon_row >= 0
        shown[shown] = self.lexicon.row_role[self.lexicon_row[shown]] < 2
        return shown

    def text(self, row: int) -> str:
        """The label of a row, "" of one that the lexicon does not have."""
        at = int(self.lexicon_row[row])
        return self.lexicon.surface[at] if at >= 0 else ""


def label_rows(index: OpenIndex, collection: LiveCollection) -> LabelRows:
    """The labels of a generation, kept in the cache folder and mapped from there."""
    return index.derived(
        collection, "label rows", lambda: _load(index.store, collection, index.cache)
    )


def _load(store: VectorStore, collection: LiveCollection, cache: Path) -> LabelRows:
    lexicon, uid = collection.lexicon, collection.metadata.get("uid")
    if not isinstance(uid, str):  # such a collection may yet change
        return _read(store, collection.name, lexicon)
    named = f"{FORMAT}\x1f{collection.name}\x1f{uid}"
    stem = hashlib.sha256(named.encode()).hexdigest()[:24]
    files = [cache / "labels" / f"{stem}.{part}.npy" for part in ("starts", "vectors")]
    with suppress(OSError, EOFError, ValueError):
        starts, vectors = (np.load(file, mmap_mode="r", allow_pickle=False) for file in files)
        if vectors.ndim == 2 and len(starts) == lexicon.concept_count:
            return LabelRows(lexicon, vectors.view(np.ndarray), np.asarray(starts))
    rows = _read(store, collection.name, lexicon)
    with suppress(OSError):  # a cache that cannot be written only costs time
        _keep(rows.starts, files[0])
        _keep(rows.vectors, files[1])
    return rows


def _read(store: VectorStore, name: str, lexicon: Lexicon) -> LabelRows:
    found: list[Vectors] = [np.zeros((0, 0), np.float32)] * lexicon.concept_count
    for page in scroll_pages(store, name, page=1000, with_payload=False, with_vectors=("labels",)):
        for record in page:
            vectors = np.asarray(record.vector["labels"], np.float32)
            found[lexicon.concept_number[record.id]] = vectors
    sizes = np.array([len(vectors) for vectors in found], np.int64)
    starts: NDArray[np.int64] = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
    return LabelRows(lexicon, np.concatenate([v for v in found if len(v)]), starts)


def _keep(array: NDArray[Any], file: Path) -> None:
    """Write aside, then rename: of two that do so at once one stays, and both are whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, building = tempfile.mkstemp(dir=file.parent, suffix=".npy")
    try:
        with os.fdopen(handle, "wb") as out:
            np.save(out, array, allow_pickle=False)
        Path(building).replace(file)
    except OSError:
        Path(building).unlink(missing_ok=True)
        raise
