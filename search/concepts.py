"""Skill and occupation search: literal and semantic evidence for each concept, one ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import NamedTuple

import numpy as np

from search.answers import Answer, Hit, Match
from search.evidence import clues_of, gather
from search.open_index import LiveCollection, OpenIndex
from search.reading import read_sentence
from search.request import MAX_LIMIT, MAX_OFFSET, ConceptFilter, Page, clean_query
from search.scoping import Scoping, scope_of, unmet
from search.scoring import score_of
from search.understanding import Question, understand
from skillsearch.encoder.base import Vectors
from skillsearch.lexicon import LabelMatch
from skillsearch.queries import AskedQuery
from skillsearch.records import LABEL_FIELDS, stored_labels
from skillsearch.store.models import Record, ScoredPoint

__all__ = ["HIT_FIELDS", "search_concepts", "to_hits"]

HIT_FIELDS = ("id", "taxonomy", "version", "language", "kind", "description", *LABEL_FIELDS)

TIERS = ((100, 150), (1_000, 1_500), (MAX_OFFSET + MAX_LIMIT, 2 * (MAX_OFFSET + MAX_LIMIT)))
"""(ranks, pool): the first 100 ranks come from the 150 nearest of each way of finding, and so on.

A page far down costs more, and pages never overlap or leave a concept out."""


class _Ranked(NamedTuple):
    point: str
    match: Match
    score: float
    literal: LabelMatch | None


def search_concepts(
    index: OpenIndex,
    alias: str,
    query: str,
    wanted: ConceptFilter,
    page: Page,
    *,
    is_recorded: bool = True,
) -> Answer:
    """The concepts that a query names, means or nearly spells, best first.

    ``alias`` is ``skills`` or ``occupations``. A query that nobody typed is not recorded. Raises
    :class:`~skillsearch.errors.QueryError` for a query that cannot be answered and
    :class:`~skillsearch.errors.NothingIndexed` for an empty index.
    """
    collection = index.collection(alias)
    scoping = scope_of(collection.lexicon, wanted)
    text = clean_query(query)
    question = understand(text, collection.lexicon, scoping, index)
    encoder = index.encoder_for(collection)
    encoded = encoder.encode([*question.texts, *question.parts])
    ranking = _ranking(index, collection, question, encoded, scoping, page)
    wanted_page = ranking[page.offset :]
    rows = {
        ranked.point: int(collection.lexicon.row_number[ranked.literal.row])
        for ranked in wanted_page
        if ranked.literal is not None
    }
    records = _records(index, collection, [ranked.point for ranked in wanted_page], rows)
    hits = [
        _hit(
            records[r.point],
            r.match,
            r.score,
            _label_row(records[r.point], rows.get(r.point), encoded),
        )
        for r in wanted_page
        if r.point in records
    ]
    warnings = list(question.warnings)
    if not ranking:
        warnings += unmet(index.store, collection, wanted)
    if is_recorded:
        index.answered(AskedQuery.of(alias, text, asdict(wanted)))
    return Answer(tuple(hits), tuple(warnings), collection.stamp(scoping.keys))


def _ranking(
    index: OpenIndex,
    collection: LiveCollection,
    question: Question,
    encoded: Vectors,
    scoping: Scoping,
    page: Page,
) -> list[_Ranked]:
    """The ranking down to the end of the page; whatever the page, a rank holds the same concept.

    ``encoded`` are the vectors of the question's texts, then of its parts.
    """
    lexicon = collection.lexicon
    vectors = encoded[: len(question.texts)]

    def order(ranked: _Ranked) -> tuple[float, int, str]:
        """Best score first; of equals, the one from the larger taxonomy; then by id."""
        scope = lexicon.concept_scope[lexicon.concept_number[ranked.point]]
        return -ranked.score, -int(lexicon.scope_sizes[scope]), ranked.point

    end = page.offset + page.limit
    clues = clues_of(lexicon, question, scoping)
    reading = read_sentence(index, collection, clues.numbers, encoded) if question.parts else None
    ranking: list[_Ranked] = []
    for ranks, pool in TIERS:
        evidence = gather(index.store, collection, question, clues, vectors, scoping, pool, reading)
        taken = {ranked.point for ranked in ranking}
        found = [
            _Ranked(point, *score_of(e), e.literal)
            for point, e in evidence.items()
            if point not in taken
        ]
        found.sort(key=order)
        ranking += found[: ranks - len(ranking)]
        if ranks >= end:
            break
    return ranking[:end]


def to_hits(points: Sequence[ScoredPoint], query: Vectors) -> list[Hit]:
    """Hits of a purely semantic question; the points carry payload and label vectors."""
    return [
        _hit(
            Record(p.id, p.payload, p.vector),
            "semantic",
            min(max(p.score, 0.0), 1.0),
            _label_row(Record(p.id, p.payload, p.vector), None, query[None, :]),
        )
        for p in points
    ]


def _records(
    index: OpenIndex, collection: LiveCollection, points: Sequence[str], rows: dict[str, int]
) -> dict[str, Record]:
    """Payloads of a page, with label vectors only where the matching label is not yet known."""
    spelled = [p for p in points if p in rows]
    meant = [p for p in points if p not in rows]
    records = index.store.retrieve(collection.name, spelled, with_payload=HIT_FIELDS)
    records += index.store.retrieve(
        collection.name, meant, with_payload=HIT_FIELDS, with_vectors=("labels",)
    )
    return {record.id: record for record in records}


def _label_row(record: Record, row: int | None, queries: Vectors) -> int:
    """The label that fits: the one that was spelled, else the nearest that is not a misspelling."""
    if row is not None:
        return row
    labels = record.vector.get("labels")
    if not isinstance(labels, np.ndarray):
        return 0
    shown = len(labels) - len(record.payload["hidden_labels"])
    return int((labels[:shown] @ queries.T).max(axis=1).argmax())


def _hit(record: Record, match: Match, score: float, row: int) -> Hit:
    payload = record.payload
    labels = stored_labels(payload)
    return Hit(
        id=payload["id"],
        taxonomy=payload["taxonomy"],
        version=payload["version"],
        language=payload["language"],
        label=payload["label"],
        matched_label=labels[row] if row < len(labels) else payload["label"],
        match=match,
        score=round(score, 4),
        description=payload["description"],
        kind=payload["kind"],
    )
