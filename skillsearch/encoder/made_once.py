"""Folders that are whole or absent, whoever makes them and whatever kills him."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import filelock

__all__ = ["make_once"]

_HALF_MADE = "half-made-"


def make_once(target: Path, fill: Callable[[Path], object], whole: Callable[[Path], bool]) -> None:
    """Make the folder ``target`` by ``fill``, unless it is there and ``whole``.

    ``fill`` gets an empty folder, which is flushed to the disk and then renamed: what it raises
    leaves no trace. One process at a time works in the folder above; what a killed one left there
    is removed. Raises :class:`OSError` where that folder cannot be written.
    """
    parent = target.parent
    parent.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(parent / "export.lock"):
        if whole(target):
            return
        for left in parent.glob(f"{_HALF_MADE}*"):
            shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=_HALF_MADE, dir=parent))
        try:
            fill(folder)
            _flush(folder)
            folder.chmod(0o755)
            shutil.rmtree(target, ignore_errors=True)
            folder.rename(target)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _flush(folder: Path) -> None:
    """Bring the files to the disk, so that the rename never outlives what it names."""
    for file in folder.rglob("*"):
        if file.is_file():
            descriptor = os.open(file, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
