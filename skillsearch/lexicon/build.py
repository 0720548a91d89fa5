"""From the points of a collection to its lexicon, once a generation."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from skillsearch.lexicon.lexicon import FORMAT, Lexicon, Strings
from skillsearch.records import TaxonomyKey
from skillsearch.store.base import VectorStore
from skillsearch.store.models import Record
from skillsearch.store.scrolling import scroll_pages
from skillsearch.text import core_label, stems, words

__all__ = ["build_lexicon", "load_lexicon"]

_FIELDS = ("id", "taxonomy", "version", "language", "kind", "label", "alt_labels", "hidden_labels")


@dataclass(frozen=True, slots=True)
class _Row:
    stem: str
    form: str
    surface: str
    concept: int
    role: int
    number: int


def load_lexicon(store: VectorStore, collection: str, cache: Path) -> Lexicon:
    """The lexicon of a collection: mapped from ``cache`` or built there first.

    A generation never changes once it is live, so its lexicon is built once; a collection without
    a ``uid`` in its metadata is never cached.
    """
    uid = store.get_metadata(collection).get("uid")
    if not isinstance(uid, str):
        return build_lexicon(_scroll(store, collection))
    name = hashlib.sha256(f"{FORMAT}\x1f{collection}\x1f{uid}".encode()).hexdigest()[:24]
    folder = cache / "lexicon" / name
    try:
        return Lexicon.open(folder)
    except (OSError, EOFError, ValueError, KeyError, TypeError):
        lexicon = build_lexicon(_scroll(store, collection))
    try:
        _save(lexicon, folder)
    except OSError:
        return lexicon  # a cache that cannot be written only costs the next start its time
    return Lexicon.open(folder)


def build_lexicon(records: Iterable[Record]) -> Lexicon:
    """Sort the labels of all records into the arrays of a lexicon."""
    keys: dict[TaxonomyKey, int] = {}
    kinds: dict[str, int] = {}
    ids: list[bytes] = []
    refs: list[str] = []
    scope: list[int] = []
    kind: list[int] = []
    rows: list[_Row] = []
    for record in records:
        payload = record.payload
        key = TaxonomyKey(payload["taxonomy"], payload["version"], payload["language"])
        scope.append(keys.setdefault(key, len(keys)))
        kind.append(kinds.setdefault(payload["kind"], len(kinds)))
        rows += _rows_of(record, len(ids))
        ids.append(record.id.encode("ascii"))
        refs.append(payload["id"])
    rows.sort(key=lambda r: (r.stem.encode("utf-8", "surrogatepass"), r.role, r.concept))
    forms = [r.form.encode("utf-8", "surrogatepass") for r in rows]
    order = np.array(sorted(range(len(rows)), key=forms.__getitem__), np.int32)

    rows_of: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for word in dict.fromkeys(row.form.split(" ")):
            rows_of.setdefault(word, []).append(number)
    vocabulary = sorted(rows_of, key=lambda w: w.encode("utf-8", "surrogatepass"))
    concept_of_row = np.array([r.concept for r in rows], np.int32)
    return Lexicon(
        keys=tuple(keys),
        kinds=tuple(kinds),
        concept_id=np.array(ids, "S36"),
        concept_ref=Strings.of(refs),
        concept_scope=np.array(scope, np.int16),
        concept_kind=np.array(kind, np.int16),
        row_concept=concept_of_row,
        row_role=np.array([r.role for r in rows], np.int8),
        row_number=np.array([r.number for r in rows], np.int16),
        surface=Strings.of(r.surface for r in rows),
        form=Strings.of(r.form for r in rows),
        stem=Strings.of(r.stem for r in rows),
        form_order=order,
        word=Strings.of(vocabulary),
        word_frequency=np.array(
            [len(np.unique(concept_of_row[rows_of[w]])) for w in vocabulary], np.int32
        ),
        word_row_ends=np.cumsum([len(rows_of[w]) for w in vocabulary], dtype=np.int64),
        word_rows=np.array([n for w in vocabulary for n in rows_of[w]], np.int32),
    )


def _rows_of(record: Record, concept: int) -> Iterator[_Row]:
    payload = record.payload
    labels = [(payload["label"], 0)]
    labels += [(label, 1) for label in payload.get("alt_labels", ())]
    labels += [(label, 2) for label in payload.get("hidden_labels", ())]
    seen: set[str] = set()
    for number, (label, role) in enumerate(labels):
        for variant in (label, core_label(label)):
            label_words = words(variant)
            form = " ".join(label_words)
            if not form or form in seen:
                continue
            seen.add(form)
            stem = " ".join(stems(label_words, payload["language"]))
            yield _Row(stem, form, label, concept, role, number)


def _scroll(store: VectorStore, collection: str) -> Iterator[Record]:
    for page in scroll_pages(store, collection, page=2000, with_payload=_FIELDS):
        yield from page


def _save(lexicon: Lexicon, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f"{folder.name}."))
    try:
        lexicon.save(building)
        shutil.rmtree(folder, ignore_errors=True)
        building.replace(folder)
    except OSError:
        shutil.rmtree(building, ignore_errors=True)
        raise
