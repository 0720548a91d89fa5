"""Ties by id, whatever order an engine cuts them in."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from skillsearch.store.models import QueryRequest, Record, ScoredPoint
from skillsearch.store.ranking import SPARE, rank, ranked_counts

QUERY = np.ones(2, np.float32)


@given(
    scores=st.lists(st.sampled_from([0.25, 0.5, 1.0]), max_size=120),
    limit=st.integers(0, 30),
    offset=st.integers(0, 30),
    seed=st.integers(0, 99),
)
def test_hits_are_those_of_a_full_sort(
    scores: list[float], limit: int, offset: int, seed: int
) -> None:
    points = [ScoredPoint(f"{i:04d}", score, {"i": i}) for i, score in enumerate(scores)]
    rounds: list[int] = []

    def run(requests: Sequence[QueryRequest]) -> list[list[ScoredPoint]]:
        rounds.append(len(requests))
        shuffled = random.Random(seed).sample(points, len(points))
        shuffled.sort(key=lambda hit: -hit.score)  # best first, ties in any order
        return [
            [ScoredPoint(h.id, h.score, h.payload if r.with_payload else {}) for h in shuffled][
                r.offset : r.offset + r.limit
            ]
            for r in requests
        ]

    def retrieve(ids: Sequence[str], request: QueryRequest) -> list[Record]:
        return [Record(found, {"i": int(found)}, {}) for found in reversed(ids)]

    requests = [QueryRequest(QUERY, "dense", limit, offset), QueryRequest(QUERY, "dense", 1)]
    answers = rank(requests, run=run, retrieve=retrieve)
    in_order = sorted(points, key=lambda hit: (-hit.score, hit.id))
    assert answers == [in_order[offset : offset + limit], in_order[:1]]
    if len(points) < SPARE:
        assert len(rounds) == 1


def test_counts_are_ranked_and_zeros_left_out() -> None:
    counts = [("sql", 2), ("rust", 0), ("c", 5), ("python", 2)]
    assert list(ranked_counts(counts).items()) == [("c", 5), ("python", 2), ("sql", 2)]
