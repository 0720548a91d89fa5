"""What ships is small, whole and self-contained, and leads back to sentence-transformers."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from command_line import Run
from safetensors.numpy import load_file

from skillsearch.encoder import KNOWN_MODELS, SHIPPED, Encoder, load_encoder
from skillsearch.encoder.dequantisation import write_float_folder
from skillsearch.encoder.exported_model import ExportDamaged, ExportedModel
from skillsearch.encoder.fidelity import CANONICAL_TEXTS, MIN_COSINE, cosines
from skillsearch.encoder.onnx_encoder import OnnxEncoder
from skillsearch.encoder.registry import locate
from skillsearch.encoder.shipping import ship
from skillsearch.errors import SettingError
from skillsearch.settings import Settings

EXACT = "session.x64quantprecision"


@pytest.fixture(scope="module")
def shipped(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny model as it would be shipped."""
    return ship(tiny_model, tmp_path_factory.mktemp("models") / "tiny").folder


@pytest.fixture
def shipped_folder() -> Path:
    """The folder of the model that ships."""
    folder = locate(SHIPPED).folder
    assert folder is not None
    return folder


@pytest.fixture
def damaged(shipped: Path, tmp_path: Path) -> Callable[..., Path]:
    """Makes a copy of the tiny shipped model whose ``config.json`` says something else."""

    def make(**changes: str) -> Path:
        folder = tmp_path / "changed"
        folder.mkdir()
        for name in ("model.onnx", "tokenizer.json"):
            os.link(shipped / name, folder / name)
        replace(ExportedModel.read(shipped), **changes).write(folder)
        return folder

    return make


def is_exact(encoder: OnnxEncoder) -> bool:
    """Whether onnxruntime was told to take exact sums."""
    options = encoder._session.get_session_options()
    try:
        return bool(options.get_session_config_entry(EXACT) == "1")
    except RuntimeError:  # that the key is unknown
        return False


def test_the_shipped_model_is_what_the_registry_says_and_at_most_25_mb(
    shipped_folder: Path,
) -> None:
    model, known = ExportedModel.read(shipped_folder), KNOWN_MODELS[SHIPPED]
    assert next(iter(KNOWN_MODELS)) == Settings().model == model.fingerprint.model == known.name
    found = model.fingerprint
    assert (found.dimension, found.pooling, found.max_length) == (
        known.dimension,
        known.pooling,
        known.max_length,
    )
    assert found.weights == model.sha256["model.onnx"]
    assert model.min_cosine >= MIN_COSINE
    assert (shipped_folder / "README.md").is_file()
    files = [shipped_folder / name for name in ("model.onnx", "tokenizer.json")]
    assert sum(file.stat().st_size for file in files) <= 25_000_000


def test_no_file_that_ships_names_the_place_where_it_was_made(shipped_folder: Path) -> None:
    described = [file for file in shipped_folder.rglob("*") if file.suffix in (".json", ".md")]
    assert len(described) >= 5
    for file in described:
        text = file.read_text(encoding="utf-8") if file.name != "tokenizer.json" else ""
        paths = re.findall(r"(?<![\w.:/])/\w+/\w+", text)
        assert not paths, f"{file.name} names {paths}"


def test_the_default_model_is_opened_where_it_is_installed(tmp_path: Path) -> None:
    load_encoder(Settings(data_dir=tmp_path / "home", encoder="onnx")).encode(["weld pipes"])
    assert not (tmp_path / "home").exists()


def test_a_shipped_folder_serves_by_its_path_and_is_named_like_it(
    shipped: Path, tiny_model: Path, tmp_path: Path
) -> None:
    from skillsearch.encoder.torch_encoder import TorchEncoder

    encoder = load_encoder(Settings(model=str(shipped), data_dir=tmp_path, encoder="onnx"))
    assert encoder.fingerprint.model == "tiny"
    exact = TorchEncoder("tiny", tiny_model, device="cpu")
    assert cosines(encoder.encode(CANONICAL_TEXTS), exact.encode(CANONICAL_TEXTS)).min() > 0.99


def test_torch_runs_a_shipped_model_under_the_same_fingerprint(
    shipped: Path, tmp_path: Path
) -> None:
    onnx = load_encoder(Settings(model=str(shipped), data_dir=tmp_path, encoder="onnx"))
    torch = load_encoder(Settings(model=str(shipped), data_dir=tmp_path, encoder="torch"))
    assert torch.fingerprint == onnx.fingerprint
    assert cosines(torch.encode(CANONICAL_TEXTS), onnx.encode(CANONICAL_TEXTS)).min() > 0.995
    made = [path.name for path in (tmp_path / "models").iterdir() if path.is_dir()]
    assert len(made) == 1
    again = load_encoder(Settings(model=str(shipped), data_dir=tmp_path, encoder="torch"))
    assert np.array_equal(again.encode(["weld"]), torch.encode(["weld"]))


