"""A job by what people type of its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.ingest.superseding import all_jobs
from skillsearch.errors import NotFound, QueryError

if TYPE_CHECKING:
    from skillsearch.ledger import Ledger
    from skillsearch.ledger.records import Job

__all__ = ["find_job"]

_WHOLE_ID = 36


def find_job(ledger: Ledger, tenant: str, beginning: str) -> Job:
    """The one job of a tenant whose id is, or begins with, ``beginning``.

    Raises :class:`NotFound`, and :class:`QueryError` where several begin so. What belongs to
    another tenant is not found.
    """
    wanted = beginning.lower()
    if len(wanted) == _WHOLE_ID:
        job = ledger.job(wanted)
        found = [job] if job.tenant == tenant else []
    else:
        found = [job for job in all_jobs(ledger, tenant) if job.id.startswith(wanted)]
    if len(found) > 1:
        raise QueryError(
            f"{len(found):,} jobs begin with {beginning!r}, from {found[-1].id} to {found[0].id}.",
            remedy="Give more of the id.",
        )
    if not found or not wanted:
        raise NotFound(f"There is no job {beginning!r}.", remedy="See: skillsearch jobs.")
    return found[0]
