"""Vectors of texts, each encoded once: resumes repeat each other's sentences."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from skillsearch.encoder.base import Encoder, Vectors

__all__ = ["SentenceVectors"]


class SentenceVectors:
    """An encoder with a memory of the last ``kept`` texts (384 dimensions: 1.5 kB each)."""

    def __init__(self, encoder: Encoder, kept: int = 20_000) -> None:
        self._encoder = encoder
        self._kept = kept
        self._known: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()
        self.asked = 0
        self.encoded = 0

    def of(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32 [n, d], in the order of ``texts``."""
        if not texts:
            return np.empty((0, self._encoder.fingerprint.dimension), np.float32)
        with self._lock:
            found = {text: self._known[text] for text in texts if text in self._known}
        missing = [text for text in dict.fromkeys(texts) if text not in found]
        made = dict(zip(missing, self._encoder.encode(missing), strict=True)) if missing else {}
        with self._lock:
            for text in found.keys() & self._known.keys():
                self._known.move_to_end(text)
            self._known.update(made)
            while len(self._known) > self._kept:
                self._known.popitem(last=False)
            self.asked += len(texts)
            self.encoded += len(missing)
        vectors = found | made
        return np.stack([vectors[text] for text in texts])