def test_weights_come_back_to_within_half_a_step(
    shipped: Path, tiny_model: Path, tmp_path: Path
) -> None:
    write_float_folder(shipped, tmp_path)
    original = load_file(tiny_model / "model.safetensors")
    returned = load_file(tmp_path / "model.safetensors")
    assert set(returned) == set(original)
    for name, exact in original.items():
        if name.startswith("pooler."):
            continue
        if exact.ndim == 2:  # a row has one scale: of an output, or of a token's embedding
            largest = np.abs(exact).max(axis=1, keepdims=True)
            # Smoothing moves part of an input's size into its column of the weights.
            assert (np.abs(returned[name] - exact) <= largest / 127 * 3 + 1e-6).all(), name
        else:
            np.testing.assert_allclose(returned[name], exact, atol=1e-6, err_msg=name)


def test_the_exported_folder_can_be_shipped_again_and_means_the_same(
    run: Run, shipped: Path, tmp_path: Path
) -> None:
    assert run("models", "export", shipped, tmp_path / "float").code == 0
    assert run("models", "ship", tmp_path / "float", tmp_path / "again").code == 0
    first, again = OnnxEncoder(shipped), OnnxEncoder(tmp_path / "again")
    assert cosines(first.encode(CANONICAL_TEXTS), again.encode(CANONICAL_TEXTS)).min() > 0.99
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again", "float"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("export", "all-MiniLM-L6-v2", "new"), "no shipped model"),
        (("export", SHIPPED, "full"), "not empty"),
        (("export", "no such/model!", "new"), "not known"),
        (("ship", "new", "other"), "config.json is missing"),
        (("ship", "tiny", "full"), "something else than a shipped model"),
        (("ship", "tiny", "new", "--max-megabytes", "0.1"), "100,000 are allowed"),
        (("shop",), "Did you mean 'ship'?"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_shipped_or_exported_is_refused_and_leaves_nothing(
    run: Run,
    tiny_model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny").symlink_to(tiny_model)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    refused = run("models", *arguments)
    assert refused.code == 2
    assert says in refused.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["full", "tiny"]
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]


def test_an_export_that_was_made_for_serving_has_no_way_back(
    exported_models: Path, tmp_path: Path
) -> None:
    (export,) = (path for path in (exported_models / "models").iterdir() if path.is_dir())
    with pytest.raises(ExportDamaged, match="has no folder sentence-transformers"):
        write_float_folder(export, tmp_path)


def test_a_damaged_shipped_model_is_refused_with_what_to_do(
    damaged: Callable[..., Path], tmp_path: Path
) -> None:
    folder = damaged()
    (folder / "tokenizer.json").unlink()
    (folder / "tokenizer.json").write_text("{}")
    for kind in ("onnx", "torch"):
        with pytest.raises(SettingError, match="Install skillsearch again"):
            load_encoder(Settings(model=str(folder), data_dir=tmp_path, encoder=kind))


def test_a_processor_whose_sums_saturate_is_noticed_and_gets_exact_ones(
    damaged: Callable[..., Path], shipped: Path
) -> None:
    usual = OnnxEncoder(shipped)
    numbers = ExportedModel.read(shipped).probe.split()
    half = len(numbers) // 2
    other = OnnxEncoder(damaged(probe=" ".join(["0"] * half + numbers[half:])))
    assert is_exact(other)
    np.testing.assert_allclose(
        other.encode(CANONICAL_TEXTS), usual.encode(CANONICAL_TEXTS), rtol=0, atol=1e-6
    )


def test_the_probe_tells_rounding_from_saturation(shipped_folder: Path, encoder: Encoder) -> None:
    from skillsearch.encoder.fidelity import PROBE

    model, vector = ExportedModel.read(shipped_folder), encoder.encode([PROBE])[0]
    noise = np.random.default_rng(1).normal(size=vector.shape).astype(np.float32)
    noise /= np.linalg.norm(noise)
    assert model.agrees(vector)
    assert model.agrees(vector + 0.01 * noise)
    assert not model.agrees(vector + 0.1 * noise), "cosine 0.995, as where sums saturate"
    assert json.loads((shipped_folder / "config.json").read_text())["probe"]
