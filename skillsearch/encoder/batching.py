"""What both encoders do around a model: each text once, short with short, all in order again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from skillsearch.encoder.base import Progress, Vectors

__all__ = ["batches_by_tokens", "encodable", "encode_distinct"]

_WINDOW_TEXTS = 16_384
"""Distinct texts tokenised at a time: bounds the memory of token ids, whatever the call's size."""


def encodable(text: str) -> str:
    """``text`` with what UTF-8 cannot hold (lone surrogates) replaced by U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def encode_distinct(
    texts: Sequence[str],
    dimension: int,
    encode_window: Callable[[list[str]], Iterator[tuple[Sequence[int], Vectors]]],
    progress: Progress | None,
) -> Vectors:
    """Vectors of ``texts``, in their order, from an ``encode_window`` that sees each text once.

    ``encode_window`` gets distinct texts and yields (indices into them, their vectors) in any
    order. Vectors are brought to unit length here. ``progress`` adds up to ``len(texts)``.
    """
    copies = Counter(encodable(text) for text in texts)
    distinct = list(copies)
    found = np.empty((len(distinct), dimension), dtype=np.float32)
    for start in range(0, len(distinct), _WINDOW_TEXTS):
        window = distinct[start : start + _WINDOW_TEXTS]
        for indices, vectors in encode_window(window):
            lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
            found[np.asarray(indices) + start] = vectors / np.maximum(lengths, 1e-12)
            if progress is not None:
                progress(sum(copies[window[index]] for index in indices))
    row_of = {text: row for row, text in enumerate(distinct)}
    rows = np.fromiter((row_of[encodable(text)] for text in texts), np.intp, len(texts))
    return found[rows]


def batches_by_tokens(
    lengths: Sequence[int], max_tokens: int, max_texts: int
) -> Iterator[list[int]]:
    """Indices of ``lengths`` in batches, longest first, so that little is spent on padding.

    A batch holds at most ``max_texts`` texts and, padded to its longest, ``max_tokens`` tokens; a
    text longer than that goes alone.
    """
    order = sorted(range(len(lengths)), key=lambda index: -lengths[index])
    start = 0
    while start < len(order):
        longest = max(lengths[order[start]], 1)
        size = max(1, min(max_texts, max_tokens // longest))
        yield order[start : start + size]
        start += size
