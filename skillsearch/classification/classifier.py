"""A trained classifier: what it tells apart, how surely, and whom it learned from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skillsearch.classification.features import FEATURES, features_of, width_of
from skillsearch.classification.heads import Head, softmax
from skillsearch.classification.portraits import Portrait
from skillsearch.encoder.base import Fingerprint
from skillsearch.errors import IndexMismatch

__all__ = ["Classifier", "Examples"]

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Examples:
    """Whom a classifier learned from, so that the nearest of them can be shown as reasons.

    ``categories`` are places in the classifier's. ``vectors`` (n, d) are their profiles, float16;
    they are (0, d) where the resumes are indexed candidates, whose vectors are in the index alone:
    what is erased there is found nowhere else. No text is kept; ``external_ids`` are as they may be
    shown, without what tells who somebody is.
    """

    point_ids: tuple[str, ...]
    external_ids: tuple[str, ...]
    categories: tuple[int, ...]
    vectors: NDArray[np.float16]

    def __post_init__(self) -> None:
        count = len(self.point_ids)
        if not count == len(self.external_ids) == len(self.categories) or len(self.vectors) not in (
            0,
            count,
        ):
            raise ValueError("the examples of the classifier do not fit each other")

    def __len__(self) -> int:
        return len(self.point_ids)


@dataclass(frozen=True, eq=False)
class Classifier:
    """Portraits → probabilities of categories.

    ``temperature`` and ``threshold`` were fitted on resumes that the head had not learned from:
    of the answers whose probability is at least ``threshold``, a share of ``sure`` was right; a
    threshold above 1 says that no probability is. ``model`` and ``fingerprint`` name the encoder.
    ``record`` is what is told of the training, plain JSON.
    """

    categories: tuple[str, ...]
    head: Head
    temperature: float
    threshold: float
    sure: float
    model: str
    fingerprint: str
    examples: Examples
    record: Mapping[str, Any] = field(default_factory=dict)
    features: str = FEATURES

    def __post_init__(self) -> None:
        if self.head.categories != len(self.categories) or not self.temperature > 0:
            raise ValueError("the classifier's categories and its arrays do not fit each other")
        if self.examples.categories and max(self.examples.categories) >= len(self.categories):
            raise ValueError("an example of the classifier has no category")

    def check_encoder(self, encoder: Fingerprint) -> None:
        """See that it was learned with the vectors of this encoder.

        Raises :class:`~skillsearch.errors.IndexMismatch` if it was not.
        """
        fits = self.fingerprint == encoder.digest and self.features == FEATURES
        if not fits or self.head.width != width_of(encoder.dimension):
            raise IndexMismatch(
                f"The classifier was learned from vectors of {self.model} ({self.fingerprint}, "
                f"{self.features}), and resumes are read with {encoder.model} "
                f"({encoder.digest}, {FEATURES}).",
                remedy="Learn it anew: skillsearch train classify.",
            )

    def probabilities(self, portraits: Sequence[Portrait]) -> Floats:
        """Probabilities (n, categories) of portraits."""
        return softmax(self.head.scores(features_of(portraits)), self.temperature)

    def margins(self, portraits: Sequence[Portrait], category: int) -> Floats:
        """Logarithms of the odds of one category (n,): what a sentence adds to or takes from."""
        scores = self.head.scores(features_of(portraits)).astype(np.float64) / self.temperature
        others = np.delete(scores, category, axis=1)
        top = others.max(axis=1)
        rest = top + np.log(np.exp(others - top[:, None]).sum(axis=1))
        margins: Floats = (scores[:, category] - rest).astype(np.float32)
        return margins
