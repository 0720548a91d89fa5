"""Who is worth a closer look: four ways of finding, fused by rank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.matching.asked import Asked
from search.open_index import LiveCollection
from skillsearch import bm25
from skillsearch.extraction.weights import sparse_vector
from skillsearch.store.base import VectorStore
from skillsearch.store.models import Filter, HasIdCondition, QueryRequest

__all__ = ["closest_sentences", "find_pool", "found_by_words", "mean_closeness"]

RRF_K = 20
"""Reciprocal rank fusion: a hit at rank r of a way adds weight / (k + r). Cormack et al. 2009 use
60 for lists of a thousand; the lists here are short."""

WAYS = {"dense": 1.0, "title": 1.0, "skills": 1.0, "bm25": 0.5}
"""What each way of finding counts."""

MOST_WORDS_FOUND = 1_000
"""Documents looked at for the very words of a strict requirement, best by BM25."""


def find_pool(
    store: VectorStore, collection: LiveCollection, asked: Asked, condition: Filter, size: int
) -> list[str]:
    """The ids of up to ``size`` documents, the best fused first; equals in order of id.

    Where nothing is asked that could be near to anything, those that pass in order of id.
    """
    requests = _requests(asked, condition, size)
    if not requests:
        page, _ = store.scroll(collection.name, filter=condition, limit=size, with_payload=False)
        return [record.id for record in page]
    fused: defaultdict[str, float] = defaultdict(float)
    answers = store.query_batch_points(collection.name, [r for _, r in requests])
    for (way, _), points in zip(requests, answers, strict=True):
        for rank, point in enumerate(points):
            fused[point.id] += WAYS[way] / (RRF_K + rank)
    return sorted(fused, key=lambda point: (-fused[point], point))[:size]


def closest_sentences(
    store: VectorStore,
    collection: LiveCollection,
    vectors: NDArray[np.float32],
    points: Sequence[str],
) -> NDArray[np.float32]:
    """The cosine of each vector (r, d) to the nearest sentence of each document, (r, n)."""
    place = {point: n for n, point in enumerate(points)}
    among = Filter(must=[HasIdCondition(list(points))])
    nearest = np.zeros((len(vectors), len(points)), np.float32)
    if not len(vectors) or not points:
        return nearest
    requests = [
        QueryRequest(
            row[None, :], "chunks", limit=len(points), filter=among, exact=True, with_payload=False
        )
        for row in vectors
    ]
    for row, hits in enumerate(store.query_batch_points(collection.name, requests)):
        for hit in hits:
            nearest[row, place[hit.id]] = hit.score
    return nearest


def mean_closeness(
    store: VectorStore,
    collection: LiveCollection,
    vectors: NDArray[np.float32],
    points: Sequence[str],
) -> NDArray[np.float32]:
    """The mean over the vectors (s, d) of :func:`closest_sentences`, (n,): one MaxSim query."""
    place = {point: n for n, point in enumerate(points)}
    mean = np.zeros(len(points), np.float32)
    if not len(vectors) or not points:
        return mean
    among = Filter(must=[HasIdCondition(list(points))])
    request = QueryRequest(
        vectors, "chunks", limit=len(points), filter=among, exact=True, with_payload=False
    )
    for hit in store.query_points(collection.name, request):
        mean[place[hit.id]] = hit.score / len(vectors)
    return mean


def found_by_words(
    store: VectorStore, collection: LiveCollection, stems: Sequence[str], condition: Filter
) -> list[str]:
    """Documents that share words with a phrase, the best by BM25 first, at most a thousand."""
    if not stems:
        return []
    query = bm25.query_vector(stems)
    request = QueryRequest(
        query, "bm25", limit=MOST_WORDS_FOUND, filter=condition, with_payload=False
    )
    return [hit.id for hit in store.query_points(collection.name, request)]


def _requests(asked: Asked, condition: Filter, size: int) -> list[tuple[str, QueryRequest]]:
    made: list[tuple[str, QueryRequest]] = []
    for way, vector in (("dense", asked.dense), ("title", asked.title)):
        if vector is not None:
            made.append((way, QueryRequest(
                vector, way, limit=size, filter=condition, with_payload=False
            )))  # fmt: skip
    skills = sparse_vector(asked.skills())
    if len(skills.indices):
        made.append(("skills", QueryRequest(
            skills, "skills", limit=size, filter=condition, with_payload=False
        )))  # fmt: skip
    if asked.words:
        made.append(("bm25", QueryRequest(
            bm25.query_vector(asked.words), "bm25", limit=size, filter=condition,
            with_payload=False,
        )))  # fmt: skip
    return made
