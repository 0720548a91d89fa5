"""Bulk requests: made, given their items, sealed, followed, cancelled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, and_, func, insert, select, update

from skillsearch.documents import DocumentKind
from skillsearch.errors import QueryError
from skillsearch.ledger.cleaning import storable
from skillsearch.ledger.database import iso
from skillsearch.ledger.finishing import Finishing
from skillsearch.ledger.job_rows import load_job, lock_job, new_job_id, no_such_job
from skillsearch.ledger.leases import release_expired
from skillsearch.ledger.records import ENTRY, UNFINISHED, Counts, Job, NewItem, Rate
from skillsearch.ledger.rows import JOB_COLUMNS, as_json, job_of
from skillsearch.ledger.schema import items, jobs, parsed

__all__ = ["Jobs"]

_BATCH: Final = 500
_RATE_SECONDS: Final = 60.0


class Jobs(Finishing):
    """The jobs of a ledger."""

    def create_job(
        self, tenant: str, kind: DocumentKind, label: str, options: Mapping[str, Any] | None = None
    ) -> Job:
        """A new job without items; ``options`` are JSON values that its workers read."""
        job = Job(
            id=new_job_id(self.clock()),
            tenant=tenant,
            kind=kind,
            state="open",
            label=storable(label),
            options=dict(options or {}),
            created=iso(self.clock()),
        )
        with self.writing() as connection:
            connection.execute(
                insert(jobs).values(
                    id=job.id,
                    tenant=tenant,
                    kind=kind,
                    state=job.state,
                    label=job.label,
                    options=as_json(job.options),
                    created=job.created,
                )
            )
        return job

    def add_items(self, job: str, new: Iterable[NewItem]) -> int:
        """Give a job more items, in batches, and count them.

        An external id that the job has already makes an item too, settled at once as
        ``unchanged`` with the reason ``repeated``; in a cancelled job all are settled as
        ``cancelled``. Raises :class:`NotFound`, or :class:`QueryError` for a sealed job.
        """
        added = 0
        for batch in _batches(new):
            with self.writing() as connection:
                self._add_batch(connection, job, batch)
            added += len(batch)
        return added

    def seal(self, job: str) -> None:
        """Say that nothing more will be given; without unfinished items the job is done."""
        with self.writing() as connection:
            lock_job(connection, job)
            connection.execute(update(jobs).where(jobs.c.id == job).values(sealed=True))
        self.finish_jobs([job])

    def job(self, job: str) -> Job:
        """The job of an id; raises :class:`NotFound`."""
        with self.reading() as connection:
            found = load_job(connection, job)
        if not found.sealed or found.state not in ("open", "running"):
            return found
        self.finish_jobs([job])  # a process may have died between its last item and this
        with self.reading() as connection:
            return load_job(connection, job)

    def jobs(
        self, tenant: str | None = None, limit: int = 100, before: str | None = None
    ) -> list[Job]:
        """The newest jobs, of one tenant or all; ``before``: older than the job of that id."""
        query = select(*JOB_COLUMNS).order_by(jobs.c.id.desc()).limit(limit)
        if tenant is not None:
            query = query.where(jobs.c.tenant == tenant)
        if before is not None:
            query = query.where(jobs.c.id < before)
        with self.reading() as connection:
            return [job_of(row) for row in connection.execute(query).mappings()]

    def counts(self, job: str) -> Counts:
        """How many items are in each state, at one moment; raises :class:`NotFound`."""
        query = (
            select(jobs.c.id, items.c.state, func.count(items.c.id))
            .select_from(jobs.outerjoin(items, items.c.job == jobs.c.id))
            .where(jobs.c.id == storable(job))
            .group_by(jobs.c.id, items.c.state)
        )
        with self.reading() as connection:
            rows = connection.execute(query).all()
        if not rows:
            raise no_such_job(job)
        return Counts(**{state: count for _, state, count in rows if state is not None})

    def rate(self, job: str) -> Rate:
        """How fast items of the job were finished in the last minute, and what that promises.

        ``seconds_left`` is unknown while items are still being given. Repeated items count
        nothing: they were never work.
        """
        now = self.clock()
        recent = (
            select(func.count(), func.min(items.c.started))
            .where(items.c.job == job, items.c.finished >= iso(now - _RATE_SECONDS))
            .where(items.c.started != "")
        )
        left = select(func.count()).where(items.c.job == job, items.c.state.in_(UNFINISHED))
        with self.reading() as connection:
            found = load_job(connection, job)
            finished, earliest = connection.execute(recent).one()
            unfinished = connection.scalar(left) or 0
        if found.sealed and not unfinished:
            return Rate(None, 0.0)
        if not finished:
            return Rate(None, None)
        span = min(_RATE_SECONDS, max(now - _seconds(earliest), 0.1))
        per_second = finished / span
        return Rate(per_second, unfinished / per_second if found.sealed else None)

    def cancel(self, job: str) -> int:
        """Stop a job, and give how many items that settled as ``cancelled``.

        Items that a worker holds follow when it brings them back or its lease runs out, unless
        they come back finished. A job that is over stays as it is.
        """
        with self.writing() as connection:
            if lock_job(connection, job).state not in ("open", "running"):
                return 0
            now = iso(self.clock())
            connection.execute(
                update(jobs).where(jobs.c.id == job).values(state="cancelled", finished=now)
            )
            waits = and_(items.c.job == job, items.c.state.in_(ENTRY.values()))
            of_job = select(items.c.id).where(waits)
            connection.execute(parsed.delete().where(parsed.c.item.in_(of_job)))
            stopped = connection.execute(
                update(items).where(waits).values(state="cancelled", finished=now, spool="")
            ).rowcount
            return stopped + release_expired(connection, job, self.clock())

    def _add_batch(self, connection: Connection, job: str, batch: list[NewItem]) -> None:
        found = lock_job(connection, job)
        if found.sealed:
            raise QueryError(
                f"The job {job} is sealed: nothing can be added to it.", remedy="Make a new job."
            )
        now = iso(self.clock())
        names = [storable(item.external_id) for item in batch]
        known = select(items.c.external_id).where(items.c.job == job)
        seen = set(connection.scalars(known.where(items.c.external_id.in_(names))))
        rows = []
        for number, (name, item) in enumerate(zip(names, batch, strict=True), found.given + 1):
            state, reason = "waiting", ""
            if name in seen:
                state, reason = "unchanged", "repeated"
            elif found.state == "cancelled":
                state = "cancelled"
            seen.add(name)
            rows.append(
                {
                    "job": job,
                    "tenant": found.tenant,
                    "kind": found.kind,
                    "number": number,
                    "external_id": name,
                    "source": storable(item.source),
                    "reference": as_json(dict(item.reference)),
                    "state": state,
                    "reason": reason,
                    "finished": "" if state == "waiting" else now,
                }
            )
        connection.execute(insert(items), rows)
        given = found.given + len(batch)
        connection.execute(update(jobs).where(jobs.c.id == job).values(given=given))


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()


def _batches(new: Iterable[NewItem]) -> Iterator[list[NewItem]]:
    remaining = iter(new)
    while batch := list(islice(remaining, _BATCH)):
        yield batch
