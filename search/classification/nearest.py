"""The past candidates that are nearest to a resume, of a tenant."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from search.classification.answers import Neighbour
from search.matching.documents import document_collection
from search.matching.masking import neutral, shown_names
from search.open_index import LiveCollection, OpenIndex
from skillsearch.classification.classifier import Classifier
from skillsearch.classification.features import profile_of
from skillsearch.classification.portraits import POINT_VECTORS, Portrait, portrait_of_point
from skillsearch.encoder.base import Fingerprint, Vectors
from skillsearch.errors import NothingIndexed
from skillsearch.store.compatibility import check_fingerprint
from skillsearch.store.models import (
    FieldCondition,
    Filter,
    HasIdCondition,
    MatchValue,
    QueryRequest,
    Record,
    ScoredPoint,
)

__all__ = ["Neighbourhood"]

_MOST_IDS = 20_000
"""Labelled candidates that a query names; of more, only those among the nearest are found."""

_SEEN = 500


@dataclass(frozen=True, eq=False)
class Neighbourhood:
    """Where the nearest are looked for: the candidates of the index, if any, and the examples."""

    index: OpenIndex
    classifier: Classifier
    tenant: str
    collection: LiveCollection | None

    @classmethod
    def of(
        cls, index: OpenIndex, classifier: Classifier, tenant: str, encoder: Fingerprint
    ) -> Neighbourhood:
        """The neighbourhood of a tenant's resumes.

        Raises :class:`~skillsearch.errors.IndexMismatch` where another model or layout made the
        candidates.
        """
        try:
            collection = document_collection(index, "resume")
        except NothingIndexed:
            return cls(index, classifier, tenant, None)
        check_fingerprint(collection.metadata, encoder)
        return cls(index, classifier, tenant, collection)

    def nearest(self, portrait: Portrait, limit: int, not_id: str = "") -> tuple[Neighbour, ...]:
        """The nearest that somebody put into a category; where there are none, of all candidates.

        ``not_id`` is the point of the resume itself.
        """
        profile = profile_of(portrait)
        found = {one.id or one.external_id: one for one in self._examples(profile, limit, not_id)}
        found |= {one.id: one for one in self._labelled(profile, limit, not_id)}
        if not found:
            found = {one.id: one for one in self._classified(profile, limit, not_id)}
        ordered = sorted(found.values(), key=lambda one: (-one.similarity, one.external_id))
        return tuple(ordered[:limit])

    def _examples(self, profile: Vectors, limit: int, not_id: str) -> list[Neighbour]:
        """Those that the classifier has the vectors of."""
        examples = self.classifier.examples
        if not len(examples.vectors):
            return []
        similar = examples.vectors.astype(np.float32) @ profile
        best = np.argsort(-similar, kind="stable")[: limit + 1]
        indexed = self._indexed([examples.point_ids[place] for place in best])
        return [
            Neighbour(
                id=point if point in indexed else "",
                external_id=examples.external_ids[place],
                category=self.classifier.categories[examples.categories[place]],
                labelled=True,
                similarity=round(float(similar[place]), 4),
                titles=_titles(indexed.get(point)),
            )
            for place in best.tolist()
            if (point := examples.point_ids[place]) != not_id
        ]

    def _labelled(self, profile: Vectors, limit: int, not_id: str) -> list[Neighbour]:
        """Indexed candidates that the classifier learned from, by the vectors of the index."""
        examples = self.classifier.examples
        if len(examples.vectors) or self.collection is None:
            return []
        few = len(examples) <= _MOST_IDS
        only = (HasIdCondition(examples.point_ids),) if few else ()
        place_of = {point: place for place, point in enumerate(examples.point_ids)}
        hits = self._query(profile, limit + 1 if few else _SEEN, only)
        return [
            self._neighbour(hit, self.classifier.categories[examples.categories[place]], True)
            for hit in hits
            if (place := place_of.get(hit.id)) is not None and hit.id != not_id
        ]

    def _classified(self, profile: Vectors, limit: int, not_id: str) -> list[Neighbour]:
        """Any candidates, put into categories here."""
        if self.collection is None:
            return []
        hits = [hit for hit in self._query(profile, limit + 1, ()) if hit.id != not_id]
        records = self.index.store.retrieve(
            self.collection.name, [hit.id for hit in hits], with_vectors=POINT_VECTORS
        )
        if not records:
            return []
        told = self.classifier.probabilities([portrait_of_point(record) for record in records])
        names = {
            record.id: self.classifier.categories[place]
            for record, place in zip(records, told.argmax(axis=1).tolist(), strict=True)
        }
        return [self._neighbour(hit, names[hit.id], False) for hit in hits if hit.id in names]

    def _query(
        self, profile: Vectors, limit: int, only: tuple[HasIdCondition, ...]
    ) -> list[ScoredPoint]:
        assert self.collection is not None
        own = FieldCondition("tenant", MatchValue(self.tenant))
        request = QueryRequest(
            profile,
            "dense",
            limit=limit,
            filter=Filter(must=(own, *only)),
            exact=bool(only),
            with_payload=("external_id_masked", "source_masked", "titles"),
        )
        return self.index.store.query_points(self.collection.name, request)

    def _indexed(self, points: list[str]) -> dict[str, Record]:
        if self.collection is None:
            return {}
        records = self.index.store.retrieve(
            self.collection.name, points, with_payload=("tenant", "titles")
        )
        return {r.id: r for r in records if r.payload.get("tenant") == self.tenant}

    def _neighbour(self, hit: ScoredPoint, category: str, labelled: bool) -> Neighbour:
        return Neighbour(
            id=hit.id,
            external_id=shown_names(hit, "resume")[0],
            category=category,
            labelled=labelled,
            similarity=round(hit.score, 4),
            titles=_titles(hit),
        )


def _titles(record: Record | ScoredPoint | None) -> tuple[str, ...]:
    titles = () if record is None else record.payload.get("titles") or ()
    return tuple(neutral(title) for title in titles)
