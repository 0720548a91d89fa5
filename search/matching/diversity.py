"""A ranking in which neighbours differ: maximal marginal relevance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.matching.ranking import Scored
from search.open_index import LiveCollection
from skillsearch.errors import QueryError
from skillsearch.store.base import VectorStore

__all__ = ["diversified"]


def diversified(
    store: VectorStore, collection: LiveCollection, ranking: Sequence[Scored], diversity: float
) -> list[Scored]:
    """The same documents, each next one the best by (1 - d)·score - d·likeness to those before.

    Carbonell and Goldstein, "The Use of MMR" (1998); likeness is the greatest cosine of the wholes.
    Raises :class:`~skillsearch.errors.QueryError` unless ``diversity`` lies in [0, 1].
    """
    if not 0 <= diversity <= 1:
        raise QueryError(f"diversity = {diversity} is out of range.", remedy="Use 0 to 1.")
    ids = [scored.document.id for scored in ranking]
    records = store.retrieve(collection.name, ids, with_payload=False, with_vectors=("dense",))
    place = {point: number for number, point in enumerate(ids)}
    if len(records) < 2:
        return list(ranking)
    rows = {place[record.id]: np.asarray(record.vector["dense"], np.float32) for record in records}
    vectors = np.zeros((len(ids), len(next(iter(rows.values())))), np.float32)
    for number, row in rows.items():
        vectors[number] = row
    scores = np.array([(scored.score or 0.0) / 100 for scored in ranking], np.float32)
    likeness = np.zeros(len(ids), np.float32)
    chosen: list[int] = []
    rest = np.ones(len(ids), bool)
    while rest.any():
        worth = np.where(rest, (1 - diversity) * scores - diversity * likeness, -np.inf)
        best = int(worth.argmax())
        chosen.append(best)
        rest[best] = False
        likeness = np.maximum(likeness, vectors @ vectors[best])
    return [ranking[number] for number in chosen]
