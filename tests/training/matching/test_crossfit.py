"""The field of work of a document is told by a model that has not seen it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from fit_pairs import made_up_pairs

from search.matching.features import FEATURES
from search.matching.field import views
from skillsearch.store.models import Record
from training.matching.crossfit import Filed, OneField, cross_fitted
from training.matching.pairs import Pairs

DRAW = np.random.default_rng(5)
FIELD = FEATURES.index("field")


def filed(number: int, field: str, bucket: int) -> Filed:
    """A document that says nothing of its field but by chance."""
    vector = DRAW.normal(size=300).astype(np.float32)
    return Filed(Record(str(number), {}, {"dense": vector / np.linalg.norm(vector)}), bucket, field)


def pairs_between(postings: dict[str, Filed], people: dict[str, Filed]) -> Pairs:
    sides = np.array([(p, c) for p in postings for c in people])
    features = np.full((len(sides), len(FEATURES)), np.nan)
    same = [float(postings[p].field == people[c].field) for p, c in sides]
    return Pairs(sides[:, 0], sides[:, 1], features, np.array(same))


def test_what_was_learned_by_heart_does_not_count() -> None:
    people = {f"c{n}": filed(n, "cook" if n % 2 else "nurse", n % 10) for n in range(80)}
    postings = {f"v{n}": filed(n, "cook" if n % 2 else "nurse", n % 10) for n in range(20)}
    pairs = pairs_between(postings, people)
    model, crossed = cross_fitted(pairs, postings, people, "f00")
    told = crossed.features[:, FIELD]
    same = pairs.labels == 1

    assert model.fields == ("cook", "nurse")
    assert abs(told[same].mean() - told[~same].mean()) < 0.08  # of noise nothing can be told
    learned = [each for each in people.values() if each.bucket < 8]
    known = model.of(np.array([views(each.record.vector) for each in learned]))
    right = [row[model.fields.index(d.field)] for row, d in zip(known, learned, strict=True)]
    assert np.mean(right) > 0.75  # but the model itself knows by heart


def test_a_document_without_vectors_has_no_field() -> None:
    people = {f"c{n}": filed(n, "cook" if n % 2 else "nurse", n % 8) for n in range(40)}
    people["bare"] = Filed(Record("x", {}, {}), 9)
    postings = {"v": filed(1, "", 0)}
    _, crossed = cross_fitted(pairs_between(postings, people), postings, people, "f00")

    assert np.isnan(crossed.features[-1, FIELD])
    assert not np.isnan(crossed.features[:-1, FIELD]).any()


def test_one_field_is_none() -> None:
    people = {f"c{n}": filed(n, "cook", n % 8) for n in range(20)}
    with pytest.raises(OneField):
        cross_fitted(replace(made_up_pairs(0)), {}, people, "f00")
