"""A run ends as it would have, whatever happens to it on the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rich.console import Console
from safetensors.numpy import load_file
from tiny_recipe import TinyRecipe

from skillsearch.encoder.registry import locate
from skillsearch.errors import SettingError
from training.engine.fingerprints import rows_digest
from training.engine.progress import read_log
from training.engine.run_folder import RunFolder
from training.engine.train import Pace, begin, train
from training.recipes.base import Recipe, Sources

ROOT = Path(__file__).parents[3]
STEPS = 24
"""Two epochs of 8 + 4 batches."""


def carry_out(
    recipe: Recipe, model: Path, out: Path, precision: Any = "float32", pace: Pace | None = None
) -> dict[str, Any]:
    material = recipe.prepare(Sources())
    base = locate(str(model))
    folder = RunFolder(out)
    with folder.held():
        record = begin(folder, recipe, material, base, precision)
        return train(
            folder, recipe, material, base, record, Console(stderr=True), pace or Pace(log_steps=1)
        )


def weights(model: Path) -> dict[str, np.ndarray]:
    return load_file(model / "model.safetensors")


def largest_difference(one: Path, other: Path) -> float:
    left, right = weights(one), weights(other)
    assert left.keys() == right.keys()
    return max(float(np.abs(left[name] - right[name]).max()) for name in left)


@pytest.fixture
def tiny() -> TinyRecipe:
    return TinyRecipe()


@pytest.fixture(scope="module")
def unharmed(small_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run of the tiny recipe that nothing happened to."""
    out = tmp_path_factory.mktemp("runs") / "unharmed"
    carry_out(TinyRecipe(), small_model, out)
    return out


