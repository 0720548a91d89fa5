"""How a document compares with what is asked, as a few numbers that a score is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

import numpy as np

from search.matching.aligning import Alignment
from search.matching.asked import Asked
from search.matching.documents import IndexedDocument
from skillsearch.documents import EducationLevel, Seniority

__all__ = ["FEATURES", "Features", "features_of", "lacking", "unwanted"]

Features = Mapping[str, float | None]

FEATURES = (
    "skills",
    "must",
    "title",
    "sentences",
    "profile",
    "field",
    "years",
    "seniority",
    "education",
    "languages",
    "recency",
)
"""Each in [0, 1], larger is better; None where a side says nothing.

=========  =================================================================================
skills     weighted share of the requirements that are met, each by its degree
must       the same of the must-haves alone
title      cosine of the titles
sentences  cosine of each asking sentence to the nearest of the document, averaged
profile    cosine of the wholes
field      how far both are of the same field of work
years      years of experience against those asked for, 1 from there on
seniority  1 at or above the level asked for, a third less a step below
education  1 at or above the level asked for, a half less a step below
languages  share of the languages asked for
recency    share of the matched weight last used within five years, of what is dated
=========  =================================================================================
"""

RECENT_YEARS = 5

_SENIORITY, _EDUCATION = get_args(Seniority), get_args(EducationLevel)


def features_of(
    asked: Asked,
    document: IndexedDocument,
    alignments: Sequence[Alignment],
    *,
    profile: float | None,
    title: float | None,
    sentences: float | None,
    field: float | None,
) -> dict[str, float | None]:
    """The features of one document; the nearnesses are None where a side has no such vector."""
    need, payload = asked.need, document.payload
    weights = asked.weights
    degrees = np.array([a.degree for a in alignments], np.float32)
    must = np.array([r.importance == "must" for r in need.requirements], bool)
    return {
        "skills": _share(weights, degrees),
        "must": _share(weights[must], degrees[must]) if must.any() else None,
        "title": _cosine(title),
        "sentences": _cosine(sentences),
        "profile": _cosine(profile),
        "field": field,
        "years": _years(need.years, payload.get("years", payload.get("years_low"))),
        "seniority": _steps(_SENIORITY, need.seniority, payload.get("seniority"), 3),
        "education": _steps(_EDUCATION, need.education_level, payload.get("education_level"), 2),
        "languages": _languages(need.languages, payload.get("languages")),
        "recency": _recency(weights, alignments, document),
    }


def unwanted(asked: Asked, alignments: Sequence[Alignment]) -> float:
    """How surely the document has what must not be there, 0–1: the surest, times its weight."""
    return min(
        1.0,
        max(
            (
                a.degree * r.weight
                for r, a in zip(asked.need.requirements, alignments, strict=True)
                if r.importance == "not"
            ),
            default=0.0,
        ),
    )


def lacking(asked: Asked, alignments: Sequence[Alignment]) -> float:
    """What is missing of the must-haves that somebody stated, 0–1 by weight; 0 where none is.

    Those that were read out of a posting are not counted here: many postings list as a requirement
    what hardly anybody writes into a resume.
    """
    stated = [
        (r.weight, a.degree)
        for r, a in zip(asked.need.requirements, alignments, strict=True)
        if r.importance == "must" and r.stated
    ]
    total = sum(weight for weight, _ in stated)
    return sum(weight * (1.0 - degree) for weight, degree in stated) / total if total else 0.0


def _share(weights: Any, degrees: Any) -> float | None:
    total = float(weights.sum())
    return float(weights @ degrees) / total if total > 0 else None


def _cosine(value: float | None) -> float | None:
    return None if value is None else min(1.0, max(0.0, float(value)))


def _years(asked: float | None, held: float | None) -> float | None:
    if not asked or held is None:
        return None
    return min(1.0, held / asked)


def _steps(order: Sequence[str], asked: str | None, held: str | None, steps: int) -> float | None:
    """1 at or above what is asked, less a share for each step below, not less than 0."""
    if not asked or not held:
        return None
    below = order.index(asked) - order.index(held)
    return 1.0 - min(1.0, max(0, below) / steps)


def _languages(asked: Sequence[str], held: Sequence[str] | None) -> float | None:
    if not asked or not held:
        return None
    return len(set(asked) & set(held)) / len(set(asked))


def _recency(
    weights: Any, alignments: Sequence[Alignment], document: IndexedDocument
) -> float | None:
    as_of = document.payload.get("as_of") or ""
    if not as_of:
        return None
    recent_from = int(as_of[:4]) - RECENT_YEARS
    dated = recent = 0.0
    for weight, alignment in zip(weights.tolist(), alignments, strict=True):
        if alignment.held is None or not weight:
            continue
        last = alignment.held.last_year
        if last is not None:
            dated += weight * alignment.degree
            recent += weight * alignment.degree * (last >= recent_from)
    return recent / dated if dated else None
