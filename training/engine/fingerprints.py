"""What a run was made of and made on: digests of data, versions of libraries, the machine."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skillsearch.errors import SourceError

if TYPE_CHECKING:
    from datasets import Dataset

__all__ = ["describe_files", "describe_machine", "rows_digest", "versions"]

_LIBRARIES = (
    "skillsearch",
    "sentence-transformers",
    "transformers",
    "torch",
    "datasets",
    "accelerate",
    "numpy",
)


def describe_files(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """Name, size in bytes and SHA-256 of each file, those of a folder one by one.

    Raises :class:`~skillsearch.errors.SourceError` for one that cannot be read.
    """
    described = []
    for path in paths:
        below = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in below:
            try:
                with file.open("rb") as stream:
                    digest = hashlib.file_digest(stream, "sha256").hexdigest()
                described.append(
                    {"name": file.name, "bytes": file.stat().st_size, "sha256": digest}
                )
            except OSError as error:
                reason = error.strerror or str(error)
                raise SourceError(f"the file cannot be read: {reason}.", path=file) from None
    return described


def rows_digest(datasets: Mapping[str, Dataset]) -> str:
    """SHA-256 (hex) over the names and rows of training sets, in their order."""
    digest = hashlib.sha256()
    for name, dataset in datasets.items():
        digest.update(f"{name}\n".encode())
        for batch in dataset.iter(batch_size=1000):
            digest.update(json.dumps(batch, sort_keys=True).encode())
    return digest.hexdigest()


def versions() -> dict[str, str]:
    """Python and the libraries that decide what comes out."""
    found = {"python": platform.python_version()}
    for library in _LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            continue
    return found


def describe_machine() -> dict[str, str | int]:
    """Processor, cores that this process may use, torch's threads, and the card if there is one."""
    import torch

    machine: dict[str, str | int] = {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1,
        "threads": torch.get_num_threads(),
    }
    if torch.cuda.is_available():
        machine["cuda"] = torch.cuda.get_device_name()
    return machine


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, "") or platform.processor() or platform.machine()
