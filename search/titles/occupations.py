"""Titles → occupations: one product with the label vectors, and how sure each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.open_index import LiveCollection, OpenIndex
from search.request import ConceptFilter
from search.scoping import Scoping, scope_of
from search.titles.answers import OccupationFit, SimilarTitle
from search.titles.confidence import LEAST_CONFIDENCE, LEAST_SCORE, confidence_of
from search.titles.folding import Folded
from search.titles.label_rows import LabelRows, label_rows
from skillsearch.encoder.base import Vectors

__all__ = ["NEAR_TITLE", "Measured", "OccupationDesk", "chosen"]

PREFERRED_WEIGHT = 0.5
"""What the preferred label counts; the nearest of all labels counts the rest. Either alone ranks
worse: docs/titles.md has the figures."""

NEAR_TITLE = 0.5
"""Titles below this cosine are not similar."""

CONSIDERED = 400
"""Labels looked at for similar titles, before alike ones are folded."""


@dataclass(frozen=True, eq=False)
class Measured:
    """A title's cosines with all labels, and its scores with all concepts of the scope.

    ``scores`` is -inf outside of the scope.
    """

    cosines: Vectors
    scores: Vectors


@dataclass(frozen=True, eq=False)
class OccupationDesk:
    """The occupations of the live generation that titles are compared with."""

    rows: LabelRows
    scoping: Scoping
    inside: NDArray[np.bool_]

    @classmethod
    def open(
        cls, index: OpenIndex, collection: LiveCollection, wanted: ConceptFilter
    ) -> OccupationDesk:
        """The occupations that a filter of taxonomies and languages leaves.

        Raises :class:`~skillsearch.errors.QueryError` for a taxonomy that is not indexed.
        """
        scoping = scope_of(collection.lexicon, wanted)
        rows = label_rows(index, collection)
        return cls(rows, scoping, scoping.scope.mask(collection.lexicon))

    def measure(self, titles: Vectors) -> list[Measured]:
        """What each of the unit vectors ``titles`` (n, d) is to every occupation."""
        cosines: Vectors = titles @ self.rows.vectors.T
        best = np.maximum.reduceat(cosines, self.rows.starts, axis=1)
        preferred = cosines[:, self.rows.starts]
        scores = PREFERRED_WEIGHT * preferred + (1 - PREFERRED_WEIGHT) * best
        scores[:, ~self.inside] = -np.inf
        return [Measured(c, s) for c, s in zip(cosines, scores, strict=True)]

    def occupations(self, measured: Measured, limit: int) -> tuple[OccupationFit, ...]:
        """The occupations nearest to a title, of each taxonomy ``limit``, the surest first."""
        lexicon = self.rows.lexicon
        fits: list[OccupationFit] = []
        for number, key in enumerate(lexicon.keys):
            members = np.flatnonzero(self.inside & (lexicon.concept_scope == number))
            if not len(members):
                continue
            scores = measured.scores[members]
            kept = min(limit + 1, len(members))
            nearest = np.argpartition(scores, -kept)[-kept:]
            nearest = nearest[np.lexsort((members[nearest], -scores[nearest]))]
            top = [float(scores[i]) for i in nearest[:2]] + [0.0, 0.0]
            for rank, at in enumerate(nearest[:limit].tolist()):
                score = float(scores[at])
                concept = int(members[at])
                fits.append(
                    OccupationFit(
                        id=lexicon.concept_ref[concept],
                        label=self._label(concept),
                        taxonomy=key.name,
                        version=key.version,
                        matched_label=self._nearest_label(measured, concept),
                        score=round(min(max(score, 0.0), 1.0), 4),
                        confidence=round(confidence_of(score, top[0] if rank else top[1]), 4),
                    )
                )
        return tuple(sorted(fits, key=lambda fit: (-fit.confidence, -fit.score, fit.id)))

    def similar(self, measured: Measured, folded: Folded, limit: int) -> list[SimilarTitle]:
        """Labels near to a title, of which ``folded`` has none yet."""
        rows = self.rows
        usable = rows.is_shown & self.inside[rows.concept] & (measured.cosines >= NEAR_TITLE)
        candidates = np.flatnonzero(usable)
        order = np.lexsort((candidates, -measured.cosines[candidates]))[:CONSIDERED]
        made: list[SimilarTitle] = []
        for row in candidates[order].tolist():
            if len(made) == limit:
                break
            if folded.takes(rows.text(row), rows.vectors[row]):
                made.append(
                    SimilarTitle(
                        title=rows.text(row),
                        cosine=_shown(float(measured.cosines[row])),
                        source="occupations",
                        label=self._label(int(rows.concept[row])),
                    )
                )
        return made

    def _label(self, concept: int) -> str:
        return self.rows.text(int(self.rows.starts[concept]))

    def _nearest_label(self, measured: Measured, concept: int) -> str:
        starts = self.rows.starts
        start = int(starts[concept])
        end = int(starts[concept + 1]) if concept + 1 < len(starts) else len(measured.cosines)
        cosines = np.where(self.rows.is_shown[start:end], measured.cosines[start:end], -np.inf)
        return self.rows.text(start + int(cosines.argmax()))


def chosen(fits: Sequence[OccupationFit]) -> tuple[OccupationFit | None, str]:
    """The surest occupation, or None and why none is chosen."""
    if not fits:
        return None, "no occupations of these taxonomies are indexed"
    best = fits[0]
    if best.score < LEAST_SCORE:
        return None, "no occupation of the index is near enough"
    if best.confidence < LEAST_CONFIDENCE:
        return None, "several occupations are about as near"
    return best, ""


def _shown(cosine: float) -> float:
    return round(min(max(cosine, 0.0), 1.0), 4)
