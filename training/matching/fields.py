"""Fields of work learned from sorted resumes: what :mod:`search.matching.field` applies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.matching.field import FieldModel, views
from skillsearch.store.models import Record

__all__ = ["fit_fields"]

STRENGTH = 10.0
"""The inverse of the penalty (scikit-learn's C), chosen by cross-fitting among 3, 10, 20, 30."""


def fit_fields(records: Sequence[Record], fields: Sequence[str], encoder: str) -> FieldModel:
    """A model of the fields of resumes and postings with their vectors, one name a document.

    Rare fields count as much as frequent ones. ``encoder`` is the SHA-256 of the weights that made
    the vectors. Raises ValueError for a document without ``dense``.
    """
    from sklearn.linear_model import LogisticRegression

    seen = [views(record.vector) for record in records]
    design = np.array([each for each in seen if each is not None])
    if len(design) != len(records):
        raise ValueError("a document has no vector of its whole")
    model = LogisticRegression(C=STRENGTH, max_iter=500, class_weight="balanced")
    fitted = model.fit(design, np.array(fields))
    weights, bias = fitted.coef_, fitted.intercept_
    if len(weights) == 1:  # of two fields scikit-learn has a row for the second alone
        weights, bias = np.vstack([0 * weights, weights]), np.array([0.0, *bias])
    return FieldModel(
        tuple(str(name) for name in fitted.classes_),
        weights.astype(np.float32),
        bias.astype(np.float32),
        encoder,
    )
