"""From evidence to a relation of SKOS and a confidence, or to none.

The rules and their numbers were chosen by hand on SSF → ESCO; docs/crosswalk.md has what people
thought of the proposals. Where nothing is decided the answer is ``none``.
"""

from __future__ import annotations

from typing import Literal

from search.crosswalk.evidence import Evidence

__all__ = ["INVERSE", "RELATIONS", "Relation", "decide"]

Relation = Literal["exactMatch", "closeMatch", "broadMatch", "narrowMatch", "none"]

RELATIONS: tuple[Relation, ...] = (
    "exactMatch",
    "closeMatch",
    "broadMatch",
    "narrowMatch",
    "none",
)

INVERSE: dict[Relation, Relation] = {
    "exactMatch": "exactMatch",
    "closeMatch": "closeMatch",
    "broadMatch": "narrowMatch",
    "narrowMatch": "broadMatch",
    "none": "none",
}
"""The relation of the target to the source. ``broadMatch``: the target is the broader one."""


def decide(evidence: Evidence) -> tuple[Relation, float]:
    """The relation of the source to the target, and a confidence in 0..1.

    A single content word ("data", "talent") stands in many labels that are not about it, so that
    containment of words then needs texts that are more alike.
    """
    alike = likeness(evidence)
    words, described = evidence.words, evidence.description_cosine
    mutual = evidence.rank <= 2 and evidence.rank_back <= 2
    if evidence.spelling == "label" and (described is None or described >= 0.3):
        return "exactMatch", _between(0.9, 0.99, alike)
    if mutual and words == "same":
        if alike >= 0.76 or (evidence.spelling == "alias" and alike >= 0.7):
            return "exactMatch", _between(0.75, 0.95, (alike - 0.7) / 0.25)
        if alike >= 0.5:
            return "closeMatch", _between(0.6, 0.85, (alike - 0.5) / 0.26)
    if mutual and words == "other" and evidence.spelling == "alias" and alike >= 0.8:
        return "exactMatch", _between(0.75, 0.95, (alike - 0.8) / 0.2)
    contained = evidence.rank <= 5 and alike >= (0.65 if evidence.few_words else 0.58)
    if words == "more" and contained and not evidence.above:
        return "broadMatch", _between(0.5, 0.9, (alike - 0.58) / 0.27 + 0.2 * evidence.below)
    if words == "fewer" and contained and not evidence.below:
        return "narrowMatch", _between(0.5, 0.9, (alike - 0.58) / 0.27 + 0.2 * evidence.above)
    if mutual and alike >= 0.73:
        return "closeMatch", _between(0.5, 0.85, (alike - 0.73) / 0.15)
    if evidence.rank <= 3 and alike >= 0.65:
        if evidence.above and not evidence.below:
            return "narrowMatch", _between(0.5, 0.7, (alike - 0.65) / 0.25)
        if evidence.below and not evidence.above:
            return "broadMatch", _between(0.5, 0.7, (alike - 0.65) / 0.25)
    return "none", round(1 - min(alike, 1.0), 4)


def likeness(evidence: Evidence) -> float:
    """Labels and descriptions in one number of 0..1: the mean of cosines, descriptions by half."""
    labels = 0.5 * evidence.label_cosine + 0.5 * evidence.best_label_cosine
    if evidence.description_cosine is None:
        return max(labels, 0.0)
    return max(0.5 * labels + 0.5 * evidence.description_cosine, 0.0)


def _between(low: float, high: float, share: float) -> float:
    return round(low + (high - low) * min(max(share, 0.0), 1.0), 4)
