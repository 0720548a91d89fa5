"""The figures by which rankings of resumes are judged, and what else they are compared with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from skillsearch.encoder.base import Fingerprint, Progress, Vectors
from training.evaluation.matching import measure_categories
from training.evaluation.matching.baselines import bm25_scores, max_sim, sentences_of
from training.evaluation.matching.kept_vectors import KeptVectors

RESUMES = ["CHEF", "CHEF", "SALES", "SALES", "SALES"]


def _scores(*rows: Sequence[float]) -> np.ndarray:
    return np.array(rows, np.float32)


def test_a_ranking_with_its_own_category_first_is_perfect() -> None:
    ranking = measure_categories(
        _scores([5, 4, 3, 2, 1], [1, 2, 5, 4, 3]), ["CHEF", "SALES"], RESUMES
    )
    ndcg, auc = ranking.figures(50)
    assert (ndcg.value, ndcg.low, ndcg.high) == (100, 100, 100)
    assert (auc.value, auc.low, auc.high) == (1, 1, 1)


def test_a_ranking_the_wrong_way_round_has_no_area() -> None:
    ranking = measure_categories(_scores([1, 2, 3, 4, 5]), ["CHEF"], RESUMES)
    assert ranking.auc.tolist() == [0]
    assert ranking.ndcg[0] == pytest.approx(
        (1 / np.log2(5) + 1 / np.log2(6)) / (1 + 1 / np.log2(3))
    )


def test_equal_scores_count_half_and_keep_the_order_of_the_resumes() -> None:
    ranking = measure_categories(_scores([0] * 5, [0] * 5), ["CHEF", "SALES"], RESUMES)
    assert ranking.auc.tolist() == [0.5, 0.5]
    assert ranking.ndcg[0] == 1 > ranking.ndcg[1]


def test_a_category_with_many_postings_counts_no_more_than_one_with_few() -> None:
    good, bad = [5, 4, 3, 2, 1], [5, 4, 3, 2, 1]
    ranking = measure_categories(
        _scores(good, bad, bad, bad), ["CHEF", "SALES", "SALES", "SALES"], RESUMES
    )
    assert ranking.measures[1].value == pytest.approx(0.5)
    assert ranking.by_category()["CHEF"] == (1, 1)


@pytest.mark.parametrize(
    ("scores", "categories"),
    [
        (_scores([1, 2, 3]), ["CHEF"]),
        (_scores([1, 2, 3, 4, np.nan]), ["CHEF"]),
        (_scores([1, 2, 3, 4, 5]), ["ARTS"]),
    ],
)
def test_scores_that_cannot_be_judged_are_refused(
    scores: np.ndarray, categories: list[str]
) -> None:
    with pytest.raises(ValueError, match=r"shape|number|0 of 5"):
        measure_categories(scores, categories, RESUMES)


def test_bm25_prefers_the_resume_with_the_rare_word() -> None:
    texts = ["welds pipes and manages people", "manages people", "manages people and budgets"]
    scores = bm25_scores(["someone who welds and manages"], texts)
    assert scores.argmax() == 0
    assert (scores > 0).all()


def test_max_sim_is_the_mean_of_each_rows_best() -> None:
    asking = [np.array([[1, 0], [0, 1]], np.float32)]
    held = [np.array([[1, 0]], np.float32), np.array([[0.6, 0.8], [0.8, 0.6]], np.float32)]
    assert max_sim(asking, held)[0] == pytest.approx([0.5, 0.8])


def test_a_text_without_a_sentence_is_one_itself() -> None:
    assert sentences_of("Plans the menu. Orders the fish!\n12/2020") == [
        "Plans the menu.",
        "Orders the fish!",
    ]
    assert sentences_of("12/2020") == ["12/2020"]


class _Counting:
    """Encodes a text as its length and first letter, and counts."""

    fingerprint = Fingerprint("counting", "0" * 64, 2, "none", 1, "float32")

    def __init__(self) -> None:
        self.encoded = 0

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        self.encoded += len(texts)
        return np.array([[len(text), ord(text[0])] for text in texts], np.float32)


def test_kept_vectors_are_made_once_over_two_runs(tmp_path: Path) -> None:
    texts = ["fish", "menu", "fish", "a longer text"]
    first, second = _Counting(), _Counting()
    made = KeptVectors(first, tmp_path).encode(texts)
    again = KeptVectors(second, tmp_path).encode([*texts, "new"])
    assert (first.encoded, second.encoded) == (3, 1)
    assert np.array_equal(again[:4], made)
    assert made.tolist() == _Counting().encode(texts).tolist()
    assert not [file for file in tmp_path.iterdir() if b"longer" in file.read_bytes()]
