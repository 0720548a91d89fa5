"""Vectors of texts, each encoded once: resumes repeat each other's sentences."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from skillsearch.encoder.base import Encoder, Vectors

__all__ = ["SentenceVectors"]


class SentenceVectors:
    """An encoder with a memory of the last ``kept`` texts (384 dimensions: 1.5 kB each).

    The memory is one array, whose rows are written over. (A remembered row of what the encoder
    gives would keep alive all that was encoded with it.)
    """

    def __init__(self, encoder: Encoder, kept: int = 20_000) -> None:
        self._encoder = encoder
        self._rows: Vectors = np.empty((kept, encoder.fingerprint.dimension), np.float32)
        self._places: OrderedDict[str, int] = OrderedDict()
        self._lock = threading.Lock()
        self.asked = 0
        self.encoded = 0

    def of(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32 [n, d], in the order of ``texts``."""
        vectors = np.empty((len(texts), self._rows.shape[1]), np.float32)
        missing: dict[str, list[int]] = {}
        with self._lock:
            for number, text in enumerate(texts):
                place = self._places.get(text)
                if place is None:
                    missing.setdefault(text, []).append(number)
                else:
                    self._places.move_to_end(text)
                    vectors[number] = self._rows[place]
        made = self._encoder.encode(list(missing)) if missing else ()
        for vector, numbers in zip(made, missing.values(), strict=True):
            vectors[numbers] = vector
        with self._lock:
            for text, vector in zip(missing, made, strict=True):
                self._remember(text, vector)
            self.asked += len(texts)
            self.encoded += len(missing)
        return vectors

    def _remember(self, text: str, vector: Vectors) -> None:
        place = self._places.get(text)  # two threads may have encoded the same
        if place is None:
            place = len(self._places)
            if place == len(self._rows):
                if not self._places:
                    return
                _, place = self._places.popitem(last=False)
            self._places[text] = place
        self._rows[place] = vector
