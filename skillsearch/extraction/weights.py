"""Mentions as a sparse vector: one dimension a skill, some of its weight on the skills near it."""

from __future__ import annotations

import math
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from skillsearch.extraction.mentions import Mention
from skillsearch.extraction.neighbours import LEAST_COSINE
from skillsearch.store.models import SparseVector

__all__ = ["dimension_of", "document_weights", "sparse_vector", "spread"]

DAMPING = 0.25
"""A skill with n mentions weighs 1 + DAMPING · ln n times its surest mention: ten are as 1.58."""


def dimension_of(skill: str) -> int:
    """The dimension of a skill: CRC-32 of its point id, so that every process agrees."""
    return zlib.crc32(skill.encode("utf-8", "surrogatepass"))


def document_weights(mentions: Iterable[Mention]) -> dict[str, float]:
    """Point id → weight of each skill mentioned and not negated, before it is spread."""
    confidences: defaultdict[str, list[float]] = defaultdict(list)
    for mention in mentions:
        if mention.polarity == "negated":
            continue
        confidences[mention.skill].append(mention.confidence)
    return {
        skill: max(found) * (1 + DAMPING * math.log(len(found)))
        for skill, found in confidences.items()
    }


def spread(cosines: NDArray[np.float32]) -> NDArray[np.float32]:
    """The share of its weight that a skill gives to a neighbour.

    ((cosine - LEAST_COSINE) / (1 - LEAST_COSINE))²: all of it to a skill of the same meaning in
    another taxonomy, a sixth at cosine 0.8, nothing at the bound.
    """
    share = np.clip((cosines - LEAST_COSINE) / (1 - LEAST_COSINE), 0.0, 1.0) ** 2
    shares: NDArray[np.float32] = share.astype(np.float32)
    return shares


def sparse_vector(weights: Mapping[str, float]) -> SparseVector:
    """The vector of weights by point id, in order of dimension; what is not above 0 is left out.

    Of two skills that share a dimension the greater weight counts.
    """
    merged: dict[int, float] = {}
    for skill, weight in weights.items():
        if weight > 0:
            dimension = dimension_of(skill)
            merged[dimension] = max(weight, merged.get(dimension, 0.0))
    ordered = sorted(merged)
    return SparseVector(
        indices=np.array(ordered, np.uint32),
        values=np.array([merged[d] for d in ordered], np.float32),
    )
