"""In which arithmetic a model is trained; its weights are float32 whatever is chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from skillsearch.errors import SettingError

__all__ = ["Precision", "choose_precision", "cpu_has_bfloat16"]

Precision = Literal["float32", "bfloat16", "float16"]

_CPU_FLAGS = frozenset({"avx512_bf16", "amx_bf16", "bf16"})
"""Linux's names of processor features that multiply bfloat16 natively; the last is that of Arm."""


def choose_precision(wanted: str) -> Precision:
    """``auto`` → the fastest that is safe here; anything else → itself, if it works here.

    auto: on CUDA bfloat16, or float16 where the card has no bfloat16; on a CPU bfloat16 where the
    processor has it natively, else float32. Only float32 of one kind of machine gives the same
    weights again to the last digit. Raises :class:`~skillsearch.errors.SettingError`.
    """
    import torch

    cuda = torch.cuda.is_available()
    if wanted == "auto":
        if cuda:
            return "bfloat16" if torch.cuda.is_bf16_supported() else "float16"
        return "bfloat16" if cpu_has_bfloat16() else "float32"
    if wanted == "float16" and not cuda:
        raise SettingError(
            "float16 needs CUDA, which is not here.", remedy="Use --precision auto or bfloat16."
        )
    for precision in get_args(Precision):
        if wanted == precision:
            return precision  # type: ignore[no-any-return]
    raise SettingError(
        f"There is no precision {wanted!r}.",
        remedy=f"Use --precision auto, {', '.join(get_args(Precision))}.",
    )


def cpu_has_bfloat16(cpuinfo: Path = Path("/proc/cpuinfo")) -> bool:
    """Whether Linux says that the processor multiplies bfloat16 itself; elsewhere False."""
    try:
        lines = cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    flags = next((line for line in lines if line.startswith(("flags", "Features"))), "")
    return not _CPU_FLAGS.isdisjoint(flags.partition(":")[2].split())
