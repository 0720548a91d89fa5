"""Pairs of a posting and a person, as the features that a search would compare them by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.matching.documents import IndexedDocument
from search.matching.features import FEATURES
from search.matching.matcher import Matcher
from search.matching.reading import need_of_document
from search.open_index import OpenIndex
from skillsearch.store.models import Record
from skillsearch.store.scrolling import scroll_pages

__all__ = ["Pairs", "candidate_records", "pairs_of"]


@dataclass(frozen=True, eq=False)
class Pairs:
    """n pairs: ids of both sides, ``features`` (n, f) in the order of
    :data:`~search.matching.features.FEATURES` with NaN where a side says nothing, and ``labels``
    (n,), 1 for a fit and 0 for none (or a share between them).
    """

    postings: NDArray[np.str_]
    candidates: NDArray[np.str_]
    features: NDArray[np.float64]
    labels: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.labels)

    @classmethod
    def joined(cls, parts: Sequence[Pairs]) -> Pairs:
        """All pairs in one; at least one part."""
        return cls(
            np.concatenate([pairs.postings for pairs in parts]),
            np.concatenate([pairs.candidates for pairs in parts]),
            np.concatenate([pairs.features for pairs in parts]),
            np.concatenate([pairs.labels for pairs in parts]),
        )

    def of(self, rows: NDArray[np.bool_] | NDArray[np.int64]) -> Pairs:
        """Some of the pairs."""
        return Pairs(
            self.postings[rows], self.candidates[rows], self.features[rows], self.labels[rows]
        )


def candidate_records(index: OpenIndex, tenant: str = "default") -> dict[str, Record]:
    """External id → every indexed candidate of a tenant with payload and vectors."""
    matcher = Matcher.open(index, "resume", tenant)
    pages = scroll_pages(index.store, matcher.documents.name, page=200, with_vectors=True)
    return {
        str(record.payload["external_id"]): record
        for page in pages
        for record in page
        if record.payload.get("tenant") == tenant
    }


def pairs_of(
    index: OpenIndex,
    groups: Sequence[tuple[Record, Sequence[tuple[Record, float]]]],
    tick: Callable[[], None] = lambda: None,
) -> Pairs:
    """The pairs of each posting with people and labels; ``tick`` is called after each posting.

    All records have payload and vectors; none needs to be indexed.
    """
    matcher = Matcher.of(index, "resume", "")
    names: list[tuple[str, str]] = []
    rows: list[list[float]] = []
    labels: list[float] = []
    for posting, people in groups:
        need = need_of_document(IndexedDocument(posting.id, posting.payload), "resume")
        asked = matcher.asked(need, posting)
        for person, label in people:
            found = matcher.score(asked, person).features
            values = (found.get(name) for name in FEATURES)
            rows.append([np.nan if value is None else value for value in values])
            names.append((posting.payload["external_id"], person.payload["external_id"]))
            labels.append(label)
        tick()
    sides = np.array(names, str).reshape(-1, 2)
    features = np.array(rows, np.float64).reshape(-1, len(FEATURES))
    return Pairs(sides[:, 0], sides[:, 1], features, np.array(labels, np.float64))
