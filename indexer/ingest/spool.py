"""Points on their way to the process that writes: a file a batch.

A spooled batch is one ``.npz`` in ``<data_dir>/spool``, written aside and renamed, so that a
reader sees all of it or nothing.
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from skillsearch.errors import SourceError
from skillsearch.store.files import os_failures
from skillsearch.store.models import PointStruct, SparseVector

__all__ = ["delete_batch", "read_batch", "spool_batch", "sweep_spool"]

LEFT_OVER_SECONDS = 3600.0
"""A file of this age that nobody waits for was left by a process that died beside it."""


def spool_batch(folder: Path, points: Sequence[PointStruct]) -> str:
    """Write points to a new file in ``folder``; gives its name."""
    name = f"{uuid.uuid4().hex}.npz"
    arrays: dict[str, Any] = {}
    heads = []
    for number, point in enumerate(points):
        kinds = {}
        for vector_name, vector in point.vector.items():
            key = f"{number}.{vector_name}"
            if isinstance(vector, SparseVector):
                kinds[vector_name] = "sparse"
                arrays[f"{key}.indices"], arrays[f"{key}.values"] = vector.indices, vector.values
            else:
                kinds[vector_name] = "dense"
                arrays[key] = vector
        heads.append({"id": point.id, "payload": point.payload, "vectors": kinds})
    text = json.dumps(heads, ensure_ascii=False).encode("utf-8", "surrogatepass")
    arrays["heads"] = np.frombuffer(text, np.uint8)
    partial = folder / f".{name}.partial"
    with os_failures(partial):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with partial.open("wb") as file:
                np.savez(file, **arrays)
            partial.replace(folder / name)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
    return name


def read_batch(folder: Path, name: str) -> dict[str, PointStruct]:
    """Point id → point of a spooled batch.

    Raises :class:`~skillsearch.errors.SourceError` where the file is gone or damaged: its items
    must then be embedded anew.
    """
    path = folder / name
    try:
        with np.load(path, allow_pickle=False) as stored:
            heads = json.loads(stored["heads"].tobytes().decode("utf-8", "surrogatepass"))
            return {
                head["id"]: PointStruct(
                    head["id"],
                    {
                        vector_name: SparseVector(
                            stored[f"{number}.{vector_name}.indices"],
                            stored[f"{number}.{vector_name}.values"],
                        )
                        if form == "sparse"
                        else stored[f"{number}.{vector_name}"]
                        for vector_name, form in head["vectors"].items()
                    },
                    head["payload"],
                )
                for number, head in enumerate(heads)
            }
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise SourceError(
            f"the spooled batch cannot be read ({type(error).__name__}).",
            path=path,
            remedy="Its items are embedded again by themselves.",
        ) from None


def sweep_spool(folder: Path, in_use: Callable[[], Collection[str]]) -> int:
    """Delete what processes left that died while they spooled; gives how many files."""
    before = time.time() - LEFT_OVER_SECONDS
    removed = 0
    with os_failures(folder):
        old = [*folder.glob("*.npz"), *folder.glob(".*.partial")]
        old = [path for path in old if path.stat().st_mtime < before]
        needed = in_use() if old else ()
        for path in old:
            if path.name not in needed:
                path.unlink(missing_ok=True)
                removed += 1
    return removed


def delete_batch(folder: Path, name: str) -> None:
    """Delete a batch that is written; absent is no error."""
    with os_failures(folder / name):
        (folder / name).unlink(missing_ok=True)
