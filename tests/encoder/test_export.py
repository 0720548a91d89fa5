"""An export is whole or absent, whatever happens to it; any supported folder can be exported."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from skillsearch.encoder import load_encoder
from skillsearch.encoder.exported_model import ExportDamaged, ExportedModel
from skillsearch.encoder.exports import export_folder
from skillsearch.encoder.fidelity import CANONICAL_TEXTS, MIN_COSINE, cosines
from skillsearch.encoder.registry import locate
from skillsearch.encoder.torch_encoder import TorchEncoder
from skillsearch.errors import StoreReadOnly
from skillsearch.settings import Settings

TEXTS = CANONICAL_TEXTS


def start_export(source: Path, target: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "skillsearch.encoder.onnx_export", "tiny", source, target],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_a_folder_with_cls_pooling_is_exported_and_mended_when_cut_short(
    tiny_model: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(model=str(tiny_model), data_dir=tmp_path, encoder="onnx")
    with caplog.at_level(logging.INFO, logger="skillsearch"):
        encoder = load_encoder(settings)
    assert [record.levelname for record in caplog.records] == ["INFO"]
    assert (encoder.fingerprint.model, encoder.fingerprint.pooling) == ("tiny-cls", "cls")
    assert (encoder.fingerprint.dimension, encoder.fingerprint.max_length) == (32, 48)
    exact = TorchEncoder("tiny-cls", tiny_model, device="cpu")
    assert cosines(encoder.encode(TEXTS), exact.encode(TEXTS)).min() >= MIN_COSINE
    assert exact.fingerprint == encoder.fingerprint

    folder = export_folder(locate(str(tiny_model)), tmp_path)
    model = folder / "model.onnx"
    os.truncate(model, model.stat().st_size // 2)
    with pytest.raises(ExportDamaged, match=r"model\.onnx is not the file that was exported"):
        ExportedModel.read(folder)
    caplog.clear()
    mended = load_encoder(settings)
    assert "made anew" in caplog.text
    np.testing.assert_allclose(mended.encode(TEXTS), encoder.encode(TEXTS), rtol=0, atol=1e-6)


def test_a_killed_export_leaves_nothing_and_two_at_once_make_one(
    tiny_model: Path, tmp_path: Path
) -> None:
    target = tmp_path / "models" / "tiny"
    first = start_export(tiny_model, target)
    while not list(target.parent.glob("half-made-*/tokenizer.json")) and first.poll() is None:
        time.sleep(0.01)
    first.send_signal(signal.SIGKILL)
    assert first.wait() == -signal.SIGKILL
    assert not target.exists()

    both = [start_export(tiny_model, target) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert ExportedModel.read(target).min_cosine >= MIN_COSINE
    assert sorted(path.name for path in target.parent.iterdir()) == ["export.lock", "tiny"]
    assert sorted(path.name for path in target.iterdir()) == [
        "config.json",
        "model.onnx",
        "tokenizer.json",
    ]


def test_a_data_folder_that_is_a_file_is_refused_with_what_to_change(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(StoreReadOnly, match="SKILLSEARCH_DATA_DIR"):
        load_encoder(Settings(data_dir=tmp_path / "home", encoder="onnx", model="all-MiniLM-L6-v2"))
