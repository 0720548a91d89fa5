"""When a job is over."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import and_, bindparam, exists, select, update

from skillsearch.ledger.database import Database, iso
from skillsearch.ledger.job_rows import lock_job
from skillsearch.ledger.records import UNFINISHED
from skillsearch.ledger.schema import items, jobs

__all__ = ["Finishing"]

_OVER = and_(
    jobs.c.id == bindparam("this_job"),
    jobs.c.sealed,
    jobs.c.state.in_(("open", "running")),
    ~exists().where(items.c.job == jobs.c.id, items.c.state.in_(UNFINISHED)),
)
_IS_OVER = select(jobs.c.id).where(_OVER)
_END = update(jobs).where(_OVER)


class Finishing(Database):
    """A database whose jobs end."""

    def finish_jobs(self, ids: Iterable[str]) -> None:
        """Mark those as done that are sealed and have nothing unfinished.

        In a transaction of its own, after that which finished an item: of two that finish the
        last two items at once, neither sees what the other did before both are committed.
        """
        for job in sorted(set(ids)):
            with self.reading() as connection:
                if connection.scalar(_IS_OVER, {"this_job": job}) is None:
                    continue
            with self.writing() as connection:
                lock_job(connection, job)  # whoever gives items back to work holds it meanwhile
                ended = {"state": "done", "finished": iso(self.clock())}
                connection.execute(_END, {"this_job": job, **ended})
