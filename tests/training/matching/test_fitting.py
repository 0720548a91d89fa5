"""A fit is monotone, keeps its promise on a known truth, and is measured on people held out."""

from __future__ import annotations

import numpy as np
import pytest
from fit_pairs import made_up_pairs
from sklearn.metrics import log_loss, roc_auc_score

from search.matching.features import FEATURES
from search.matching.scoring import fit_model_from
from training.matching.buckets import BUCKETS, HELD, bucket_of, even_buckets
from training.matching.calibration import reliability
from training.matching.fitting import fit_model
from training.matching.measuring import figures_of, scores_of
from training.matching.outcome import PUBLISHED, chosen_penalty, is_held, outcome_of
from training.matching.published import balanced

BUCKET = {f"p{number:03}": number % BUCKETS for number in range(60)}


def test_no_curve_of_a_fit_falls_also_where_less_seems_better() -> None:
    pairs = made_up_pairs(3000)
    pairs = pairs.of(np.ones(len(pairs), bool))
    pairs.features[:, FEATURES.index("recency")] = 1 - pairs.labels  # the more, the worse

    model = fit_model_from(fit_model(pairs, "odd"))

    for curve in model.curves.values():
        assert all(a <= b for a, b in zip(curve.values, curve.values[1:], strict=False))
    assert model.curves["skills"].values[-1] - model.curves["skills"].values[0] > 2


def test_a_fit_keeps_its_promise_on_pairs_of_a_known_truth() -> None:
    model = fit_model_from(fit_model(made_up_pairs(8000), "known", least={}))
    others = made_up_pairs(8000, seed=4)
    scores = scores_of(model, others.features)

    assert reliability(scores, others.labels, balanced(others.labels)).error < 0.03
    worthless = np.where(others.labels > 2, 1.0, 0.9)
    assert reliability(worthless, others.labels, balanced(others.labels)).error > 0.3


def test_scores_of_many_pairs_are_those_of_each() -> None:
    pairs = made_up_pairs(200)
    model = fit_model_from(fit_model(pairs, "one by one"))
    said = [
        {n: None if np.isnan(v) else float(v) for n, v in zip(FEATURES, row, strict=True)}
        for row in pairs.features
    ]

    assert np.allclose(
        100 * scores_of(model, pairs.features), [model.score(each) for each in said], atol=0.051
    )


def test_the_figures_are_those_of_scikit_learn_and_lie_in_their_intervals() -> None:
    pairs = made_up_pairs(1200)
    scores = np.round(np.random.default_rng(1).random(1200) * 0.6 + 0.4 * pairs.labels, 2)  # ties
    found, weights = figures_of(pairs, scores, resamples=200), balanced(pairs.labels)
    chances = np.clip(scores, 1e-6, 1 - 1e-6)

    assert found.auc.value == pytest.approx(roc_auc_score(pairs.labels, scores))
    assert found.log_loss.value == pytest.approx(
        log_loss(pairs.labels, chances, sample_weight=weights)
    )
    for figure in (found.log_loss, found.brier, found.ece, found.auc):
        assert figure.low < figure.value < figure.high or figure.name == "ECE"


def test_people_and_not_pairs_are_drawn_again() -> None:
    pairs = made_up_pairs(600, people=6)
    scores = np.random.default_rng(2).random(600)
    wide = figures_of(pairs, scores, resamples=200).brier
    alone = made_up_pairs(600, people=600)
    narrow = figures_of(alone, scores, resamples=200).brier

    assert wide.high - wide.low != pytest.approx(narrow.high - narrow.low, rel=0.02)


def test_nothing_is_learned_from_people_who_are_held_out() -> None:
    pairs = made_up_pairs(3000)
    held = is_held(pairs, BUCKET)
    spoilt = made_up_pairs(3000)
    spoilt.labels[held] = 1 - spoilt.labels[held]
    one, other = (
        outcome_of("x", each, BUCKET, None, "", beside={}, resamples=20) for each in (pairs, spoilt)
    )

    assert one.values["curves"] == other.values["curves"]
    assert one.counts["held_people"] == 12
    assert one.measured["x"].auc.value > 0.7 > 0.3 > other.measured["x"].auc.value


def test_the_fit_is_measured_beside_the_published_mapper_on_the_same_pairs() -> None:
    made = outcome_of("ours", made_up_pairs(3000), BUCKET, None, "f00", beside={}, resamples=20)

    assert list(made.measured) == ["ours", PUBLISHED]
    assert made.measured["ours"].ece.value < 0.08
    assert made.measured["ours"].log_loss.value <= made.measured[PUBLISHED].log_loss.value + 0.01
    assert made.model.encoder == "f00"


def test_few_pairs_are_fitted_more_cautiously_than_many() -> None:
    few, many = made_up_pairs(120), made_up_pairs(6000)

    assert chosen_penalty(few, BUCKET, least={}) > chosen_penalty(many, BUCKET, least={})


def test_people_are_held_out_by_their_ids_whoever_else_there_is() -> None:
    names = [f"CHEF/{number}.pdf" for number in range(2000)]
    buckets = [bucket_of(name) for name in names]

    assert 0.17 < np.mean([bucket in HELD for bucket in buckets]) < 0.23
    assert sorted(even_buckets(names[:20]).values()) == sorted([*range(10)] * 2)
    assert even_buckets(names[:20]) == even_buckets(list(reversed(names[:20])))
