"""Labelled resumes → a classifier: cross-validated, the best method learned from all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skillsearch import __version__
from skillsearch.classification.classifier import Classifier, Examples
from skillsearch.classification.features import FEATURES, features_of, profile_of
from skillsearch.classification.heads import softmax
from skillsearch.encoder.base import Fingerprint
from skillsearch.errors import SettingError
from training.classification.alike import groups_of_alike
from training.classification.crossvalidation import (
    Measured,
    Validation,
    cross_validate,
    folds_of,
)
from training.classification.fitting import METHODS, SEED
from training.classification.labelled import FOLDS, LabelledSet
from training.classification.measures import coverage, per_category

__all__ = ["trained"]

_LIBRARIES = ("numpy", "scikit-learn", "scipy")


def trained(
    labelled: LabelledSet,
    encoder: Fingerprint,
    sure: float,
    advance: Callable[[str], None] = lambda name: None,
) -> tuple[Classifier, Validation]:
    """The classifier, and what it was chosen by.

    Near-identical resumes stand in one fold, so that nothing is told that was learned. Raises
    :class:`~skillsearch.errors.SettingError` where the set cannot be learned from.
    """
    labelled.check()
    categories = labelled.categories
    number = {name: place for place, name in enumerate(categories)}
    truth = np.array([number[one.category] for one in labelled.resumes], np.int64)
    features = features_of([one.portrait for one in labelled.resumes])
    texts = [one.text for one in labelled.resumes]
    groups = groups_of_alike(texts)
    _check_groups(truth, groups, categories)
    fold = folds_of(truth, groups)
    validation = cross_validate(features, texts, truth, categories, fold, sure, advance)
    head = METHODS[validation.best](features, truth, len(categories))
    classifier = Classifier(
        categories=categories,
        head=head,
        temperature=validation.temperature,
        threshold=validation.threshold,
        sure=sure,
        model=encoder.model,
        fingerprint=encoder.digest,
        examples=Examples(
            tuple(one.point_id for one in labelled.resumes),
            tuple(one.shown for one in labelled.resumes),
            tuple(truth.tolist()),
            _profiles(labelled),
        ),
        record=_record(labelled, validation, len(set(groups.tolist())), sure),
    )
    return classifier, validation


def _profiles(labelled: LabelledSet) -> NDArray[np.float16]:
    """The profiles of resumes that are in no index, (n, d); none of those that are, (0, d)."""
    profiles = np.stack([profile_of(one.portrait) for one in labelled.resumes])
    return profiles[: 0 if labelled.indexed else None].astype(np.float16)


def _check_groups(truth: Any, groups: Any, categories: tuple[str, ...]) -> None:
    for place, name in enumerate(categories):
        distinct = len(set(groups[truth == place].tolist()))
        if distinct < FOLDS:
            raise SettingError(
                f"The resumes of {name} are {distinct} but for near-identical copies, and "
                f"{FOLDS} are needed, one for each fold of the cross-validation.",
                remedy=f"Add resumes, or leave it out: --without {name!r}.",
            )


def _record(
    labelled: LabelledSet, validation: Validation, distinct: int, sure: float
) -> dict[str, Any]:
    """What is told of the training: counts, figures, versions; nothing of a resume."""
    best = validation.chosen
    assert best.scores is not None
    answered, right = coverage(
        softmax(best.scores, validation.temperature), validation.truth, validation.threshold
    )
    each = per_category(validation.confusion)
    counts = validation.confusion.sum(axis=1)
    return {
        "made": datetime.now(UTC).date().isoformat(),
        "data": {
            "resumes": len(labelled.resumes),
            "distinct": distinct,
            "indexed": labelled.indexed,
            "left_out": labelled.left_out,
            "sha256": labelled.sha256,
        },
        "validation": {
            "folds": FOLDS,
            "seed": SEED,
            "features": FEATURES,
            "methods": [_figures(one) for one in (validation.baseline, *validation.methods)],
            "best": validation.best,
            "categories": [
                {
                    "category": name,
                    "resumes": int(counts[place]),
                    "precision": round(float(each[place, 0]), 4),
                    "recall": round(float(each[place, 1]), 4),
                    "f1": round(float(each[place, 2]), 4),
                }
                for place, name in enumerate(validation.categories)
            ],
            "confusion": validation.confusion.tolist(),
            "sure": {
                "asked": sure,
                "threshold": round(validation.threshold, 4),
                "answered": round(answered, 4),
                "right": round(right, 4),
            },
        },
        "versions": {"skillsearch": __version__} | {name: version(name) for name in _LIBRARIES},
    }


def _figures(measured: Measured) -> dict[str, Any]:
    score = measured.score
    return {
        "method": measured.name,
        "macro_f1": round(score.macro_f1, 4),
        "low": round(score.low, 4),
        "high": round(score.high, 4),
        "accuracy": round(score.accuracy, 4),
        "ece": None if measured.ece is None else round(measured.ece, 4),
    }
