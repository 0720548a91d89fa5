"""The loop that one writes first: a vector a document, one product over all, evidence afterwards.

It gets what it would have to make beforehand: the vectors of all documents, in memory, and the
sentences of those it shows. It is not asked for filters, must-haves or a score; its evidence is
the nearest sentence for each sentence of the posting.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from skillsearch.encoder.base import Encoder, Vectors

__all__ = ["Found", "PlainLoop"]

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Found:
    """The places of the hits, best first; the seconds of finding them and of the evidence."""

    places: list[int]
    nearest: list[list[int]]
    finding_seconds: float
    evidence_seconds: float


class PlainLoop:
    """``matrix`` (n, d) has a unit vector a document; ``sentences`` gives those of places."""

    def __init__(
        self,
        matrix: Vectors,
        encoder: Encoder,
        sentences: Callable[[Sequence[int]], Sequence[Sequence[str]]],
    ) -> None:
        self._matrix = matrix
        self._encoder = encoder
        self._sentences = sentences

    def answer(self, posting: Sequence[str]) -> Found:
        """The documents nearest to a posting (its sentences), with a sentence for each of its own.

        Looking up the sentences of the hits is not counted.
        """
        begun = time.perf_counter()
        query = self._encoder.encode([" ".join(posting)])[0]
        cosines = self._matrix @ query
        best = np.argpartition(-cosines, min(SHOWN, len(cosines) - 1))[:SHOWN]
        places = best[np.argsort(-cosines[best], kind="stable")].tolist()
        found = time.perf_counter()
        texts = self._sentences(places)
        read = time.perf_counter()
        asked = self._encoder.encode(posting)
        flat = [text for document in texts for text in document]
        ends = np.cumsum([len(document) for document in texts])[:-1]
        nearest = [
            (asked @ rows.T).argmax(axis=1).tolist() if len(rows) else []
            for rows in np.split(self._encoder.encode(flat), ends)
        ]
        return Found(places, nearest, found - begun, time.perf_counter() - read)
