from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from skillsearch.encoder.averaging import average
from skillsearch.errors import SettingError

WEIGHTS = "model.safetensors"


def moved(source: Path, target: Path, by: float) -> Path:
    shutil.copytree(source, target)
    weights = load_file(source / WEIGHTS)
    save_file(
        {n: w + by if w.dtype == np.float32 else w for n, w in weights.items()}, target / WEIGHTS
    )
    return target


def test_the_mean_of_a_model_and_one_that_is_moved_is_half_way(
    small_model: Path, tmp_path: Path
) -> None:
    other = moved(small_model, tmp_path / "other", 0.5)
    average([small_model, other], tmp_path / "mean")
    first, mean = load_file(small_model / WEIGHTS), load_file(tmp_path / "mean" / WEIGHTS)
    assert first.keys() == mean.keys()
    for name, weight in first.items():
        expected = weight + 0.25 if weight.dtype == np.float32 else weight
        np.testing.assert_allclose(mean[name], expected, atol=1e-6)
    assert (tmp_path / "mean" / "modules.json").is_file()


def test_models_of_different_shapes_are_refused_by_name(small_model: Path, tmp_path: Path) -> None:
    other = moved(small_model, tmp_path / "other", 0.0)
    weights = load_file(other / WEIGHTS)
    name = sorted(weights)[0]
    save_file({**weights, name: weights[name][:1].copy()}, other / WEIGHTS)
    with pytest.raises(SettingError, match="different shapes") as refused:
        average([small_model, other], tmp_path / "mean")
    assert str(other) in str(refused.value)
    assert not (tmp_path / "mean").exists()


def test_a_folder_without_weights_and_a_full_target_are_refused(
    small_model: Path, tmp_path: Path
) -> None:
    with pytest.raises(SettingError, match=WEIGHTS):
        average([small_model, tmp_path], tmp_path / "mean")
    with pytest.raises(SettingError, match="not empty"):
        average([small_model, small_model], small_model)
