"""Which arithmetic is chosen, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from skillsearch.errors import SettingError
from training.engine.precision import choose_precision, cpu_has_bfloat16


@pytest.mark.parametrize(
    ("cpuinfo", "native"),
    [
        ("model name : x\nflags\t\t: fpu avx512_bf16 sse\n", True),
        ("Features\t: fp asimd bf16\n", True),
        ("flags\t\t: fpu avx512f avx512_bf1\n", False),
        ("", False),
    ],
)
def test_native_bfloat16_is_read_from_the_processors_flags(
    tmp_path: Path, cpuinfo: str, native: bool
) -> None:
    (tmp_path / "cpuinfo").write_text(cpuinfo)
    assert cpu_has_bfloat16(tmp_path / "cpuinfo") is native


def test_a_system_without_cpuinfo_gets_float32(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not cpu_has_bfloat16(tmp_path / "nothing")
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    monkeypatch.setattr("training.engine.precision.cpu_has_bfloat16", lambda: False)
    assert choose_precision("auto") == "float32"


def test_a_card_without_bfloat16_gets_float16(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("torch.cuda.is_available", lambda: True)
    monkeypatch.setattr("torch.cuda.is_bf16_supported", lambda: False)
    assert choose_precision("auto") == "float16"
    assert choose_precision("float32") == "float32"


def test_float16_needs_cuda(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    with pytest.raises(SettingError, match="CUDA"):
        choose_precision("float16")


def test_an_unknown_precision_is_answered_with_all() -> None:
    with pytest.raises(SettingError) as refused:
        choose_precision("half")
    assert "float32, bfloat16, float16" in refused.value.remedy
