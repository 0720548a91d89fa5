"""Indexed postings whose title is near, and the titles above them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.matching.documents import document_collection
from search.open_index import LiveCollection, OpenIndex
from search.titles.answers import SimilarJob, SimilarTitle
from search.titles.folding import Folded, fold_key
from search.titles.normalising import normalise_title
from search.titles.occupations import NEAR_TITLE
from skillsearch.encoder.base import Vectors
from skillsearch.errors import IndexMismatch, NothingIndexed
from skillsearch.store.models import (
    FieldCondition,
    Filter,
    MatchValue,
    QueryRequest,
    ScoredPoint,
)

__all__ = ["TitledPostings", "jobs_of", "titles_above"]

BATCH = 64
"""Titles asked for in one round trip."""


class TitledPostings:
    """The postings of a tenant, by their titles."""

    def __init__(self, index: OpenIndex, collection: LiveCollection, tenant: str) -> None:
        self._index = index
        self._collection = collection
        self._mine = Filter(must=[FieldCondition("tenant", MatchValue(tenant))])

    @classmethod
    def open(cls, index: OpenIndex, tenant: str) -> tuple[TitledPostings | None, str]:
        """The postings, or None and the sentence that says why there are none."""
        try:
            collection = document_collection(index, "posting")
            index.encoder_for(collection)
        except (NothingIndexed, IndexMismatch) as error:
            return None, f"Postings are left out. {error}"
        return cls(index, collection, tenant), ""

    def near(self, titles: Vectors, limit: int) -> list[list[ScoredPoint]]:
        """For each of the unit vectors ``titles`` the postings whose title is similar."""
        requests = [
            QueryRequest(
                title,
                using="title",
                limit=limit,
                filter=self._mine,
                score_threshold=NEAR_TITLE,
                with_payload=("external_id", "titles", "location"),
                with_vectors=("title",),
            )
            for title in titles
        ]
        found: list[list[ScoredPoint]] = []
        for start in range(0, len(requests), BATCH):
            found += self._index.store.query_batch_points(
                self._collection.name, requests[start : start + BATCH]
            )
        return found


def jobs_of(found: Sequence[ScoredPoint], limit: int) -> tuple[SimilarJob, ...]:
    """The nearest postings, as they are told."""
    return tuple(
        SimilarJob(
            id=point.id,
            external_id=point.payload.get("external_id", ""),
            title=_title(point),
            location=point.payload.get("location") or "",
            score=_shown(point.score),
        )
        for point in found[:limit]
    )


def titles_above(found: Sequence[ScoredPoint], folded: Folded, limit: int) -> list[SimilarTitle]:
    """The distinct titles of postings in plain words, with how many of them have each."""
    counts: dict[str, int] = {}
    first: dict[str, tuple[str, ScoredPoint]] = {}
    for point in found:
        jobs = normalise_title(_title(point)).titles
        text = jobs[0].text if len(jobs) == 1 else _title(point)
        key = fold_key(text)
        counts[key] = counts.get(key, 0) + 1
        first.setdefault(key, (text, point))
    made: list[SimilarTitle] = []
    for key, (text, point) in first.items():
        if len(made) == limit:
            break
        if folded.takes(text, np.asarray(point.vector["title"], np.float32)):
            made.append(SimilarTitle(text, _shown(point.score), "postings", count=counts[key]))
    return made


def _title(point: ScoredPoint) -> str:
    titles = point.payload.get("titles") or [""]
    return str(titles[0])


def _shown(cosine: float) -> float:
    return round(min(max(cosine, 0.0), 1.0), 4)
