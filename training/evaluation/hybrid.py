"""The scorer ``hybrid``: the ranking that the product itself answers with."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from search.concepts import search_concepts
from search.open_index import OpenIndex
from search.request import ConceptFilter, Page
from skillsearch.errors import QueryError
from training.evaluation.ranking import Ranks

__all__ = ["DEPTH", "hybrid_ranks"]

DEPTH = 100
"""How many answers are asked for; a right one below counts as not found, which moves an MRR by
less than .01 a query."""


def hybrid_ranks(
    index: OpenIndex, queries: Sequence[str], gold: Sequence[Collection[str]]
) -> list[Ranks]:
    """Ranks of the right skills, given by id, in the first ``DEPTH`` answers to each query."""
    return [_ranks(index, query, right) for query, right in zip(queries, gold, strict=True)]


def _ranks(index: OpenIndex, query: str, right: Collection[str]) -> Ranks:
    try:
        answer = search_concepts(index, "skills", query, ConceptFilter(), Page(DEPTH))
    except QueryError:  # a text without a word in it: the product refuses it
        return np.full(len(right), np.inf)
    rank = {hit.id: number for number, hit in enumerate(answer.results, 1)}
    return np.sort([rank.get(uri, np.inf) for uri in right])
