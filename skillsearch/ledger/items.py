"""The items of jobs, to look at and to try again."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select, update

from skillsearch.documents import DocumentKind
from skillsearch.errors import QueryError
from skillsearch.ledger.cleaning import storable
from skillsearch.ledger.finishing import Finishing
from skillsearch.ledger.job_rows import load_job, lock_job
from skillsearch.ledger.records import ERASED, FINAL, Item, ItemState
from skillsearch.ledger.rows import ITEM_COLUMNS, item_of
from skillsearch.ledger.schema import is_dead, items, jobs

__all__ = ["Items"]

_FAILED: tuple[ItemState, ...] = ("failed",)
_RETRIED: tuple[ItemState, ...] = ("failed", "quarantined", "cancelled")


class Items(Finishing):
    """The items of a ledger."""

    def items(
        self,
        job: str,
        states: Collection[ItemState] | None = None,
        limit: int = 100,
        after: int = 0,
    ) -> list[Item]:
        """The items of a job by ``number``, those after the one numbered ``after``.

        Raises :class:`NotFound`.
        """
        query = select(*ITEM_COLUMNS).where(items.c.job == job, items.c.number > after)
        if states is not None:
            query = query.where(items.c.state.in_(states))
        with self.reading() as connection:
            load_job(connection, job)
            rows = connection.execute(query.order_by(items.c.number).limit(limit)).mappings()
            return [item_of(row) for row in rows]

    def dead_letters(
        self, tenant: str | None = None, limit: int = 100, after: int = 0
    ) -> list[Item]:
        """Items that were given up on, over all jobs, by ``id``; those after the id ``after``."""
        query = select(*ITEM_COLUMNS).where(is_dead, items.c.id > after)
        if tenant is not None:
            query = query.where(items.c.tenant == tenant)
        with self.reading() as connection:
            rows = connection.execute(query.order_by(items.c.id).limit(limit)).mappings()
            return [item_of(row) for row in rows]

    def items_named(self, tenant: str, kind: DocumentKind, external_id: str) -> list[Item]:
        """The items of that name over all jobs, the newest first; what was said of a document."""
        query = select(*ITEM_COLUMNS).where(
            items.c.external_id == storable(external_id),
            items.c.tenant == tenant,
            items.c.kind == kind,
        )
        with self.reading() as connection:
            rows = connection.execute(query.order_by(items.c.id.desc())).mappings()
            return [item_of(row) for row in rows]

    def retry(self, job: str, states: Collection[ItemState] = _FAILED) -> int:
        """Give ended items back to work, from the start, and count them; erased ones stay.

        ``states`` may name ``failed``, ``quarantined`` and ``cancelled``; others raise
        :class:`QueryError`, and a job that does not exist :class:`NotFound`.
        """
        if wrong := set(states) - set(_RETRIED):
            raise QueryError(
                f"Items in the state {', '.join(sorted(wrong))} cannot be tried again.",
                remedy=f"Those that can be are {', '.join(_RETRIED)}.",
            )
        with self.writing() as connection:
            lock_job(connection, job)
            count = connection.execute(
                update(items)
                .where(items.c.job == job, items.c.state.in_(states))
                .where(items.c.external_id != ERASED)
                .values(
                    state="waiting",
                    reason="",
                    message="",
                    attempts=0,
                    crashes=0,
                    not_before=0.0,
                    started="",
                    finished="",
                    spool="",
                )
            ).rowcount
            if count:
                running = {"state": "running", "finished": ""}
                connection.execute(update(jobs).where(jobs.c.id == job).values(**running))
        return count

    def ended(self, of: Sequence[Item]) -> list[bool]:
        """For each item whether it has come to its end; False: it waits, or somebody has it."""
        ids = [item.id for item in of]
        query = select(items.c.id).where(items.c.id.in_(ids), items.c.state.in_(FINAL))
        with self.reading() as connection:
            found = set(connection.scalars(query))
        return [number in found for number in ids]

    def spools_in_use(self) -> set[str]:
        """The spools that unfinished items still need; any other may be deleted."""
        needed = items.c.state.in_(("embedded", "writing"))
        with self.reading() as connection:
            return set(connection.scalars(select(items.c.spool).where(needed).distinct()))
