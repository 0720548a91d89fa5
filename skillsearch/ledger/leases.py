"""What happens to items whose worker did not come back in time."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, and_, delete, select, update

from skillsearch.ledger.database import iso
from skillsearch.ledger.job_rows import lock_job
from skillsearch.ledger.records import ENTRY, HELD, MAX_ATTEMPTS, ItemState
from skillsearch.ledger.schema import is_held, items, parsed

__all__ = ["ALONE_AFTER", "RELEASED", "jobs_with_expired", "release_expired"]

ALONE_AFTER: Final = 2
"""After so many leases that ran out an item is handed out alone.

An item that kills its worker takes the leases of its batch with it. So the others are not given up
with it: alone, they come to their end, and it to its own.
"""

RELEASED: Final[dict[str, Any]] = {"claim": "", "worker": "", "lease_until": 0.0}
"""What an item has that nobody holds."""

_BATCH: Final = 500
_ENTRY_OF: Final[dict[ItemState, ItemState]] = {held: ENTRY[stage] for stage, held in HELD.items()}

_GAVE_UP = (
    f"Given up after {MAX_ATTEMPTS} tries; the last never came to an end: its worker died, or took "
    "longer than it may."
)


def jobs_with_expired(connection: Connection, now: float) -> list[str]:
    """The ids of jobs with items whose lease ran out, in order; of many items the first."""
    # Without DISTINCT, for which SQLite would look at every item there is.
    query = select(items.c.job).where(_expired(now)).order_by(items.c.lease_until).limit(_BATCH)
    return sorted(set(connection.scalars(query)))


def release_expired(connection: Connection, job: str, now: float) -> int:
    """Put items of a job whose lease ran out back to wait, or to their end; gives how many.

    Each costs an attempt; after ``MAX_ATTEMPTS`` the item is ``failed`` with the reason
    ``gave-up``. In a cancelled job it is ``cancelled``.
    """
    cancelled = lock_job(connection, job, share=True).state == "cancelled"
    query = (
        select(items.c.id, items.c.state, items.c.attempts)
        .where(items.c.job == job, _expired(now))
        .order_by(items.c.lease_until, items.c.id)
        .limit(_BATCH)
        .with_for_update(skip_locked=True)
    )
    expired = connection.execute(query).all()
    for number, held, attempts in expired:
        changes: dict[str, Any] = {"state": _ENTRY_OF[held]}
        if cancelled:
            changes = {"state": "cancelled", "finished": iso(now)}
        elif attempts + 1 >= MAX_ATTEMPTS:
            changes = {"state": "failed", "reason": "gave-up", "message": _GAVE_UP}
            changes |= {"finished": iso(now)}
        if "finished" in changes:
            connection.execute(delete(parsed).where(parsed.c.item == number))
        changes |= {"attempts": attempts + 1, "crashes": items.c.crashes + 1, **RELEASED}
        connection.execute(update(items).where(items.c.id == number).values(**changes))
    return len(expired)


def _expired(now: float) -> Any:
    return and_(is_held, items.c.lease_until < now)
