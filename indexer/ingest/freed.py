"""Memory that was freed goes back to the system, where the C library would keep it."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache

__all__ = ["give_back_freed"]


def give_back_freed() -> bool:
    """Give pages that hold nothing back to the system; False if there was none or no way to.

    glibc keeps what threads free for their next request, in pieces too scattered to use again: a
    long load would seem to need more and more. Takes milliseconds, so call it once a chunk.
    """
    trim = _malloc_trim()
    return bool(trim(0)) if trim is not None else False


@cache
def _malloc_trim() -> Callable[[int], int] | None:
    """The function of glibc; other C libraries have none."""
    try:
        trim: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None
    return trim
