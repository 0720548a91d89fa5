"""BM25 as sparse vectors: the term side is computed here, the IDF side by the store.

Score = Σ idf(t) · tf·(k1 + 1) / (tf + k1·(1 − b + b·length/average), Robertson and Zaragoza,
"The Probabilistic Relevance Framework: BM25 and Beyond" (2009). The vector store multiplies by the
IDF of each dimension in the collection (the ``idf`` modifier), so a vector never goes stale.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Sequence

import numpy as np

from skillsearch.store.models import SparseVector

__all__ = ["AVERAGE_LENGTH", "document_vector", "query_vector", "term_index"]

K1 = 1.2
B = 0.75

AVERAGE_LENGTH = 60
"""Terms in an average concept, labels and description: between the skills (51) and the occupations
(79) of ESCO 1.1.1 in English. A constant, so that a vector does not depend on the collection."""


def term_index(term: str) -> int:
    """The dimension of a term: CRC-32, so that every process and machine agrees."""
    return zlib.crc32(term.encode("utf-8", "surrogatepass"))


def document_vector(terms: Sequence[str], average_length: int = AVERAGE_LENGTH) -> SparseVector:
    """The saturated, length-normalised term weights of a document's stems."""
    norm = K1 * (1 - B + B * len(terms) / average_length)
    return _sparse({t: n * (K1 + 1) / (n + norm) for t, n in Counter(terms).items()})


def query_vector(terms: Sequence[str]) -> SparseVector:
    """One for each distinct stem of a query."""
    return _sparse(dict.fromkeys(terms, 1.0))


def _sparse(weights: dict[str, float]) -> SparseVector:
    merged: dict[int, float] = {}
    for term, weight in weights.items():
        index = term_index(term)
        merged[index] = merged.get(index, 0.0) + weight
    return SparseVector(
        indices=np.fromiter(merged.keys(), np.uint32, len(merged)),
        values=np.fromiter(merged.values(), np.float32, len(merged)),
    )
