"""What the vector store needs for each thing that matching asks of it, at one size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from rich.table import Table

from benchmarks.matching.timing import timed
from benchmarks.measuring import table
from skillsearch.encoder.base import Vectors
from skillsearch.store.base import VectorStore
from skillsearch.store.models import (
    FieldCondition,
    Filter,
    HasIdCondition,
    MatchValue,
    QueryRequest,
    Range,
    Record,
    SparseVector,
    Vector,
)

__all__ = ["Asking", "questions_of", "storage_table"]

WIDE = 200
"""Hits of each way of retrieval."""

READ = 100
"""Candidates that a re-rank reads."""

SHOWN = 20

SENTENCES = 30
"""Requirements that are looked for among the sentences of those read."""

LEAN = ("skills", "years", "seniority_rank", "education_rank", "as_of_day")


@dataclass(frozen=True, slots=True)
class Asking:
    """The vectors by which a real posting asks; ``few`` are 12 of its words."""

    dense: Vector
    title: Vector
    skills: SparseVector
    words: SparseVector
    few: SparseVector
    pieces: Vectors

    @classmethod
    def of(cls, record: Record) -> Asking:
        """From the point of a posting."""
        vector = record.vector
        words, skills, pieces = vector["bm25"], vector["skills"], vector["chunks"]
        assert isinstance(words, SparseVector)
        assert isinstance(skills, SparseVector)
        assert not isinstance(pieces, SparseVector)
        return cls(
            dense=vector["dense"],
            title=vector.get("title", vector["dense"]),
            skills=_ones(skills),
            words=_ones(words),
            few=_ones(SparseVector(words.indices[:12], words.values[:12])),
            pieces=pieces,
        )


def _ones(vector: SparseVector) -> SparseVector:
    return SparseVector(vector.indices, np.ones_like(vector.values))


Question = tuple[str, Callable[[int], object]]


def questions_of(store: VectorStore, name: str, asking: Sequence[Asking]) -> list[Question]:
    """Each kind of request that matching makes, by what it is called."""
    tenant = Filter(must=[FieldCondition("tenant", MatchValue("default"))])
    place = Filter(
        must=[
            FieldCondition("tenant", MatchValue("default")),
            FieldCondition("location_keys", MatchValue("singapore")),
        ]
    )
    seasoned = Filter(must=[*tenant.must, FieldCondition("years", range=Range(gte=5))])
    pools = [
        [hit.id for hit in store.query_points(name, _request(a.dense, "dense", READ))]
        for a in asking
    ]

    def of(i: int) -> Asking:
        return asking[i % len(asking)]

    def pool(i: int) -> list[str]:
        return pools[i % len(pools)]

    def near(i: int, condition: Filter | None = None) -> object:
        return store.query_points(name, _request(of(i).dense, "dense", WIDE, condition))

    def four(i: int, condition: Filter | None = None) -> object:
        a = of(i)
        ways = ((a.dense, "dense"), (a.title, "title"), (a.skills, "skills"), (a.few, "bm25"))
        return store.query_batch_points(
            name, [_request(vector, using, WIDE, condition) for vector, using in ways]
        )

    def read(
        i: int, fields: bool | Sequence[str], vectors: Sequence[str] = (), n: int = READ
    ) -> object:
        return store.retrieve(name, pool(i)[:n], with_payload=fields, with_vectors=vectors)

    def sentences(i: int) -> object:
        among = Filter(must=[HasIdCondition(pool(i))])
        pieces = of(i).pieces
        rows = [pieces[n % len(pieces)] for n in range(SENTENCES)]
        return store.query_batch_points(
            name, [_request(row[None, :], "chunks", READ, among) for row in rows]
        )

    def alone(vector: Callable[[int], Vector], using: str) -> Callable[[int], object]:
        return lambda i: store.query_points(name, _request(vector(i), using, WIDE))

    return [
        ("dense, 200", near),
        ("… of one tenant", lambda i: near(i, tenant)),
        ("… and one place (5 %)", lambda i: near(i, place)),
        ("titles, 200", alone(lambda i: of(i).title, "title")),
        ("skills, 200", alone(lambda i: of(i).skills, "skills")),
        ("words of a posting, 200", alone(lambda i: of(i).words, "bm25")),
        ("12 words, 200", alone(lambda i: of(i).few, "bm25")),
        ("four ways in a batch", four),
        ("… of one tenant", lambda i: four(i, tenant)),
        ("… and one place (5 %)", lambda i: four(i, place)),
        ("… and 5 years", lambda i: four(i, seasoned)),
        ("count, one tenant and place", lambda i: store.count(name, filter=place)),
        ("count, one tenant and 5 years", lambda i: store.count(name, filter=seasoned)),
        ("facet of places", lambda i: store.facet(name, "location_keys", filter=tenant)),
        ("facet of skills", lambda i: store.facet(name, "skills", filter=tenant)),
        ("read 100, one field", lambda i: read(i, ("years",))),
        ("read 100, five fields", lambda i: read(i, LEAN)),
        ("read 100, evidence", lambda i: read(i, ("evidence",))),
        ("read 100, dense", lambda i: read(i, False, ("dense",))),
        ("read 100, skills vector", lambda i: read(i, False, ("skills",))),
        ("read 100, chunks", lambda i: read(i, False, ("chunks",))),
        ("read 20, all payload", lambda i: read(i, True, (), SHOWN)),
        ("read 20, all payload and chunks", lambda i: read(i, True, ("chunks",), SHOWN)),
        ("30 sentences among 100", sentences),
    ]  # fmt: skip


def storage_table(questions: Sequence[Question], size: int, rounds: int) -> Table:
    """What each question takes, in milliseconds."""
    shown = table(f"The store with {size:,} candidates, ms", "request", "p50", "p95", "CPU")
    for title, ask in questions:
        shown.add_row(title, *timed(ask, rounds).cells())
    return shown


def _request(
    vector: Vector, using: str, limit: int, condition: Filter | None = None
) -> QueryRequest:
    return QueryRequest(vector, using, limit=limit, filter=condition, with_payload=False)
