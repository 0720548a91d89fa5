"""Resumes → categories with reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search.classification.answers import (
    Choice,
    Classified,
    ClassifiedBy,
    ClassifyAnswer,
    Speaking,
)
from search.classification.nearest import Neighbourhood
from search.matching.documents import find_document
from search.open_index import OpenIndex
from skillsearch.classification.classifier import Classifier
from skillsearch.classification.portraits import POINT_VECTORS, Portrait, portrait_of_point
from skillsearch.encoder.base import Fingerprint

__all__ = ["ALTERNATIVES", "NEAREST", "Subject", "candidate_subject", "classify"]

ALTERNATIVES = 3
NEAREST = 5
SENTENCES = 3

_LEAST_WEIGHT = 0.05
"""What a sentence must add to the logarithm of the odds to be a reason."""

_SAME = 0.999
"""From this similarity on two resumes are the same, or copies."""


@dataclass(frozen=True, eq=False)
class Subject:
    """A resume to be classified; ``candidate_id`` is its point, "" where it has none."""

    source: str
    portrait: Portrait
    candidate_id: str = ""


def candidate_subject(index: OpenIndex, name: str, tenant: str) -> Subject:
    """An indexed candidate by its external id or the id of its point.

    Raises what :func:`~search.matching.documents.find_document` raises.
    """
    record = find_document(index, "resume", name, tenant, with_vectors=POINT_VECTORS)
    return Subject(str(record.payload["external_id"]), portrait_of_point(record), record.id)


def classify(
    index: OpenIndex,
    classifier: Classifier,
    subjects: Sequence[Subject],
    tenant: str,
    encoder: Fingerprint,
    *,
    alternatives: int = ALTERNATIVES,
    nearest: int = NEAREST,
) -> ClassifyAnswer:
    """The category of each, or that it is not sure; what speaks for it, and who is like it.

    ``encoder`` is what made the vectors of the subjects. Raises
    :class:`~skillsearch.errors.IndexMismatch` where the classifier or the candidates were made with
    another.
    """
    classifier.check_encoder(encoder)
    around = Neighbourhood.of(index, classifier, tenant, encoder)
    results = []
    warnings = []
    for subject in subjects:
        result = _classified(classifier, around, subject, alternatives, nearest)
        results.append(result)
        if result.nearest and result.nearest[0].similarity >= _SAME and result.nearest[0].labelled:
            warnings.append(
                f"{subject.source} is nearly {result.nearest[0].external_id}, from which the "
                "classifier learned; its probability says little."
            )
    learned = set(classifier.examples.point_ids)
    warnings += [
        f"The classifier learned from {subject.source} itself; its probability says little."
        for subject in subjects
        if subject.candidate_id in learned
    ]
    return ClassifyAnswer(tuple(results), described(classifier), tuple(warnings))


def described(classifier: Classifier) -> ClassifiedBy:
    """The classifier as answers tell of it."""
    record = classifier.record
    validation = record["validation"]
    scores = {one["method"]: one["macro_f1"] for one in validation["methods"]}
    return ClassifiedBy(
        method=validation["best"],
        made=record["made"],
        resumes=record["data"]["resumes"],
        categories=classifier.categories,
        macro_f1=scores[validation["best"]],
        threshold=round(classifier.threshold, 4),
        sure=classifier.sure,
        model=classifier.model,
        fingerprint=classifier.fingerprint,
    )


def _classified(
    classifier: Classifier,
    around: Neighbourhood,
    subject: Subject,
    alternatives: int,
    nearest: int,
) -> Classified:
    told = classifier.probabilities([subject.portrait])[0]
    order = np.argsort(-told, kind="stable").tolist()
    best = order[0]
    sure = bool(told[best] >= classifier.threshold)
    return Classified(
        source=subject.source,
        candidate_id=subject.candidate_id,
        category=classifier.categories[best] if sure else None,
        likeliest=classifier.categories[best],
        probability=round(float(told[best]), 4),
        alternatives=tuple(
            Choice(classifier.categories[place], round(float(told[place]), 4))
            for place in order[1 : 1 + alternatives]
        ),
        sentences=_speaking(classifier, subject.portrait, best),
        nearest=around.nearest(subject.portrait, nearest, subject.candidate_id),
    )


def _speaking(classifier: Classifier, portrait: Portrait, category: int) -> tuple[Speaking, ...]:
    """What the likeliest category would lose most by, had the resume not said it."""
    pieces = range(len(portrait.texts)) if len(portrait.texts) > 1 else range(0)
    said = [(portrait.texts[place], portrait.sections[place]) for place in pieces]
    others = [portrait.without(place) for place in pieces]
    if portrait.titles:
        said.append((", ".join(portrait.titles[:3]), "titles"))
        others.append(portrait.untitled())
    if not others:
        return ()
    margins = classifier.margins([portrait, *others], category)
    weights = margins[0] - margins[1:]
    order = np.argsort(-weights, kind="stable")[:SENTENCES].tolist()
    return tuple(
        Speaking(said[place][0], said[place][1], round(float(weights[place]), 3))
        for place in order
        if weights[place] >= _LEAST_WEIGHT
    )
