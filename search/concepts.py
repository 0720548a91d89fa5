"""Skill and occupation search: literal and semantic evidence for each concept, one ranking."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.answers import Answer, Hit
from search.evidence import gather
from search.library import Library, LiveCollection
from search.request import ConceptFilter, Page, clean_query
from search.scoping import scope_of
from search.scoring import score_of
from search.understanding import understand
from skillsearch.store.models import Record, ScoredPoint

__all__ = ["search_concepts", "to_hits"]

HIT_FIELDS = (
    "id",
    "taxonomy",
    "version",
    "language",
    "kind",
    "label",
    "alt_labels",
    "hidden_labels",
    "description",
)


def search_concepts(
    library: Library, alias: str, query: str, wanted: ConceptFilter, page: Page
) -> Answer:
    """The concepts that a query names, means or nearly spells, best first.

    ``alias`` is ``skills`` or ``occupations``. Raises
    :class:`~skillsearch.errors.QueryError` for a query that cannot be answered and
    :class:`~skillsearch.errors.NothingIndexed` for an empty index.
    """
    collection = library.collection(alias)
    scoping = scope_of(collection.lexicon, wanted)
    question = understand(clean_query(query), collection.lexicon, scoping, library)
    encoder = library.encoder_for(collection)
    vectors = encoder.encode(question.texts)
    evidence = gather(library.store, collection, question, vectors, scoping, page)

    scored = [(point, *score_of(e), e.literal) for point, e in evidence.items()]
    scored.sort(key=lambda s: (-s[2], s[0]))
    wanted_page = scored[page.offset : page.offset + page.limit]
    rows = {
        point: int(collection.lexicon.row_number[literal.row])
        for point, match, _, literal in wanted_page
        if literal is not None and match != "semantic"
    }
    records = _records(library, collection, [point for point, *_ in wanted_page], rows)
    hits = [
        _hit(records[point], match, score, _label_row(records[point], rows.get(point), vectors))
        for point, match, score, _ in wanted_page
        if point in records
    ]
    warnings = list(question.warnings)
    if not evidence:
        warnings.append("Nothing in the index passes these filters.")
    return Answer(tuple(hits), tuple(warnings), collection.stamp(scoping.keys))


def to_hits(points: Sequence[ScoredPoint], query: NDArray[np.float32]) -> list[Hit]:
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
    library: Library, collection: LiveCollection, points: Sequence[str], rows: dict[str, int]
) -> dict[str, Record]:
    """Payloads of a page, with label vectors only where the matching label is not yet known."""
    spelled = [p for p in points if p in rows]
    meant = [p for p in points if p not in rows]
    records = library.store.retrieve(collection.name, spelled, with_payload=HIT_FIELDS)
    records += library.store.retrieve(
        collection.name, meant, with_payload=HIT_FIELDS, with_vectors=("labels",)
    )
    return {record.id: record for record in records}


def _label_row(record: Record, row: int | None, queries: NDArray[np.float32]) -> int:
    if row is not None:
        return row
    labels = record.vector.get("labels")
    if not isinstance(labels, np.ndarray):
        return 0
    return int((labels @ queries.T).max(axis=1).argmax())


def _hit(record: Record, match: str, score: float, row: int) -> Hit:
    payload = record.payload
    labels = (payload["label"], *payload["alt_labels"], *payload["hidden_labels"])
    return Hit(
        id=payload["id"],
        taxonomy=payload["taxonomy"],
        version=payload["version"],
        language=payload["language"],
        label=payload["label"],
        matched_label=labels[row] if row < len(labels) else payload["label"],
        match=match,  # type: ignore[arg-type]
        score=round(score, 4),
        description=payload["description"],
        kind=payload["kind"],
    )
