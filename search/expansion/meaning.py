"""Phrases that no label spells → the concepts that mean nearly the same."""

from __future__ import annotations

from collections.abc import Sequence

from search.expansion.answers import Meant, Term, TermKind
from search.expansion.naming import Side
from search.expansion.weighing import MEANING_SHARE, lengthy, spellings
from search.open_index import OpenIndex
from skillsearch.encoder.base import Vectors
from skillsearch.store.models import Prefetch, QueryRequest

__all__ = ["near_concepts"]

LEAST_COSINE = 0.8
"""Below it the nearest label of ESCO is easily something else: "container orchestration" is .67
from dock operations, "HR business partner" .74 from human resource management."""

POOL = 60
LIMIT = 3


def near_concepts(
    index: OpenIndex, side: Side, phrases: Sequence[str], vectors: Vectors, kind: TermKind
) -> list[tuple[list[Meant], list[Term]]]:
    """For each phrase the nearest concepts of one side and their labels as terms; often none.

    ``vectors`` is (len(phrases), d).
    """
    requests = [
        QueryRequest(
            vector[None, :], "labels", limit=LIMIT, score_threshold=LEAST_COSINE,
            prefetch=[Prefetch(vector, "dense", POOL, side.scoping.condition, exact=True)],
            with_payload=("id", "label", "taxonomy", "version", "language"),
        )
        for vector in vectors
    ]  # fmt: skip
    answers = index.store.query_batch_points(side.collection.name, requests)
    found: list[tuple[list[Meant], list[Term]]] = []
    for phrase, points in zip(phrases, answers, strict=True):
        near = [p for p in points if p.score >= LEAST_COSINE]
        meant = [
            Meant(*(p.payload[n] for n in ("id", "label", "taxonomy", "version", "language")))
            for p in near[:1]
        ]
        terms = [
            Term(
                text, kind, lengthy(MEANING_SHARE * min(p.score, 1.0), text),
                f"near in meaning to {phrase} ({p.score:.2f})",
                p.payload["id"], p.payload["taxonomy"],
            )
            for p in near
            for text in spellings(p.payload["label"])
        ]  # fmt: skip
        found.append((meant, terms))
    return found
