"""Which of millions of things came before, in eight bytes each."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["Seen", "hash64"]

_RECENT = 65_536
"""So many are kept in a set before they are merged into the sorted array."""


def hash64(text: str) -> int:
    """64 bits of BLAKE2b; two of a million texts share them with a chance of 3 in 100 million."""
    data = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big")


class Seen:
    """A set of 64-bit numbers that only grows: eight bytes each, a Python set takes about 80."""

    def __init__(self) -> None:
        self._recent: set[int] = set()
        self._sorted: npt.NDArray[np.uint64] | None = None

    def __contains__(self, value: int) -> bool:
        if value in self._recent:
            return True
        if self._sorted is None:
            return False
        place = int(self._sorted.searchsorted(self._sorted.dtype.type(value)))
        return place < len(self._sorted) and int(self._sorted[place]) == value

    def add(self, value: int) -> bool:
        """Whether ``value`` is new."""
        if value in self:
            return False
        self._recent.add(value)
        if len(self._recent) >= _RECENT:
            self._merge()
        return True

    def _merge(self) -> None:
        import numpy as np

        recent = np.fromiter(self._recent, np.uint64, len(self._recent))
        parts = [recent] if self._sorted is None else [self._sorted, recent]
        merged = np.concatenate(parts)
        merged.sort()
        self._sorted = merged
        self._recent.clear()
