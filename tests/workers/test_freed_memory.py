"""A load of many chunks keeps no memory that it has freed."""

from __future__ import annotations

import psutil
import pytest

from indexer.ingest.freed import _malloc_trim, give_back_freed

PIECES = 100_000
PIECE_BYTES = 1_000


@pytest.mark.skipif(_malloc_trim() is None, reason="the C library is not glibc")
def test_what_was_freed_between_pieces_that_stay_goes_back_to_the_system() -> None:
    pieces = [bytes(PIECE_BYTES) for _ in range(PIECES)]
    kept = pieces[::1000]
    pieces.clear()
    before = psutil.Process().memory_info().rss
    assert give_back_freed()
    assert before - psutil.Process().memory_info().rss > PIECES * PIECE_BYTES / 2
    assert all(len(piece) == PIECE_BYTES for piece in kept)
