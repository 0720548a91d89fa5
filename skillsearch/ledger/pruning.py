"""Old jobs are forgotten, but for what tells where each indexed document came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, and_, delete, exists, func, or_, select, update

from skillsearch.ledger.database import iso
from skillsearch.ledger.finishing import Finishing
from skillsearch.ledger.job_rows import lock_job
from skillsearch.ledger.records import UNFINISHED
from skillsearch.ledger.schema import documents, items, jobs, parsed

__all__ = ["Pruned", "Pruning"]

_OVER: Final = ("done", "cancelled")

_later = items.alias("later")
_INDEXED: Final = exists().where(
    documents.c.tenant == items.c.tenant,
    documents.c.kind == items.c.kind,
    documents.c.external_id == items.c.external_id,
)
_MADE: Final = ("done", "changed")
_IS_LAST_WORD: Final = and_(
    items.c.state.in_(_MADE),
    _INDEXED,
    ~exists().where(
        _later.c.external_id == items.c.external_id,
        _later.c.tenant == items.c.tenant,
        _later.c.kind == items.c.kind,
        _later.c.state.in_(_MADE),
        _later.c.id > items.c.id,
    ),
)
"""The item by which a document that is indexed came to be as it is."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many jobs were removed, how many items, and of how many more jobs some items stayed."""

    jobs: int
    items: int
    kept: int


class Pruning(Finishing):
    """A ledger that does not grow for ever."""

    def prune(self, seconds: float, tenant: str | None = None) -> Pruned:
        """Remove what jobs left behind that were over so many seconds ago, of one tenant or all.

        The last item that made an indexed document what it is stays, with its job: showing,
        exporting and erasing the document need it. Every other goes, dead letters and what was
        quarantined among them. A job that keeps some items counts those alone.
        """
        before = iso(self.clock() - seconds)
        over = select(jobs.c.id).where(
            jobs.c.state.in_(_OVER),
            or_(jobs.c.finished < before, and_(jobs.c.finished == "", jobs.c.created < before)),
        )
        if tenant is not None:
            over = over.where(jobs.c.tenant == tenant)
        with self.reading() as connection:
            old = list(connection.scalars(over.order_by(jobs.c.id)))
        removed = gone = kept = 0
        for job in old:
            with self.writing() as connection:
                items_gone, left = _prune_job(connection, job)
            removed += items_gone
            gone += not left
            kept += bool(left and items_gone)
        return Pruned(gone, removed, kept)


def _prune_job(connection: Connection, job: str) -> tuple[int, int]:
    """How many items of a job were removed and how many it has left; without any it goes too."""
    state = lock_job(connection, job).state
    of_job = items.c.job == job
    count = select(func.count()).select_from(items).where(of_job)
    unfinished = connection.scalar(count.where(items.c.state.in_(UNFINISHED))) or 0
    if state not in _OVER or unfinished:
        return 0, connection.scalar(count) or 0
    old = select(items.c.id).where(of_job, ~_IS_LAST_WORD)
    connection.execute(delete(parsed).where(parsed.c.item.in_(old)))
    removed = connection.execute(delete(items).where(items.c.id.in_(old))).rowcount
    left = connection.scalar(count) or 0
    if left:
        connection.execute(update(jobs).where(jobs.c.id == job).values(given=left))
    else:
        connection.execute(delete(jobs).where(jobs.c.id == job))
    return removed, left
