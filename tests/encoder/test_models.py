"""Which names resolve, and what is said of those that do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from skillsearch.encoder import KNOWN_MODELS, load_encoder
from skillsearch.encoder.registry import locate, weights_digest
from skillsearch.errors import SettingError, UnknownModel
from skillsearch.settings import Settings


def test_the_stock_model_comes_from_its_package_with_the_published_weights() -> None:
    source = locate("all-MiniLM-L6-v2")
    assert source.folder is not None
    assert weights_digest(source.fetch()) == KNOWN_MODELS["all-MiniLM-L6-v2"].sha256
    assert locate("sentence-transformers/all-MiniLM-L6-v2") == source


def test_weights_that_are_not_the_published_ones_are_refused(tmp_path: Path) -> None:
    from dataclasses import replace

    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    with pytest.raises(SettingError, match="not the published ones"):
        replace(locate("all-MiniLM-L6-v2"), folder=tmp_path).fetch()


@pytest.mark.parametrize("name", ["no-such-model", "nobody/no-such-model", "Model: 7", "", "/gone"])
def test_an_unknown_model_is_named_and_the_known_ones_are_listed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setattr("huggingface_hub.hf_api.ENDPOINT", "http://127.0.0.1:9", raising=False)
    with pytest.raises(UnknownModel) as caught:
        load_encoder(Settings(model=name, data_dir=tmp_path, encoder="onnx"))
    message = str(caught.value)
    assert repr(name) in message
    assert "no folder of that name exists" in message
    assert all(known in message for known in KNOWN_MODELS)
    if name.endswith("no-such-model"):
        assert "could not be reached" in message


def test_a_folder_without_a_model_is_refused_with_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UnknownModel, match=r"no weights .*safetensors"):
        load_encoder(Settings(model=str(tmp_path), data_dir=tmp_path / "home", encoder="onnx"))


@pytest.mark.parametrize("kind", ["onnx", "torch", "auto"])
def test_a_folder_with_broken_weights_is_refused_without_a_traceback(
    kind: str, tmp_path: Path
) -> None:
    model = tmp_path / "model"
    model.mkdir()
    (model / "model.safetensors").write_bytes(b"\0" * 64)
    with pytest.raises(SettingError, match="cannot be"):
        load_encoder(Settings(model=str(model), data_dir=tmp_path / "home", encoder=kind))


def test_two_folders_never_share_an_export(tmp_path: Path) -> None:
    sources = []
    for parent in ("a", "b"):
        (tmp_path / parent / "model").mkdir(parents=True)
        (tmp_path / parent / "model" / "model.safetensors").write_bytes(b"same size")
        sources.append(locate(str(tmp_path / parent / "model")))
    assert sources[0].slug != sources[1].slug
