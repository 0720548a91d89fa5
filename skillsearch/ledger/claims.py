"""Who works on what: items are taken under a lease, tenant by tenant in turn."""

from __future__ import annotations

import random
import uuid
from bisect import bisect_right
from collections.abc import Iterable
from functools import partial
from typing import Final

from sqlalchemy import and_, case, exists, func, select, tuple_, update

from skillsearch.ledger.database import iso
from skillsearch.ledger.finishing import Finishing
from skillsearch.ledger.leases import ALONE_AFTER, jobs_with_expired, release_expired
from skillsearch.ledger.records import ENTRY, HELD, Item, Stage
from skillsearch.ledger.rows import ITEM_COLUMNS, item_of
from skillsearch.ledger.schema import is_held, items, jobs

__all__ = ["Claims"]

_LIVE: Final = ("open", "running")
_CLAIM: Final = (items.c.id, items.c.claim)


class Claims(Finishing):
    """Items handed out to workers."""

    def claim(
        self,
        stage: Stage,
        worker: str,
        limit: int,
        lease_seconds: float,
        job: str | None = None,
    ) -> list[Item]:
        """Take up to ``limit`` items that wait for a stage; nobody else gets them meanwhile.

        Each tenant with work is served in turn, its oldest job first; where it has fewer than
        ``limit``, the next ones fill up. (Every process keeps its own turns, and begins with any
        tenant.) Items whose lease ran out are taken again, with one more attempt; one that lost
        its worker twice comes alone. An item stays with ``worker``, a name for people, until it is
        reported back (:class:`~skillsearch.ledger.progress.Progress`) or ``lease_seconds`` passed.
        """
        self._release_expired()
        take = partial(self._take, stage, worker, self.clock() + lease_seconds)
        taken: list[Item] = []
        for tenant, found in self._in_turn(stage, job):
            for one in found:
                if len(taken) < limit:
                    taken += take(one, limit - len(taken))
            if not taken:
                taken = next(filter(None, (take(one, 1, alone=True) for one in found)), [])
                if taken:
                    limit = 1
            if taken and taken[0].tenant == tenant:
                self._turns[stage] = tenant
            if len(taken) >= limit:
                break
        return taken

    def extend(self, held: Iterable[Item], seconds: float) -> list[bool]:
        """Hold items for so long from now; False for those that are held no more."""
        wanted = [(item.id, item.claim) for item in held]
        if not wanted:
            return []
        mine = tuple_(*_CLAIM).in_(wanted), items.c.claim != ""
        until = self.clock() + seconds
        with self.writing() as connection:
            extended = update(items).where(*mine).values(lease_until=until)
            still = {tuple(row) for row in connection.execute(extended.returning(*_CLAIM))}
        return [one in still for one in wanted]

    def waiting_work(self, stage: Stage, at_most: int = 10_000, job: str | None = None) -> int:
        """How many items of live jobs wait for a stage, deferred ones too; counts to ``at_most``.

        For back-pressure, which needs no more. ``job``: of that one alone.
        """
        waiting = (
            select(items.c.id)
            .join(jobs, jobs.c.id == items.c.job)
            .where(jobs.c.state.in_(_LIVE), items.c.state == ENTRY[stage])
            .limit(at_most)
        )
        if job is not None:
            waiting = waiting.where(jobs.c.id == job)
        with self.reading() as connection:
            return connection.scalar(select(func.count()).select_from(waiting.subquery())) or 0

    def next_work(self, job: str | None = None) -> float | None:
        """When an item can be claimed next, in seconds since 1970; None if nothing is unfinished.

        In the past or now: at once. Else an item is deferred till then, or its lease ends then.
        """
        live = select(jobs.c.id).where(jobs.c.state.in_(_LIVE))
        of_job = items.c.job == job if job is not None else items.c.job.in_(live)
        waits = select(func.min(items.c.not_before)).where(items.c.state.in_(ENTRY.values()))
        holds = select(func.min(items.c.lease_until)).where(is_held)
        with self.reading() as connection:
            moments = [connection.scalar(query.where(of_job)) for query in (waits, holds)]
        return min((moment for moment in moments if moment is not None), default=None)

    def _release_expired(self) -> None:
        now = self.clock()
        with self.reading() as connection:
            concerned = jobs_with_expired(connection, now)
        for job in concerned:
            with self.writing() as connection:
                release_expired(connection, job, now)
        self.finish_jobs(concerned)

    def _in_turn(self, stage: Stage, job: str | None) -> list[tuple[str, list[str]]]:
        """Tenants with work for a stage, that whose turn it is first, each with its jobs by age."""
        waits = and_(items.c.state == ENTRY[stage], items.c.not_before <= self.clock())
        query = (
            select(jobs.c.tenant, jobs.c.id)
            .where(jobs.c.state.in_(_LIVE), exists().where(items.c.job == jobs.c.id, waits))
            .order_by(jobs.c.id)
        )
        if job is not None:
            query = query.where(jobs.c.id == job)
        with self.reading() as connection:
            rows = connection.execute(query).all()
        tenants = sorted({tenant for tenant, _ in rows})
        if not tenants:
            return []
        last = self._turns.get(stage) or random.choice(tenants)
        first = bisect_right(tenants, last)
        in_turn = tenants[first:] + tenants[:first]
        return [(tenant, [id_ for of, id_ in rows if of == tenant]) for tenant in in_turn]

    def _take(
        self,
        stage: Stage,
        worker: str,
        until: float,
        job: str,
        limit: int,
        *,
        alone: bool = False,
    ) -> list[Item]:
        now = self.clock()
        suspect = items.c.crashes >= ALONE_AFTER
        query = (
            select(items.c.id)
            .where(items.c.job == job, items.c.state == ENTRY[stage], items.c.not_before <= now)
            .where(suspect if alone else ~suspect)
            .order_by(items.c.number)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        claimed = {
            "state": HELD[stage],
            "claim": uuid.uuid4().hex,
            "worker": worker,
            "lease_until": until,
            "started": case((items.c.started == "", iso(now)), else_=items.c.started),
        }
        with self.writing() as connection:
            begun = {"state": "running", "started": iso(now)}
            is_new = and_(jobs.c.id == job, jobs.c.state == "open")
            connection.execute(update(jobs).where(is_new).values(**begun))
            ids = list(connection.scalars(query))
            if not ids:
                return []
            rows = connection.execute(
                update(items).where(items.c.id.in_(ids)).values(**claimed).returning(*ITEM_COLUMNS)
            )
            return sorted(map(item_of, rows.mappings()), key=lambda item: item.number)
