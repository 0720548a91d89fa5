"""The concepts of one indexed taxonomy as entries, with the vectors of their texts."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from search.duplicates.entries import Entry, EntryVectors, encode_entries
from search.duplicates.pairs import Watcher
from search.open_index import LiveCollection, OpenIndex
from search.request import ConceptFilter
from search.scoping import scope_of
from skillsearch.encoder.base import Vectors
from skillsearch.errors import QueryError
from skillsearch.records import TaxonomyKey
from skillsearch.store.conditions import of_taxonomy
from skillsearch.store.models import Record
from skillsearch.store.scrolling import scroll_pages

__all__ = ["IndexedList", "chosen_key", "indexed_list"]

_FIELDS = (
    *("id", "label", "alt_labels", "hidden_labels", "description", "code", "paths", "sectors"),
    *("levels", "relations", "broader"),
)


@dataclass(frozen=True)
class IndexedList:
    """One taxonomy of one collection, as it is compared."""

    collection: LiveCollection
    key: TaxonomyKey
    entries: tuple[Entry, ...]
    vectors: EntryVectors


def chosen_key(collection: LiveCollection, wanted: ConceptFilter) -> TaxonomyKey:
    """The one taxonomy that a filter leaves; raises :class:`QueryError` where it is not one."""
    keys = scope_of(collection.lexicon, wanted).keys
    if len(keys) != 1:
        listed = ", ".join(str(key) for key in keys) or "none"
        raise QueryError(
            f"Duplicates are looked for in one taxonomy, and this asks for {len(keys)}: {listed}.",
            remedy="Choose one: --taxonomy, and --version or --language where there are several.",
        )
    return keys[0]


def indexed_list(
    index: OpenIndex,
    collection: LiveCollection,
    key: TaxonomyKey,
    *,
    watcher: Watcher | None = None,
) -> IndexedList:
    """The concepts of a taxonomy; the vectors of their labels are those of the index.

    Descriptions and details are encoded at the first time and kept in the cache for this
    generation. Raises :class:`~skillsearch.errors.IndexMismatch` for another encoder's index.
    """
    encoder = index.encoder_for(collection)
    pages = scroll_pages(
        index.store,
        collection.name,
        filter=of_taxonomy(key),
        with_payload=_FIELDS,
        with_vectors=("dense",),
    )
    records = list(chain.from_iterable(pages))
    entries = tuple(_entry(record.payload) for record in records)
    labels = _labels(records, encoder.fingerprint.dimension)
    kept = _cache_file(index, collection, key)
    vectors = _load(kept, labels)
    if vectors is None:
        if watcher is not None:
            texts = sum(bool(e.description) + bool(e.details) for e in entries)
            watcher.stage("encode descriptions", texts)
        advance = watcher.advance if watcher is not None else None
        vectors = encode_entries(encoder, entries, labels=labels, progress=advance)
        _save(kept, vectors)
    return IndexedList(collection, key, entries, vectors)


def _entry(payload: dict[str, Any]) -> Entry:
    others = (*payload["alt_labels"], *payload["hidden_labels"])
    above = {path[-1]["label"] or path[-1]["id"] for path in payload["paths"] if path}
    described = (level["description"] for level in payload["levels"])
    counted = ("levels", "relations", "sectors")
    return Entry(
        id=payload["id"],
        label=payload["label"],
        description=payload["description"],
        details=tuple(dict.fromkeys(text for text in described if text)),
        other_labels=others,
        sectors=frozenset(payload["sectors"]),
        groups=frozenset(above),
        broader=frozenset(payload["broader"]),
        code=payload["code"],
        weight=len(others) + sum(len(payload[name]) for name in counted),
    )


def _labels(records: list[Record], dimension: int) -> Vectors:
    rows: Vectors = np.empty((len(records), dimension), np.float32)
    for number, record in enumerate(records):
        vector = record.vector["dense"]
        assert isinstance(vector, np.ndarray)
        rows[number] = vector
    return rows


def _cache_file(index: OpenIndex, collection: LiveCollection, key: TaxonomyKey) -> Path | None:
    uid = collection.metadata.get("uid")
    if not isinstance(uid, str):
        return None
    name = "\x1f".join((collection.name, uid, collection.fingerprint, str(key)))
    digest = hashlib.sha256(name.encode()).hexdigest()[:24]
    return index.cache / "duplicates" / f"{digest}.npz"


def _load(path: Path | None, labels: Vectors) -> EntryVectors | None:
    if path is None:
        return None
    try:
        with np.load(path) as kept:
            description, detail = kept["description"], kept["detail"]
    except (OSError, EOFError, ValueError, KeyError, BadZipFile):
        return None  # not there, or damaged: it is made again
    if description.shape != labels.shape or detail.shape != labels.shape:
        return None
    return EntryVectors(labels, description, detail)


def _save(path: Path | None, vectors: EntryVectors) -> None:
    if path is None:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as made:
            np.savez(made, description=vectors.description, detail=vectors.detail)
        Path(made.name).replace(path)
    except OSError:
        return  # a cache that cannot be written only costs the next run its time