def killed(model: Path, out: Path, step: int, how: str) -> subprocess.CompletedProcess[str]:
    script = Path(__file__).with_name("tiny_run.py")
    return subprocess.run(
        [sys.executable, str(script), str(model), str(out), str(step), how],
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


@pytest.mark.parametrize("step", [7, 18], ids=["in the first epoch", "in the second"])
def test_a_run_killed_on_the_way_ends_with_the_same_weights(
    tiny: Recipe, small_model: Path, unharmed: Path, tmp_path: Path, step: int
) -> None:
    dead = killed(small_model, tmp_path / "run", step, "SIGKILL")
    assert dead.returncode == -9, dead.stderr
    assert not (tmp_path / "run" / "model").exists()
    assert RunFolder(tmp_path / "run").newest_checkpoint() is not None

    record = carry_out(tiny, small_model, tmp_path / "run")
    assert record["steps"] == STEPS
    assert largest_difference(tmp_path / "run" / "model", unharmed / "model") <= 1e-5
    lines = read_log(tmp_path / "run" / "training.jsonl")
    assert [line.step for line in lines] == list(range(1, STEPS + 1))
    assert lines[-1].pairs >= 90, "the pairs of both lives are counted"


def test_ctrl_c_writes_a_checkpoint_and_says_how_to_go_on(
    tiny: Recipe, small_model: Path, unharmed: Path, tmp_path: Path
) -> None:
    stopped = killed(small_model, tmp_path / "run", 9, "SIGINT")
    assert stopped.returncode != 0
    assert "Stopped at step 10 of 24" in stopped.stderr
    assert "same command again" in " ".join(stopped.stderr.split())
    newest = RunFolder(tmp_path / "run").newest_checkpoint()
    assert newest is not None
    assert newest.name == "checkpoint-10"

    carry_out(tiny, small_model, tmp_path / "run")
    assert largest_difference(tmp_path / "run" / "model", unharmed / "model") <= 1e-5


def test_training_learns_what_it_is_told(small_model: Path, unharmed: Path) -> None:
    losses = [line.loss for line in read_log(unharmed / "training.jsonl")]
    assert sum(losses[12:]) < sum(losses[:12]), "the second epoch, over the same rows, is better"
    assert largest_difference(small_model, unharmed / "model") > 1e-4


def test_the_record_tells_what_a_run_was(unharmed: Path, small_model: Path) -> None:
    record = json.loads((unharmed / "run.json").read_text())
    assert record["status"] == "trained"
    assert record["identity"]["settings"]["seed"] == 42
    assert record["data"]["rows"] == {"pairs": 30, "triplets": 15}
    assert record["steps"] == STEPS
    assert record["epochs"] == 2
    assert record["pairs_per_second"] > 0
    assert record["losses"][-1][0] == STEPS
    assert {"torch", "sentence-transformers", "python"} <= record["versions"].keys()
    assert str(small_model) not in json.dumps(record), "a folder goes by its name"


def test_the_model_reads_as_many_tokens_as_its_base(unharmed: Path, small_model: Path) -> None:
    from skillsearch.encoder.torch_encoder import TorchEncoder

    made = TorchEncoder("tiny", unharmed / "model", "cpu").fingerprint
    base = TorchEncoder("tiny", small_model, "cpu").fingerprint
    assert (made.max_length, made.pooling) == (base.max_length, base.pooling)
    assert made.weights != base.weights


def test_another_seed_makes_another_model(
    tiny: Recipe, small_model: Path, unharmed: Path, tmp_path: Path
) -> None:
    carry_out(replace(tiny, seed=1), small_model, tmp_path / "run")
    assert largest_difference(tmp_path / "run" / "model", unharmed / "model") > 1e-3


def test_another_recipe_in_the_same_folder_is_refused(
    tiny: Recipe, small_model: Path, unharmed: Path
) -> None:
    with pytest.raises(SettingError, match="epochs was 2 and is 3"):
        carry_out(replace(tiny, epochs=3), small_model, unharmed)


def test_other_data_in_the_same_folder_is_refused(
    tiny: Recipe, small_model: Path, unharmed: Path
) -> None:
    material = tiny.prepare(Sources())
    changed = {**material.datasets, "pairs": material.datasets["triplets"]}
    assert rows_digest(material.datasets) == rows_digest(tiny.prepare(Sources()).datasets)
    assert rows_digest(changed) != rows_digest(material.datasets)
    other = replace(material, datasets=changed)
    folder = RunFolder(unharmed)
    with folder.held(), pytest.raises(SettingError, match="data was"):
        begin(folder, tiny, other, locate(str(small_model)), "float32")


def test_frozen_words_stay_as_they_were(tiny: Recipe, small_model: Path, tmp_path: Path) -> None:
    frozen = replace(tiny, freeze_embeddings=True, max_steps=3)
    record = carry_out(frozen, small_model, tmp_path / "run")
    before, after = weights(small_model), weights(tmp_path / "run" / "model")
    table = next(name for name in before if name.endswith("word_embeddings.weight"))
    assert np.array_equal(before[table], after[table])
    assert record["weights"]["frozen"] == before[table].size
    assert record["steps"] == 3
    assert largest_difference(small_model, tmp_path / "run" / "model") > 0


def test_bfloat16_trains_float32_weights(tiny: Recipe, small_model: Path, tmp_path: Path) -> None:
    carry_out(replace(tiny, max_steps=4), small_model, tmp_path / "run", "bfloat16")
    after = weights(tmp_path / "run" / "model")
    assert {array.dtype for array in after.values()} == {np.dtype(np.float32)}
    assert largest_difference(small_model, tmp_path / "run" / "model") > 1e-5


def test_checkpoints_are_kept_to_two_and_removed_when_the_model_is_there(
    tiny: Recipe, small_model: Path, tmp_path: Path
) -> None:
    killed(small_model, tmp_path / "run", 15, "SIGKILL")
    assert len(list((tmp_path / "run" / "checkpoints").iterdir())) == 2
    carry_out(tiny, small_model, tmp_path / "run")
    assert not (tmp_path / "run" / "checkpoints").exists()


def test_nothing_to_train_on_is_said(tiny: Recipe, small_model: Path, tmp_path: Path) -> None:
    material = tiny.prepare(Sources())
    empty = replace(material, datasets={"pairs": material.datasets["pairs"].select([])})
    folder = RunFolder(tmp_path / "run")
    with folder.held(), pytest.raises(SettingError, match="no training rows"):
        begin(folder, tiny, empty, locate(str(small_model)), "float32")


def test_a_recipe_may_say_how_rows_come_together(small_model: Path, tmp_path: Path) -> None:
    from sentence_transformers.base.sampler import DefaultBatchSampler

    made: list[tuple[str, ...]] = []

    class InOrder(DefaultBatchSampler):
        """Batches as they stand in the data set."""

    def in_order(dataset: Any, **given: Any) -> InOrder:
        made.append(tuple(name for name in dataset.column_names if name != "dataset_name"))
        return InOrder(range(len(dataset)), **given)

    class Ordered(TinyRecipe):
        def batch_sampler(self) -> Any:
            return in_order

    record = carry_out(replace(Ordered(), max_steps=2), small_model, tmp_path / "run")
    assert record["steps"] == 2
    assert set(made) == {("sentence1", "sentence2", "score"), ("anchor", "positive", "negative")}


def test_a_loss_with_weights_of_its_own_is_refused(small_model: Path, tmp_path: Path) -> None:
    import torch

    class Scaled(TinyRecipe):
        def losses(self, model: Any) -> Any:
            losses = super().losses(model)
            losses["pairs"].scale = torch.nn.Parameter(torch.ones(()))
            return losses

    with pytest.raises(ValueError, match="'pairs' has weights that no checkpoint would keep"):
        carry_out(Scaled(), small_model, tmp_path / "run")
