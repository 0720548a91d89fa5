"""The card of a model says what a reader must know, and names no folder of its maker."""

from __future__ import annotations

from typing import Any

import pytest
from tiny_recipe import TinyRecipe

from training.card import model_card
from training.evaluation.results import Evaluation, Figure, Row

RECORD: dict[str, Any] = {
    "identity": {
        "recipe": "tiny",
        "settings": {"epochs": 2, "seed": 42},
        "precision": "bfloat16",
        "base": "a" * 64,
    },
    "base": {"name": "all-MiniLM-L6-v2", "licence": "Apache-2.0"},
    "data": {
        "files": [{"name": "skills|en.csv", "bytes": 1234, "sha256": "b" * 64}],
        "rows": {"pairs": 12_345},
        "held_out": "One in ten.",
    },
    "command": "skillsearch train tiny --data FOLDER --out RUN",
    "versions": {"python": "3.11.9", "torch": "2.13.0"},
    "machine": {"processor": "Abacus", "threads": 2},
    "steps": 100,
    "epochs": 2.0,
    "seconds": 600.0,
    "pairs_per_second": 41.2,
    "tokens_per_second": 824.0,
    "losses": [[1, 0.5], [100, 0.125]],
    "weights": {"sha256": "c" * 64, "frozen": 0},
}


def row(model: str, *figures: Figure) -> Row:
    return Row("ssf-skills", "Statement → skill", model, "dense", 1048, figures, None, 1.0)


@pytest.fixture
def evaluation() -> Evaluation:
    stock = row("stock", Figure("AUC", 0.98512, 0.98, 0.99), Figure("MRR", 63.71, 61.0, 66.2))
    tuned = row("tiny (this model)", Figure("MRR", 75.04, 73.0, 77.0))
    return Evaluation((stock, tuned), {})


def test_a_card_has_data_recipe_figures_limits_and_how_to_make_it_again(
    evaluation: Evaluation,
) -> None:
    card = model_card(TinyRecipe(), RECORD, evaluation)
    for fact in (
        "base_model: all-MiniLM-L6-v2",
        "75.0",
        "tiny (this model)",
        "Written for this test.",
        "One in ten.",
        "skills\\|en.csv",
        "12,345",
        "skillsearch train tiny --data FOLDER --out RUN",
        "100 steps (2 epochs) in 10 min on Abacus, 2 threads in bfloat16: 41 pairs/s",
        "Loss 0.5000 → 0.1250",
        "torch 2.13.0",
        "Good for nothing.",
        "no judgement of a person",
        "Apache-2.0",
        "c" * 64,
    ):
        assert fact in card, fact


def test_only_float32_on_a_cpu_is_said_to_come_out_the_same() -> None:
    exact = {**RECORD, "identity": {**RECORD["identity"], "precision": "float32"}}
    assert "last digit" in model_card(TinyRecipe(), exact, None)
    assert "last digit" not in model_card(TinyRecipe(), RECORD, None)


def test_a_model_that_was_not_measured_says_so() -> None:
    assert "This run was not evaluated." in model_card(TinyRecipe(), RECORD, None)
