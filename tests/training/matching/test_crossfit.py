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


def filed(number: int, field: str, bucket: int, pull: float = 0.0) -> Filed:
    """A document that says nothing of its field but by chance, or something with some ``pull``."""
    vector = DRAW.normal(size=300).astype(np.float32)
    vector[sum(map(ord, field)) % 300] += pull * 10
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
    made = cross_fitted(pairs, postings, people, "f00")
    model, told = made.model, made.pairs.features[:, FIELD]
    same = pairs.labels == 1

    assert made.unknown is None  # of two fields none can be left out
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
    crossed = cross_fitted(pairs_between(postings, people), postings, people, "f00").pairs

    assert np.isnan(crossed.features[-1, FIELD])
    assert not np.isnan(crossed.features[:-1, FIELD]).any()


def test_pairs_are_told_again_by_models_to_which_their_field_is_unknown() -> None:
    trades = ("cook", "nurse", "roofer", "tutor")
    people = {f"c{n}": filed(n, trades[n % 4], n % 10, pull=2.0) for n in range(120)}
    postings = {f"v{n}": filed(n, trades[n % 4], n % 8, pull=2.0) for n in range(16)}
    pairs = pairs_between(postings, people)
    ticks: list[int] = []
    made = cross_fitted(pairs, postings, people, "f00", lambda: ticks.append(1))
    assert made.unknown is not None
    assert len(ticks) == 5  # all fields known, then each of the four unknown

    def by_pair(told: Pairs) -> dict[tuple[str, str], float]:
        names = zip(told.postings.tolist(), told.candidates.tolist(), strict=True)
        return dict(zip(names, told.features[:, FIELD].tolist(), strict=True))

    known, unknown = by_pair(made.pairs), by_pair(made.unknown)
    assert known.keys() == unknown.keys()
    same = [pair for pair in known if postings[pair[0]].field == people[pair[1]].field]
    assert np.mean([known[pair] for pair in same]) > 0.8
    assert np.mean([unknown[pair] for pair in same]) < np.mean([known[pair] for pair in same])


def test_a_field_without_which_too_few_are_left_is_left_in() -> None:
    people = {f"c{n}": filed(n, "cook" if n % 2 else "nurse", n % 8) for n in range(40)}
    people |= {f"r{n}": filed(n, "roofer", 2) for n in range(3)}  # all in one fold
    postings = {"v": filed(1, "", 1)}
    made = cross_fitted(pairs_between(postings, people), postings, people, "f00")
    assert made.unknown is not None
    assert set(made.unknown.candidates.tolist()) == {"r0", "r1", "r2"}


def test_one_field_is_none() -> None:
    people = {f"c{n}": filed(n, "cook", n % 8) for n in range(20)}
    with pytest.raises(OneField):
        cross_fitted(replace(made_up_pairs(0)), {}, people, "f00")
