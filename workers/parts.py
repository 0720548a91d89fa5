"""Which processes a worker is made of."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import psutil

from skillsearch.errors import SettingError
from skillsearch.settings import Settings
from workers.app import QUEUES

if TYPE_CHECKING:
    from skillsearch.ledger.records import Stage

__all__ = ["Part", "cuda_devices", "parts_of", "queues_of"]


@dataclass(frozen=True)
class Part:
    """One child of the supervisor; ``variables`` are those of its environment."""

    stage: Stage
    name: str
    concurrency: int = 1
    variables: Mapping[str, str] = field(default_factory=dict)


def queues_of(text: str, settings: Settings) -> tuple[Stage, ...]:
    """The stages that ``--queues`` names; by default all that this store needs.

    Raises :class:`SettingError` for an unknown one, and for ``write`` beside a Qdrant server.
    """
    if not text:
        return QUEUES if settings.qdrant_url is None else ("parse", "embed")
    names = list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    unknown = [name for name in names if name not in QUEUES]
    if unknown or not names:
        raise SettingError(
            f"--queues {text!r} names no queue: {', '.join(unknown) or 'it is empty'}.",
            remedy=f"There are: {', '.join(QUEUES)}.",
        )
    if "write" in names and settings.qdrant_url is not None:
        raise SettingError(
            "The queue write is for the embedded engine, whose folder one process holds; "
            "SKILLSEARCH_QDRANT_URL names a server, to which every embed worker writes itself.",
            remedy="Leave it out: --queues parse,embed.",
        )
    return tuple(stage for stage in QUEUES if stage in names)


def parts_of(
    stages: Sequence[Stage], settings: Settings, *, concurrency: int, embedders: int
) -> list[Part]:
    """The processes: one of ``concurrency`` parsers, ``embedders`` that embed, one that writes.

    Embedders take the CUDA devices in turn; without any they share the cores.
    """
    parts = []
    for stage in stages:
        if stage == "embed":
            devices = cuda_devices() if settings.encoder != "onnx" else []
            parts += [
                _embedder(number, embedders, devices, settings) for number in range(embedders)
            ]
        else:
            parts.append(Part(stage, stage, concurrency if stage == "parse" else 1))
    return parts


def cuda_devices() -> list[str]:
    """The CUDA devices that this process may use, found without loading CUDA."""
    visible = os.environ.get("CUDA_VISIBLE_DEVICES")
    if visible is not None:
        return [name for name in visible.split(",") if name.strip() and name.strip() != "-1"]
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return []
    try:
        listed = subprocess.run([tool, "-L"], capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.SubprocessError):
        return []
    count = sum(line.startswith("GPU ") for line in listed.stdout.splitlines())
    return [str(number) for number in range(count)]


def _embedder(number: int, of: int, devices: Sequence[str], settings: Settings) -> Part:
    name = "embed" if of == 1 else f"embed {number + 1}"
    if devices:
        return Part("embed", name, 1, {"CUDA_VISIBLE_DEVICES": devices[number % len(devices)]})
    if of > 1 and settings.encode_threads == 0:
        cores = psutil.cpu_count(logical=False) or 1
        return Part("embed", name, 1, {"SKILLSEARCH_ENCODE_THREADS": str(max(1, cores // of))})
    return Part("embed", name)
