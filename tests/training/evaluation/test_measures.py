"""Ranks, precisions and pair measures against values worked out by hand and by other libraries."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr
from sklearn.metrics import average_precision_score, roc_auc_score

from training.evaluation.bootstrap import Measure, figure_of, mean_of
from training.evaluation.choices import chosen
from training.evaluation.pairs import PairSet, accuracy_at, auc, best_accuracy, spearman
from training.evaluation.ranking import (
    average_precision,
    gold_ranks,
    r_precision,
    ranks_by,
    recall,
    reciprocal_rank,
)
from training.evaluation.results import Pairs


def pair_set(similarity: list[float], grade: list[float], unit: list[int] | None = None) -> PairSet:
    units = unit or list(range(len(grade)))
    pairs = Pairs(np.array(similarity, np.float32), np.array(grade, np.float32))
    return PairSet(pairs, np.array(units), max(units) + 1)


def test_ranks_and_all_that_is_made_of_them_equal_those_worked_out_by_hand() -> None:
    scores = np.array([[0.9, 0.1, 0.8, 0.7], [0.1, 0.2, 0.3, 0.4]], np.float32)
    ranks = gold_ranks(scores, [{2, 1}, {0}])
    assert [r.tolist() for r in ranks] == [[2, 4], [4]]
    assert r_precision(ranks, 1).tolist() == [0, 0]
    assert r_precision(ranks, 2).tolist() == [0.5, 0]
    assert r_precision(ranks, 5).tolist() == [1, 1]
    assert recall(ranks, 2).tolist() == [0.5, 0]
    assert reciprocal_rank(ranks).tolist() == [0.5, 0.25]
    assert average_precision(ranks).tolist() == [(1 / 2 + 2 / 4) / 2, 0.25]


def test_ties_keep_the_order_of_the_candidates() -> None:
    scores = np.full((3, 4), 0.5, np.float32)
    assert [r.tolist() for r in gold_ranks(scores, [[0], [2], [3, 1]])] == [[1], [3], [2, 4]]


def test_what_was_not_found_counts_nothing_and_breaks_nothing() -> None:
    ranks = [np.array([np.inf]), np.array([1.0, np.inf])]
    assert reciprocal_rank(ranks).tolist() == [0, 1]
    assert r_precision(ranks, 5).tolist() == [0, 0.5]
    assert average_precision(ranks).tolist() == [0, 0.5]


scores_and_gold = st.integers(2, 12).flatmap(
    lambda n: st.tuples(
        st.lists(st.integers(0, 5), min_size=n, max_size=n),
        st.sets(st.integers(0, n - 1), min_size=1),
    )
)


@given(scores_and_gold)
def test_ranks_are_those_of_a_stable_sort_and_precision_lies_in_its_bounds(
    case: tuple[list[int], set[int]],
) -> None:
    scores, gold = case
    order = sorted(range(len(scores)), key=lambda index: -scores[index])
    expected = sorted(order.index(index) + 1 for index in gold)
    ranks = gold_ranks(np.array([scores], np.float32), [gold])
    assert ranks[0].tolist() == expected
    found = [r_precision(ranks, k)[0] for k in range(1, len(scores) + 1)]
    assert all(0 <= value <= 1 for value in found)
    assert found[-1] == 1
    assert 0 < average_precision(ranks)[0] <= 1
    if len(set(scores)) == len(scores):
        truth = [index in gold for index in range(len(scores))]
        assert average_precision(ranks)[0] == pytest.approx(average_precision_score(truth, scores))


def test_blocks_of_queries_rank_as_all_of_them_at_once() -> None:
    scores = np.random.default_rng(1).random((23, 50), dtype=np.float32)
    gold = [[number % 50, 49] if number % 50 != 49 else [49] for number in range(23)]
    whole = gold_ranks(scores, gold)
    blocks = ranks_by(lambda start, stop: scores[start:stop], gold, width=3_000_000)
    assert all(np.array_equal(a, b) for a, b in zip(whole, blocks, strict=True))


def test_the_bootstrap_of_a_constant_is_a_point() -> None:
    figure = figure_of(mean_of("RP@5", [1 / 3] * 40))
    assert figure.low == figure.value == figure.high == pytest.approx(100 / 3)


def test_an_interval_is_that_of_the_mean_and_the_same_in_every_run() -> None:
    values = np.random.default_rng(3).random(400)
    figure = figure_of(mean_of("MRR", values))
    spread = 100 * 1.96 * values.std() / np.sqrt(len(values))
    assert figure.high - figure.value == pytest.approx(spread, rel=0.15)
    assert figure.value - figure.low == pytest.approx(spread, rel=0.15)
    assert figure == figure_of(mean_of("MRR", values))


def test_resamples_that_have_no_value_are_left_out() -> None:
    measure = auc("AUC", pair_set([0.9, 0.1], [1, 0]))
    figure = figure_of(measure, 50)
    assert (figure.low, figure.high) == (1, 1)


def test_a_mean_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no query"):
        mean_of("MRR", [])


def resampled(measure: Measure, drawn: list[int]) -> float:
    counts = np.bincount(drawn, minlength=measure.units).astype(np.float64)
    return float(measure.resampled(counts[None, :])[0])


graded = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from([0.0, 0.3, 1.0])), min_size=4, max_size=30
).filter(
    lambda pairs: len({g for _, g in pairs} & {0.0, 1.0}) == 2 and len({s for s, _ in pairs}) > 1
)


@given(graded, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_pair_measures_of_a_resample_equal_those_of_the_repeated_pairs(
    pairs: list[tuple[int, float]], random: object
) -> None:
    similarity = [s / 6 for s, _ in pairs]
    grade = [g for _, g in pairs]
    # Two pairs a unit, as a statement has; every unit at least once, so that each class is there.
    unit = [number // 2 for number in range(len(pairs))]
    whole = pair_set(similarity, grade, unit)
    drawn = [*range(whole.units), *(random.choices(range(whole.units), k=5))]  # type: ignore[attr-defined]
    repeated = [i for u in drawn for i in range(len(pairs)) if unit[i] == u]
    x = np.array(similarity, np.float32)[repeated]
    y = np.array(grade, np.float32)[repeated]
    right = y == 1

    found = spearman("Spearman", whole)
    assert found.value == pytest.approx(resampled(found, list(range(whole.units))), abs=1e-9)
    assert resampled(found, drawn) == pytest.approx(spearmanr(x, y).statistic, abs=1e-9)

    found = auc("AUC", whole)
    assert found.value == pytest.approx(resampled(found, list(range(whole.units))))
    assert resampled(found, drawn) == pytest.approx(roc_auc_score(right, x))

    found = accuracy_at("acc@0.5", whole, 0.5)
    assert resampled(found, drawn) == pytest.approx(100 * ((x >= 0.5) == right).mean())

    found = best_accuracy("best acc", whole)
    thresholds = [*np.unique(x), np.inf]
    best = max(((x >= threshold) == right).mean() for threshold in thresholds)
    assert resampled(found, drawn) == pytest.approx(100 * best)


def test_a_choice_depends_on_its_key_alone_and_is_spread_evenly() -> None:
    options = ["a", "b", "c"]
    keys = [f"key {number}" for number in range(3000)]
    picked = [chosen(options, key=key) for key in keys]
    assert picked == [chosen(options, key=key) for key in keys]
    assert all(900 < picked.count(option) < 1100 for option in options)
    with pytest.raises(ValueError, match="nothing to choose"):
        chosen([], key="x")
