"""Curves, calibration and histograms against scikit-learn and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plot_samples import STOCK, TUNED, evaluation, pairs, row
from sklearn.calibration import calibration_curve
from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score
from sklearn.metrics import roc_curve as sklearn_roc

from training.evaluation.results import Evaluation, Pairs
from training.plots.calibration import calibration, reliability
from training.plots.curves import precision_recall, roc, thinned
from training.plots.histograms import bin_edges, shared_area, shares
from training.plots.series import pair_protocols, series_of, short_names


def test_curves_are_those_of_scikit_learn() -> None:
    protocols, _ = pair_protocols(evaluation())
    esco = next(one for one in protocols if one.id == "esco-relatedness")
    for scored in esco.series:
        chosen = np.abs(scored.pairs.grade - 0.6) > 0.01  # related skills are neither
        similarity, right = scored.pairs.similarity[chosen], scored.pairs.grade[chosen] == 1
        assert len(right) == 180
        wrong_rate, right_rate, _ = sklearn_roc(right, similarity)
        found = roc(*scored.binary)
        np.testing.assert_array_equal(found.x, wrong_rate)
        np.testing.assert_array_equal(found.y, right_rate)
        assert found.area == roc_auc_score(right, similarity)
        precision, recall, _ = precision_recall_curve(right, similarity)
        found = precision_recall(*scored.binary)
        np.testing.assert_array_equal(found.x, recall)
        np.testing.assert_array_equal(found.y, precision)
        assert found.area == average_precision_score(right, similarity)


@given(seed=st.integers(0, 99), points=st.integers(2, 60))
def test_a_thinned_curve_is_part_of_the_curve_with_its_ends(seed: int, points: int) -> None:
    generator = np.random.default_rng(seed)
    right = np.arange(300) % 2 == 0
    curve = roc((right + generator.normal(size=300)).astype(np.float32), right)
    fewer = thinned(curve, points)
    assert len(fewer.x) <= max(points, 2)
    assert (fewer.x[0], fewer.y[0], fewer.x[-1], fewer.y[-1]) == (0, 0, 1, 1)
    whole = set(zip(curve.x, curve.y, strict=True))
    assert set(zip(fewer.x, fewer.y, strict=True)) <= whole
    assert fewer.area == curve.area


def test_reliability_bins_are_those_of_scikit_learn_with_counts() -> None:
    generator = np.random.default_rng(3)
    probability = generator.uniform(size=500)
    positive = generator.uniform(size=500) < probability
    found = reliability(probability, positive)
    observed, expected = calibration_curve(positive, probability, n_bins=10)
    np.testing.assert_allclose(found.observed, observed)
    np.testing.assert_allclose(found.expected, expected)
    assert found.count.sum() == 500
    assert found.error == pytest.approx(np.abs(observed - expected) @ found.count / 500)


def test_the_expected_calibration_error_by_hand() -> None:
    found = reliability(np.array([0.1, 0.1, 0.9, 1.0]), np.array([False, True, True, True]))
    assert found.bin.tolist() == [1, 9]
    assert found.count.tolist() == [2, 2]
    assert found.error == pytest.approx((2 * 0.4 + 2 * 0.05) / 4)


def test_calibration_repairs_a_score_that_is_too_low_on_pairs_that_it_was_not_fitted_on() -> None:
    scored = pairs([1, 0], 0.15, each=1000)
    similarity, right = scored.similarity / 3, scored.grade == 1
    found = calibration(similarity, right)
    assert found.raw.count.sum() == found.logistic.count.sum() == 1000
    assert found.raw.error > 0.3
    assert found.logistic.error < 0.03


def test_calibration_stays_finite_where_right_and_wrong_never_meet() -> None:
    right = np.arange(40) % 2 == 0
    found = calibration(right.astype(np.float32), right)
    assert found.raw.error == 0
    assert found.logistic.error < 0.05


def test_histograms_hold_every_pair_and_share_nothing_where_kinds_are_apart() -> None:
    grade = np.repeat(np.array([1, 0], np.float32), 50)
    apart = Pairs(np.where(grade == 1, 0.9, -0.4).astype(np.float32), grade)
    same = Pairs(np.full(100, 1.2, np.float32), grade)
    for scored, area in ((apart, 0.0), (same, 100.0)):
        (protocol,), _ = pair_protocols(Evaluation((row("ssf-skills", STOCK, 50, scored),), {}))
        edges = bin_edges(protocol)
        assert shares(scored.similarity, edges).sum() == pytest.approx(100)
        assert shared_area(protocol.series[0], edges) == pytest.approx(area)


def test_stock_comes_first_and_in_grey_whatever_the_order_of_the_rows() -> None:
    names = [(one.model, one.name) for one in series_of(evaluation())]
    assert names == [(STOCK, STOCK), (TUNED, "house")]
    assert len({one.colour for one in series_of(evaluation())}) == 2


def test_grades_are_named_from_the_best_to_the_worst() -> None:
    protocols, skipped = pair_protocols(evaluation())
    named = {one.id: [grade.name for grade in one.grades] for one in protocols}
    assert named["ssf-statements"] == ["right title", "wrong title"]
    assert named["esco-relatedness"] == ["own alias", "related skill", "sibling", "random skill"]
    assert skipped == ()


@pytest.mark.parametrize(
    ("scored", "reason"),
    [
        (Pairs(np.ones(3, np.float32), np.ones(3, np.float32)), "3 right and 0 wrong pairs"),
        (Pairs(np.ones(0, np.float32), np.ones(0, np.float32)), "0 right and 0 wrong pairs"),
        (Pairs(np.full(4, np.nan, np.float32), np.eye(4)[0].astype(np.float32)), "not finite"),
    ],
)
def test_pairs_that_make_no_curve_are_skipped_with_a_sentence(scored: Pairs, reason: str) -> None:
    rows = (row("ssf-skills", TUNED, 50, scored), row("ssf-skills", STOCK, 50, pairs([1, 0], 0.2)))
    (protocol,), (sentence,) = pair_protocols(Evaluation(rows, {}))
    assert [one.series.model for one in protocol.series] == [STOCK]
    assert sentence.startswith("ssf-skills, measured, house: ")
    assert reason in sentence


def test_an_evaluation_without_pairs_says_so() -> None:
    protocols, (sentence,) = pair_protocols(Evaluation((row("keywords", STOCK, 5, None),), {}))
    assert protocols == ()
    assert "no scored pairs" in sentence


def test_models_go_by_the_shortest_name_that_tells_them_apart() -> None:
    names = short_names(["all-MiniLM-L6-v2", "a/house/model", "b/house/model@int8", "b/esco"])
    assert list(names.values()) == ["all-MiniLM-L6-v2", "house", "house@int8", "esco"]
    assert list(short_names(["a/house", "b/house"]).values()) == ["a/house", "b/house"]
