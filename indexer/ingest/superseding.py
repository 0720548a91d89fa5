"""A job that was given again takes the place of the one that was stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from skillsearch.ledger import Ledger
    from skillsearch.ledger.records import Job

__all__ = ["all_jobs", "successor", "supersede"]

_PAGE = 500


def supersede(ledger: Ledger, job: Job) -> tuple[Job, ...]:
    """Cancel the older unfinished jobs of the same tenant, kind and label; gives them.

    What they have finished is in the index, and comes out of the new job as ``unchanged``.
    """
    older = tuple(
        other
        for other in all_jobs(ledger, job.tenant, before=job.id)
        if other.state in ("open", "running") and (other.kind, other.label) == (job.kind, job.label)
    )
    for other in older:
        ledger.cancel(other.id)
    return older


def successor(ledger: Ledger, job: Job) -> Job | None:
    """The job that was given in place of a cancelled one: the next of the same kind and label."""
    found = None
    for other in all_jobs(ledger, job.tenant):
        if other.id <= job.id:
            break
        if (other.kind, other.label) == (job.kind, job.label):
            found = other
    return found


def all_jobs(ledger: Ledger, tenant: str | None, before: str | None = None) -> list[Job]:
    """Every job of a tenant (None: of all), the newest first."""
    found: list[Job] = []
    while page := ledger.jobs(tenant, _PAGE, found[-1].id if found else before):
        found += page
    return found
