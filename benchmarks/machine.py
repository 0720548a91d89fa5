"""What was measured on."""

from __future__ import annotations

import platform
from importlib.metadata import version
from pathlib import Path

import psutil

__all__ = ["describe_machine"]

LIBRARIES = ("qdrant-edge-py", "qdrant-client", "onnxruntime", "sentence-transformers", "torch")


def describe_machine() -> str:
    """Processor, cores, memory, Python and the libraries that matter, in two lines."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{_processor()}, {psutil.cpu_count(logical=False)} cores "
        f"({psutil.cpu_count()} threads), {psutil.virtual_memory().total / 2**30:.0f} GiB, "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}\n{libraries}"
    )


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
