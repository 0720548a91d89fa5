"""Who is learned from and who is kept apart: people in ten buckets, by a hash of their ids."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

__all__ = ["BUCKETS", "FOLDS", "HELD", "bucket_of", "even_buckets", "fold_of"]

BUCKETS = 10

HELD = frozenset({8, 9})
"""Of these nothing is learned: what is measured is measured on them."""

FOLDS = 4
"""Of the others: what tells the field of work of one learned from the three others."""


def bucket_of(name: str) -> int:
    """The bucket of an external id, whatever other ids there are."""
    return _digest(name) % BUCKETS


def even_buckets(names: Iterable[str]) -> dict[str, int]:
    """The same for a few ids, with as many in each bucket as there can be."""
    ordered = sorted(set(names), key=lambda name: (_digest(name), name))
    return {name: BUCKETS - 1 - place % BUCKETS for place, name in enumerate(ordered)}


def fold_of(bucket: int) -> int:
    """The fold of a bucket that is learned from."""
    return bucket % FOLDS


def _digest(name: str) -> int:
    return int(hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest(), 16)
