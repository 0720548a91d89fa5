"""What becomes of an item whose task raises: quarantine, another try later, or the dead letter."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from skillsearch.documents import Quarantined
from skillsearch.errors import IndexMismatch, NothingIndexed, SkillsearchError, StoreUnavailable

if TYPE_CHECKING:
    from skillsearch.ledger import Ledger
    from skillsearch.ledger.records import Item

__all__ = ["back_off_seconds", "described", "guarded", "heals", "put_off_or_fail"]

_log = logging.getLogger(__name__)

FIRST_WAIT_SECONDS = 2.0
LONGEST_WAIT_SECONDS = 120.0

MAX_WAITS = 15
"""Tries of an item that waits for something to heal: about a quarter of an hour in all."""


def heals(error: BaseException) -> bool:
    """Whether the same item may succeed later, with nothing changed in it.

    So it is with a store or ledger that is away, busy or out of space, with the network, and with
    an index that a person has yet to make or to bring up to date.
    """
    if isinstance(error, (StoreUnavailable, NothingIndexed, IndexMismatch)):
        return True
    if isinstance(error, SkillsearchError):
        return bool(getattr(error, "heals", False))
    return isinstance(error, (ConnectionError, TimeoutError, MemoryError, OSError))


def back_off_seconds(attempts: int) -> float:
    """How long to wait before the next try: doubling, with full jitter above one half.

    "Exponential Backoff And Jitter", AWS Architecture Blog (2015).
    """
    longest = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2.0 ** max(0, attempts - 1))
    return longest * random.uniform(0.5, 1.0)


def described(error: BaseException) -> str:
    """An error for the ledger: our own words, or of a defect its type and place alone.

    The text of a foreign exception may quote the document.
    """
    if isinstance(error, SkillsearchError):
        return str(error)
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = ""
    if trace is not None:
        place = f" in {Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}"
    return f"{type(error).__name__}{place}"


@contextmanager
def guarded(ledger: Ledger, item: Item) -> Iterator[None]:
    """Run a task for one item; whatever it raises is written to the ledger, not raised.

    A ledger that is itself away is raised: the item's lease then runs out, and it comes back.
    """
    try:
        yield
    except Quarantined as refusal:
        ledger.quarantine(item, refusal.reason, str(refusal))
    except Exception as error:
        put_off_or_fail(ledger, item, error)


def put_off_or_fail(ledger: Ledger, item: Item, error: Exception) -> None:
    """Defer an item whose error heals; fail any other, for good."""
    from skillsearch.errors import LedgerUnavailable

    if isinstance(error, LedgerUnavailable):
        raise error
    if heals(error):
        wait = back_off_seconds(item.attempts + 1)
        ledger.defer(item, described(error), wait, max_attempts=MAX_WAITS)
        return
    _log.warning("An item cannot be processed: %s.", described(error))
    ledger.fail(item, "defect", described(error))
