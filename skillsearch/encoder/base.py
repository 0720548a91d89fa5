"""What every encoder is: texts in, unit vectors out, and a fingerprint that says what made them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

__all__ = ["Encoder", "Fingerprint", "Progress", "Vectors"]

Vectors = NDArray[np.float32]

Progress = Callable[[int], None]
"""Called with the number of texts finished since the last call."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What made a vector: two indexes whose fingerprints differ must not be mixed.

    ``weights`` is the SHA-256 (hex) of the file of weights that the user configured; ``pooling``
    is ``mean``, ``cls`` …; ``max_length`` counts tokens; ``precision`` is the arithmetic family
    whose vectors may be mixed.
    """

    model: str
    weights: str
    dimension: int
    pooling: str
    max_length: int
    precision: str
    pipeline: int = 1

    @property
    def digest(self) -> str:
        """Sixteen hex digits that stand for the whole fingerprint."""
        text = json.dumps(asdict(self), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


class Encoder(Protocol):
    """Text → vectors. One instance may be used by several threads; calls are serialised inside."""

    @property
    def fingerprint(self) -> Fingerprint:
        """What makes the vectors of this encoder."""
        ...

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """Unit vectors of ``texts``: float32, shape (len(texts), dimension), same order.

        The same text gets the same vector whatever its neighbours in the call.
        """
        ...
