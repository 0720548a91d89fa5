"""The row of a job: its id, how it is read, and how it is kept still."""

from __future__ import annotations

import os
import uuid
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from skillsearch.errors import NotFound
from skillsearch.ledger.cleaning import storable
from skillsearch.ledger.records import Job
from skillsearch.ledger.rows import JOB_COLUMNS, job_of
from skillsearch.ledger.schema import jobs

__all__ = ["load_job", "lock_job", "new_job_id", "no_such_job"]


def load_job(connection: Connection, job: str) -> Job:
    """The job of an id; raises :class:`NotFound`."""
    return _job(connection, job, _READ)


def lock_job(connection: Connection, job: str, *, share: bool = False) -> Job:
    """The job, kept as it is until the transaction ends; raises :class:`NotFound`.

    With ``share`` others may hold it so too. Whoever locks items of a job as well locks the job
    first, and several jobs in the order of their ids: so nobody waits in a circle. (SQLite locks
    the whole file whenever it writes.)
    """
    return _job(connection, job, _SHARE if share else _LOCK)


def no_such_job(job: str) -> NotFound:
    """The error for an id that no job has."""
    return NotFound(f"There is no job {job!r}.", remedy="See skillsearch jobs.")


def new_job_id(seconds: float) -> str:
    """A UUID of version 7 (RFC 9562); 12 bits more of the time make those of one ms sort too."""
    milliseconds, rest = divmod(seconds * 1000, 1)
    random = int.from_bytes(os.urandom(8)) >> 2
    number = int(milliseconds) << 80 | 7 << 76 | int(rest * 4096) << 64 | 2 << 62 | random
    return str(uuid.UUID(int=number))


_READ = select(*JOB_COLUMNS).where(jobs.c.id == bindparam("this_job"))
_LOCK = _READ.with_for_update()
_SHARE = _READ.with_for_update(read=True)


def _job(connection: Connection, job: str, query: Select[Any]) -> Job:
    row = connection.execute(query, {"this_job": storable(job)}).mappings().one_or_none()
    if row is None:
        raise no_such_job(job)
    return job_of(row)
