"""One side of a crosswalk: the concepts of one indexed edition with the vectors of their labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.crosswalk.wording import content_words
from search.open_index import OpenIndex
from skillsearch.encoder.base import Vectors
from skillsearch.records import TaxonomyKey, stored_labels
from skillsearch.store.conditions import of_taxonomy
from skillsearch.store.scrolling import scroll_pages
from skillsearch.text import core_label, normal_form

__all__ = ["Catalogue", "Entry", "open_catalogue"]

_FIELDS = ("id", "label", "alt_labels", "hidden_labels", "description", "kind", "broader", "paths")


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept: what is compared of it. ``above`` are the ids of what stands right above it."""

    id: str
    label: str
    labels: tuple[str, ...]
    description: str
    kind: str
    above: frozenset[str]


@dataclass(frozen=True)
class Catalogue:
    """All concepts of one type, ordered by id.

    ``rows`` (float32, unit length, shape (all labels, d)) has a row for each label; the rows of
    entry i begin at ``starts[i]`` with its preferred label.
    """

    key: TaxonomyKey
    entries: tuple[Entry, ...]
    rows: Vectors
    starts: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.entries)

    @cached_property
    def ends(self) -> NDArray[np.intp]:
        """One past the last row of each entry."""
        return np.append(self.starts[1:], len(self.rows)).astype(np.intp)

    def rows_of(self, position: int) -> Vectors:
        """The label vectors of one entry, the preferred label's first."""
        rows: Vectors = self.rows[self.starts[position] : self.ends[position]]
        return rows

    @cached_property
    def preferred(self) -> Vectors:
        """The vectors of the preferred labels, shape (entries, d)."""
        vectors: Vectors = self.rows[self.starts]
        return vectors

    @cached_property
    def place(self) -> dict[str, int]:
        """Id → position."""
        return {entry.id: position for position, entry in enumerate(self.entries)}

    @cached_property
    def spelled(self) -> dict[str, list[int]]:
        """Normal form of any label → positions of the entries that have it."""
        found: dict[str, list[int]] = {}
        for position, entry in enumerate(self.entries):
            for form in {f for label in entry.labels for f in forms(label)}:
                found.setdefault(form, []).append(position)
        return found

    @cached_property
    def content(self) -> tuple[frozenset[str], ...]:
        """The words that carry the meaning of each preferred label."""
        return tuple(content_words(entry.label, self.key.language) for entry in self.entries)

    def taken(self, positions: Sequence[int]) -> Catalogue:
        """The same with some of the entries only, in the order given."""
        chosen = [np.arange(self.starts[p], self.ends[p]) for p in positions]
        lengths = np.array([len(rows) for rows in chosen], dtype=np.intp)
        rows = np.concatenate(chosen) if chosen else np.empty(0, dtype=np.intp)
        starts = np.concatenate(([0], np.cumsum(lengths)[:-1])) if len(lengths) else lengths
        entries = tuple(self.entries[p] for p in positions)
        return Catalogue(self.key, entries, self.rows[rows], starts.astype(np.intp))


def forms(label: str) -> set[str]:
    """How a label is looked up: whole, and without a qualifier in brackets."""
    return {form for text in (label, core_label(label)) if (form := normal_form(text))}


def open_catalogue(index: OpenIndex, alias: str, key: TaxonomyKey) -> Catalogue:
    """Read one edition's concepts of one type (``alias``) with the vectors of all labels."""
    name = index.collection(alias).name
    found: list[tuple[Entry, Vectors]] = []
    for page in scroll_pages(
        index.store,
        name,
        filter=of_taxonomy(key),
        page=2000,
        with_payload=_FIELDS,
        with_vectors=("labels",),
    ):
        for record in page:
            rows = record.vector["labels"]
            assert isinstance(rows, np.ndarray)
            payload = record.payload
            above = {*payload["broader"], *(path[-1]["id"] for path in payload["paths"] if path)}
            entry = Entry(
                payload["id"],
                payload["label"],
                stored_labels(payload),
                payload["description"],
                payload["kind"],
                frozenset(above),
            )
            found.append((entry, rows))
    found.sort(key=lambda pair: pair[0].id)
    lengths = [len(rows) for _, rows in found]
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1])) if lengths else np.empty(0)
    rows = np.concatenate([rows for _, rows in found]) if found else np.empty((0, 0), np.float32)
    return Catalogue(key, tuple(entry for entry, _ in found), rows, starts.astype(np.intp))
