"""Choices that look random and are the same in every run, whatever else is chosen."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

__all__ = ["SEED", "chosen"]

T = TypeVar("T")

SEED = 42


def chosen(options: Sequence[T], *, key: str) -> T:
    """One of ``options``, picked by SHA-1 of seed and ``key``.

    Unlike a generator's next number, it stays when other keys come or go. Raises ValueError where
    there is no option.
    """
    if not options:
        raise ValueError(f"nothing to choose from for {key!r}")
    digest = hashlib.sha1(f"{SEED}\x1f{key}".encode(), usedforsecurity=False).hexdigest()
    return options[int(digest, 16) % len(options)]
