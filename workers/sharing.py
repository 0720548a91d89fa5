"""One encoder for those who wait for an answer and for bulk work beside them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np

from skillsearch.encoder.base import Encoder, Fingerprint, Progress, Vectors

__all__ = ["SharedEncoder"]

SLICE_TEXTS = 64
"""Texts that bulk work encodes before it lets others in; a question waits for so many at most."""

PAUSE_SECONDS = 0.001
"""Long enough for a thread that waits for the encoder to get it."""


class SharedEncoder:
    """An encoder for bulk work that lets questions in between; ``load`` gives the one they use.

    An encoder serves its callers one after the other, and a chunk of documents takes seconds.
    """

    def __init__(self, load: Callable[[], Encoder]) -> None:
        self._encoder = load()

    @property
    def fingerprint(self) -> Fingerprint:
        """That of the encoder."""
        return self._encoder.fingerprint

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """Unit vectors, float32 [n, d]; the same as of one call."""
        found = np.empty((len(texts), self.fingerprint.dimension), np.float32)
        by_length = sorted(range(len(texts)), key=lambda place: -len(texts[place]))
        for start in range(0, len(by_length), SLICE_TEXTS):
            places = by_length[start : start + SLICE_TEXTS]
            found[places] = self._encoder.encode([texts[place] for place in places])
            if progress is not None:
                progress(len(places))
            time.sleep(PAUSE_SECONDS)
        return found
