"""What is made once a generation, kept in the cache and mapped by every process."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skillsearch.encoder.base import Vectors
from skillsearch.extraction.vocabulary import Vocabulary
from skillsearch.lexicon.lexicon import Strings
from skillsearch.records import TaxonomyKey

__all__ = ["FORMAT", "Snapshot"]

FORMAT = 4
"""Raised whenever the files or the rules that made them change, so that a cache is made anew."""


@dataclass(frozen=True)
class Snapshot:
    """Vocabulary, label vectors (n, d) float32, neighbours and their cosines (n, k).

    ``broader[broader_ends[i - 1]:broader_ends[i]]`` are the skills directly above skill i.
    ``known`` are words, sorted, that are no typos.
    """

    vocabulary: Vocabulary
    vectors: Vectors
    neighbours: NDArray[np.int32]
    neighbour_cosines: NDArray[np.float32]
    broader: NDArray[np.int32]
    broader_ends: NDArray[np.int64]
    known: Strings

    def save(self, folder: Path) -> None:
        """Write it aside, then rename: of two that build at once one stays, and both are whole.

        Raises OSError where that cannot be done.
        """
        folder.parent.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f"{folder.name}."))
        try:
            for name, array in self._arrays().items():
                np.save(building / f"{name}.npy", array, allow_pickle=False)
            keys = [[k.name, k.version, k.language] for k in self.vocabulary.editions]
            head = json.dumps({"format": FORMAT, "editions": keys})
            (building / "snapshot.json").write_text(head, encoding="utf-8")
            if _whole(folder):
                shutil.rmtree(building)
            else:
                shutil.rmtree(folder, ignore_errors=True)
                building.rename(folder)
        except OSError:
            shutil.rmtree(building, ignore_errors=True)
            if not _whole(folder):  # else another process was faster
                raise

    @classmethod
    def open(cls, folder: Path) -> Snapshot:
        """Map a saved snapshot; OSError, ValueError or KeyError if absent, damaged or outdated."""
        head = json.loads((folder / "snapshot.json").read_text(encoding="utf-8"))
        if head["format"] != FORMAT:
            raise ValueError("the snapshot was saved in another format")
        parts: dict[str, Any] = {"editions": tuple(TaxonomyKey(*key) for key in head["editions"])}
        for field in fields(Vocabulary):
            if field.type == "Strings":
                parts[field.name] = _map_strings(folder, field.name)
            elif field.name != "editions":
                parts[field.name] = _map(folder / f"{field.name}.npy")
        return cls(
            Vocabulary(**parts),
            _map(folder / "vectors.npy"),
            _map(folder / "neighbours.npy"),
            _map(folder / "neighbour_cosines.npy"),
            _map(folder / "broader.npy"),
            _map(folder / "broader_ends.npy"),
            _map_strings(folder, "known"),
        )

    def _arrays(self) -> dict[str, NDArray[Any]]:
        arrays: dict[str, NDArray[Any]] = {
            "vectors": self.vectors,
            "neighbours": self.neighbours,
            "neighbour_cosines": self.neighbour_cosines,
            "broader": self.broader,
            "broader_ends": self.broader_ends,
            "known.data": self.known.data,
            "known.ends": self.known.ends,
        }
        for field in fields(Vocabulary):
            value = getattr(self.vocabulary, field.name)
            if isinstance(value, Strings):
                arrays[f"{field.name}.data"] = value.data
                arrays[f"{field.name}.ends"] = value.ends
            elif isinstance(value, np.ndarray):
                arrays[field.name] = value
        return arrays


def _whole(folder: Path) -> bool:
    try:
        Snapshot.open(folder)
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return True


def _map_strings(folder: Path, name: str) -> Strings:
    return Strings(_map(folder / f"{name}.data.npy"), _map(folder / f"{name}.ends.npy"))


def _map(path: Path) -> NDArray[Any]:
    try:
        array: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
    except EOFError:
        raise ValueError(f"{path} is empty") from None
    except ValueError:  # an empty array cannot be mapped
        array = np.load(path, allow_pickle=False)
    return array.view(np.ndarray)
