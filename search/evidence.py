"""Gathering evidence: every way of finding a concept is asked, then every finding is measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.open_index import LiveCollection
from search.reading import Reading, rarity
from search.scoping import Scoping
from search.scoring import Evidence, SentenceEvidence
from search.understanding import Question
from skillsearch import bm25
from skillsearch.lexicon import LabelMatch, Lexicon, match_labels
from skillsearch.store.base import VectorStore
from skillsearch.store.models import Filter, HasIdCondition, Prefetch, QueryRequest, SparseVector
from skillsearch.text import stems

__all__ = ["Clues", "clues_of", "gather"]

MAX_LITERAL = 2000


@dataclass(frozen=True)
class Clues:
    """What the letters of a question tell, before the store is asked.

    ``literal`` maps point ids to the label that is spelled; ``coverage`` has one share a concept;
    ``rarities`` has each word of the question with how much it tells, ``numbers`` those of its
    words in any inflection, ascending.
    """

    literal: Mapping[str, LabelMatch]
    coverage: NDArray[np.float32]
    rarities: Mapping[str, float]
    numbers: Sequence[int]


def clues_of(lexicon: Lexicon, question: Question, scoping: Scoping) -> Clues:
    """Look the question's words up in the labels."""
    literal = match_labels(lexicon, question.words, question.corrected, scoping.scope)
    by_point = {lexicon.point_id(c): m for c, m in _strongest(literal).items()}
    return Clues(by_point, *_coverage(lexicon, question))


def gather(
    store: VectorStore,
    collection: LiveCollection,
    question: Question,
    clues: Clues,
    vectors: NDArray[np.float32],
    scoping: Scoping,
    pool: int,
    reading: Reading | None = None,
) -> dict[str, Evidence]:
    """Point id → evidence, for every concept found by letters, by words or by meaning.

    ``vectors`` are the question's texts, shape (n, d); ``pool`` is how many concepts are taken
    from each way of finding; ``reading`` is that of a question with parts. Each candidate is
    measured in every way, whichever way found it.
    """
    lexicon = collection.lexicon
    literal = clues.literal
    named = dict.fromkeys(literal)
    if reading is not None:
        nearby = reading.nearest(scoping.scope, lexicon, pool)
        named.update(dict.fromkeys(map(lexicon.point_id, nearby)))
    requests = _requests(question, vectors, list(named), scoping, pool)
    nearest: dict[str, float] = {}
    preferred: dict[str, float] = {}
    for request, points in zip(
        requests, store.query_batch_points(collection.name, requests), strict=True
    ):
        scores = nearest if request.using == "labels" else preferred
        for point in points:
            scores[point.id] = max(point.score, scores.get(point.id, -1.0))
    return {
        point: Evidence(
            preferred=preferred.get(point, cosine),
            nearest=cosine,
            coverage=float(clues.coverage[lexicon.concept_number[point]]),
            literal=literal.get(point),
            role=int(lexicon.row_role[literal[point].row]) if point in literal else 0,
            sentence=_in_sentence(lexicon, point, question, clues, reading),
        )
        for point, cosine in nearest.items()
    }


def _in_sentence(
    lexicon: Lexicon, point: str, question: Question, clues: Clues, reading: Reading | None
) -> SentenceEvidence | None:
    if reading is None:
        return None
    concept = lexicon.concept_number[point]
    spelled = clues.literal.get(point)
    start, end = spelled.span if spelled else (0, 0)
    return SentenceEvidence(
        part=float(reading.part[concept]),
        held=float(reading.held[concept]),
        held_preferred=float(reading.held_preferred[concept]),
        rarity=sum(clues.rarities.get(word, 0.0) for word in question.corrected[start:end]),
    )


def _requests(
    question: Question,
    vectors: NDArray[np.float32],
    spelled: Sequence[str],
    scoping: Scoping,
    pool: int,
) -> list[QueryRequest]:
    """For each text: MaxSim over the union of what was found, and the preferred label's cosine."""
    condition = scoping.condition
    found = [Prefetch(vector, "dense", pool, condition, exact=True) for vector in vectors]
    sparse = _sparse(question, scoping)
    if len(sparse.indices):
        found.append(Prefetch(sparse, "bm25", pool, condition))
    if spelled:
        ids = Filter(must=[HasIdCondition(list(spelled)), *([condition] if condition else [])])
        found.append(Prefetch(vectors[0], "dense", len(spelled), ids, exact=True))
    most = pool * len(found) + len(spelled)
    asked = [
        (query, using) for v in vectors for query, using in ((v[None, :], "labels"), (v, "dense"))
    ]
    return [
        QueryRequest(query, using, limit=most, prefetch=found, with_payload=False)
        for query, using in asked
    ]


def _sparse(question: Question, scoping: Scoping) -> SparseVector:
    terms: list[str] = []
    for language in sorted({key.language for key in scoping.keys}):
        terms += stems([*question.words, *question.corrected], language)
    return bm25.query_vector(terms)


def _strongest(literal: dict[int, LabelMatch]) -> dict[int, LabelMatch]:
    if len(literal) <= MAX_LITERAL:
        return literal
    kept = sorted(literal.items(), key=lambda item: (-item[1].similarity, item[0]))[:MAX_LITERAL]
    return dict(kept)


def _coverage(
    lexicon: Lexicon, question: Question
) -> tuple[NDArray[np.float32], dict[str, float], list[int]]:
    """Concept number → share of the query's words that its labels hold; the rest of the clues.

    Words weigh by their rarities.
    """
    held = np.zeros(lexicon.concept_count, np.float32)
    rarities: dict[str, float] = {}
    numbers: set[int] = set()
    for word in dict.fromkeys(question.corrected):
        relatives = lexicon.relatives(word)
        numbers.update(relatives)
        rows = [lexicon.rows_of_word(number) for number in relatives]
        empty = np.empty(0, np.int32)
        holding = np.unique(lexicon.row_concept[np.concatenate(rows)]) if rows else empty
        rarities[word] = float(rarity(lexicon, len(holding)))
        held[holding] += np.float32(rarities[word])
    total = sum(rarities.values())
    return (held / np.float32(total) if total else held), rarities, sorted(numbers)
