"""All methods on the same folds, beside TF-IDF with a linear SVM, and which of them is the best."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skillsearch.classification.heads import softmax
from training.classification.fitting import METHODS, SEED
from training.classification.labelled import FOLDS
from training.classification.measures import (
    Score,
    calibration_error,
    confusion,
    fitted_temperature,
    fitted_threshold,
    score_of,
)

__all__ = ["BASELINE", "Measured", "Validation", "cross_validate", "folds_of"]

BASELINE = "TF-IDF + linear SVM"

Numbers = NDArray[np.int64]
Floats = NDArray[np.float32]
Advance = Callable[[str], None]


@dataclass(frozen=True, eq=False)
class Measured:
    """What a method told of the resumes that it had not learned from.

    ``scores`` (n, k) and ``probabilities`` (n, k) are None of the baseline. The temperature of a
    resume's probabilities was fitted on the other folds.
    """

    name: str
    told: Numbers
    score: Score
    scores: Floats | None = None
    probabilities: Floats | None = None
    ece: float | None = None


@dataclass(frozen=True, eq=False)
class Validation:
    """Every method measured; ``best`` is the name of the one with the highest macro-F1.

    ``temperature`` and ``threshold`` are those of the best, fitted on all that it told.
    """

    categories: tuple[str, ...]
    truth: Numbers
    fold: Numbers
    methods: tuple[Measured, ...]
    baseline: Measured
    best: str
    temperature: float
    threshold: float

    @property
    def chosen(self) -> Measured:
        """The best method."""
        return next(one for one in self.methods if one.name == self.best)

    @property
    def confusion(self) -> Numbers:
        """Counts (k, k) of the best: a row a true category."""
        return confusion(self.truth, self.chosen.told, len(self.categories))


def folds_of(categories: Numbers, groups: Numbers) -> Numbers:
    """The fold (n,) of each resume: categories spread evenly, a group never divided."""
    from sklearn.model_selection import StratifiedGroupKFold

    fold = np.empty(len(categories), np.int64)
    splits = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED)
    for number, (_, held) in enumerate(splits.split(categories, categories, groups)):
        fold[held] = number
    return fold


def cross_validate(
    features: Floats,
    texts: Sequence[str],
    truth: Numbers,
    categories: tuple[str, ...],
    fold: Numbers,
    sure: float,
    advance: Advance = lambda name: None,
) -> Validation:
    """Learn from all folds but one and tell that one, for each fold, method and the baseline.

    What is measured are the exported heads: what is served. ``advance`` is called with the name of
    a method when it is done with a fold.
    """
    told = _baseline(texts, truth, fold, advance)
    methods = tuple(
        _measured(name, features, truth, len(categories), fold, advance) for name in METHODS
    )
    best = max(methods, key=lambda one: one.score.macro_f1)
    assert best.scores is not None
    temperature = fitted_temperature(best.scores, truth)
    return Validation(
        categories=categories,
        truth=truth,
        fold=fold,
        methods=methods,
        baseline=Measured(BASELINE, told, score_of(truth, told, len(categories))),
        best=best.name,
        temperature=temperature,
        threshold=fitted_threshold(softmax(best.scores, temperature), truth, sure),
    )


def _measured(
    name: str, features: Floats, truth: Numbers, k: int, fold: Numbers, advance: Advance
) -> Measured:
    scores = np.empty((len(truth), k), np.float32)
    for number in range(FOLDS):
        held = fold == number
        head = METHODS[name](features[~held], truth[~held], k)
        scores[held] = head.scores(features[held])
        advance(name)
    probabilities = np.empty_like(scores)
    for number in range(FOLDS):
        held = fold == number
        probabilities[held] = softmax(scores[held], fitted_temperature(scores[~held], truth[~held]))
    told = scores.argmax(axis=1)
    return Measured(
        name,
        told,
        score_of(truth, told, k),
        scores,
        probabilities,
        calibration_error(probabilities, truth),
    )


def _baseline(texts: Sequence[str], truth: Numbers, fold: Numbers, advance: Advance) -> Numbers:
    """TF-IDF of words and pairs of words, with a linear SVM."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline
    from sklearn.svm import LinearSVC

    told = np.empty(len(truth), np.int64)
    for number in range(FOLDS):
        held = fold == number
        words = TfidfVectorizer(
            sublinear_tf=True, min_df=2, stop_words="english", ngram_range=(1, 2)
        )
        learned = make_pipeline(words, LinearSVC(random_state=SEED))
        learned.fit([text for text, out in zip(texts, held, strict=True) if not out], truth[~held])
        told[held] = learned.predict([t for t, out in zip(texts, held, strict=True) if out])
        advance(BASELINE)
    return told
