"""The losses of the house recipe against values worked out by hand."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from training.losses.soft_retrieval import SoftRetrievalLoss
from training.losses.threshold import ThresholdLoss


class Compass(nn.Module):
    """A model that reads a text as degrees and gives the unit vector of that direction."""

    device = torch.device("cpu")

    def __init__(self) -> None:
        super().__init__()
        self.turn = nn.Parameter(torch.zeros(()))
        self.read: list[str] = []

    def preprocess(self, texts: Sequence[str]) -> dict[str, Any]:
        self.read += texts
        return {"angle": torch.tensor([math.radians(float(text)) for text in texts])}

    def forward(self, features: dict[str, Tensor]) -> dict[str, Tensor]:
        angle = features["angle"] + self.turn
        return {"sentence_embedding": torch.stack([angle.cos(), angle.sin()], dim=1)}


def cos(degrees: float) -> float:
    return math.cos(math.radians(degrees))


@pytest.fixture
def columns() -> Callable[..., list[dict[str, Tensor]]]:
    return lambda *texts: [Compass().preprocess(column) for column in texts]


def test_one_target_an_answer_is_the_softmax_over_the_targets_of_the_batch(
    columns: Callable[..., list[dict[str, Tensor]]],
) -> None:
    loss = SoftRetrievalLoss(Compass(), [{0: 1.0}, {1: 1.0}], [0, 1], scale=2.0, back=0.0)
    own, other = math.exp(2 * cos(30)), math.exp(2 * cos(60))
    value = loss(columns(["30", "60"], ["0", "90"]), torch.tensor([0, 1]))
    assert value.item() == pytest.approx(-math.log(own / (own + other)), abs=1e-5)


def test_targets_of_one_answer_that_meet_share_it_and_are_no_negatives(
    columns: Callable[..., list[dict[str, Tensor]]],
) -> None:
    answers = [{0: 0.6, 1: 0.2, 2: 0.2}, {1: 1.0}]
    loss = SoftRetrievalLoss(Compass(), answers, [0, 1], scale=2.0, back=0.0)
    first = [2 * cos(30), 2 * cos(60)]
    second = [2 * cos(80), 2 * cos(10)]
    of_first = math.log(sum(map(math.exp, first))) - (0.75 * first[0] + 0.25 * first[1])
    of_second = math.log(sum(map(math.exp, second))) - second[1]
    value = loss(columns(["30", "80"], ["0", "90"]), torch.tensor([0, 1]))
    assert value.item() == pytest.approx((of_first + of_second) / 2, abs=1e-5)


def test_on_the_way_back_every_query_that_a_target_answers_is_its_own(
    columns: Callable[..., list[dict[str, Tensor]]],
) -> None:
    answers = [{0: 0.5, 1: 0.5}, {1: 1.0}]
    forth = SoftRetrievalLoss(Compass(), answers, [0, 1], scale=2.0, back=0.0)
    both = SoftRetrievalLoss(Compass(), answers, [0, 1], scale=2.0, back=1.0)
    batch, labels = columns(["10", "80"], ["0", "90"]), torch.tensor([0, 1])
    to_zero = [math.exp(2 * cos(10)), math.exp(2 * cos(80))]
    expected = -math.log(to_zero[0] / sum(to_zero)) / 2  # both queries are right for "90"
    assert (both(batch, labels) - forth(batch, labels)).item() == pytest.approx(expected, abs=1e-5)


def test_a_pair_at_the_threshold_costs_log_two_and_a_surer_one_less(
    columns: Callable[..., list[dict[str, Tensor]]],
) -> None:
    loss = ThresholdLoss(Compass(), threshold=0.5, scale=20)
    at = loss(columns(["0"], ["60"]), torch.tensor([1.0]))
    assert at.item() == pytest.approx(math.log(2), abs=1e-4)
    assert loss(columns(["0"], ["30"]), torch.tensor([1.0])) < at
    assert loss(columns(["0"], ["30"]), torch.tensor([0.0])) > at
