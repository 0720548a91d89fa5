"""Vectors of texts, kept on disk: thousands of sentences take an encoder minutes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from skillsearch.encoder.base import Encoder, Progress, Vectors

__all__ = ["KeptVectors"]

_BLOCK = 2000
"""Texts encoded between two files: what a killed run loses."""

_DIGEST = 16


class KeptVectors:
    """An encoder that encodes each distinct text once, also over several runs.

    The folder holds vectors under hashes of their texts, never a text. Files of another encoder
    have other names and are left alone.
    """

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self._encoder = encoder
        self._folder = folder
        self._name = encoder.fingerprint.digest
        self._row: dict[bytes, int] = {}
        self._vectors: Vectors = np.empty((0, encoder.fingerprint.dimension), np.float32)
        folder.mkdir(parents=True, exist_ok=True)
        for file in sorted(folder.glob(f"{self._name}-*.npz")):
            with np.load(file, allow_pickle=False) as block:
                self._add(block["hashes"], block["vectors"])

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """Unit vectors, float32 [n, d], in the order of ``texts``."""
        hashes = [_hash(text) for text in texts]
        missing = {
            key: text for key, text in zip(hashes, texts, strict=True) if key not in self._row
        }
        keys = sorted(missing, key=lambda key: len(missing[key]))
        for start in range(0, len(keys), _BLOCK):
            block = keys[start : start + _BLOCK]
            vectors = self._encoder.encode([missing[key] for key in block], progress=progress)
            self._save(block, vectors)
        return self._vectors[[self._row[key] for key in hashes]]

    def _save(self, keys: Sequence[bytes], vectors: Vectors) -> None:
        hashes = np.frombuffer(b"".join(keys), np.uint8).reshape(-1, _DIGEST)
        name = hashlib.sha1(hashes.tobytes(), usedforsecurity=False).hexdigest()[:12]
        part = self._folder / f".{name}.npz"
        np.savez(part, hashes=hashes, vectors=vectors)
        part.replace(self._folder / f"{self._name}-{name}.npz")
        self._add(hashes, vectors)

    def _add(self, hashes: NDArray[np.uint8], vectors: Vectors) -> None:
        start = len(self._vectors)
        self._vectors = np.concatenate([self._vectors, vectors])
        for number, key in enumerate(hashes):
            self._row[key.tobytes()] = start + number


def _hash(text: str) -> bytes:
    data = text.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()
