"""Where the time of an answer goes: a thread looks, every millisecond, at what is being done."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from types import FrameType

__all__ = ["STAGES", "shares"]

STAGES: Mapping[str, str] = {
    "find_document": "read what asks",
    "need_of_document": "understand what asks",
    "asked_of": "understand what asks",
    "condition": "understand what asks",
    "find_pool": "find, four ways",
    "closest_sentences": "compare sentences",
    "mean_closeness": "compare sentences",
    "same_field": "align skills, score",
    "kin_of": "align skills, score",
    "score_one": "align skills, score",
    "_back": "score the other way round",
    "entries": "write the ledger",
    "reasons_of": "write the ledger",
    "retrieve": "read the candidates",
    "count": "count who passes",
}
"""The function that is outermost of these → the stage."""

REST = "all else"

EVERY_SECONDS = 0.001


def shares(work: Callable[[], object]) -> dict[str, float]:
    """Stage → its share of the time that ``work`` takes on this thread, the largest first."""
    seen: Counter[str] = Counter()
    over = threading.Event()
    worker = threading.get_ident()

    def look() -> None:
        while not over.wait(EVERY_SECONDS):
            seen[_stage(sys._current_frames().get(worker))] += 1

    watching = threading.Thread(target=look, daemon=True)
    watching.start()
    try:
        work()
    finally:
        over.set()
        watching.join()
    total = max(1, seen.total())
    return {stage: count / total for stage, count in seen.most_common()}


def _stage(frame: FrameType | None) -> str:
    found = REST
    while frame is not None:
        found = STAGES.get(frame.f_code.co_name, found)
        frame = frame.f_back
    return found
