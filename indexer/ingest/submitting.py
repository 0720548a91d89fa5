"""What is given becomes a job: its sources listed in the ledger, item by item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.ingest.superseding import supersede
from skillsearch.documents import DocumentKind
from skillsearch.errors import QueryError, SourceError

if TYPE_CHECKING:
    from indexer.documents.sources import Report, SourceItem, Sources
    from skillsearch.ledger import Ledger
    from skillsearch.ledger.records import Job, NewItem

__all__ = [
    "Submission",
    "Submitted",
    "checked_date",
    "fill",
    "list_sources",
    "new_job",
    "submit",
]

_NAMED_PATHS = 3
"""Paths that the label of a job names; of more it says how many, and a digest of all."""


@dataclass(frozen=True)
class Submission:
    """A bulk request: ``paths`` of files, folders, zips and tables.

    ``fields`` maps fields to columns where those are not recognised; ``as_of`` is the date that
    documents are read relative to, "" for each its own. ``label`` says to people what was given.
    """

    kind: DocumentKind
    paths: Sequence[Path]
    tenant: str
    fields: Mapping[str, str] = field(default_factory=dict)
    as_of: str = ""
    label: str = ""

    @property
    def shown(self) -> str:
        """The label, by default the whole paths: the same request has the same."""
        if self.label:
            return self.label
        named = [str(path.absolute()) for path in self.paths]
        if len(named) <= _NAMED_PATHS:
            return ", ".join(named)
        digest = sha256("\0".join(named).encode("utf-8", "surrogateescape")).hexdigest()[:8]
        return f"{named[0]} and {len(named) - 1:,} more ({digest})"


@dataclass(frozen=True)
class Submitted:
    """A job with all its items, what its sources were seen to be, and the jobs that it replaces."""

    job: Job
    report: Report
    superseded: tuple[Job, ...] = ()


def submit(ledger: Ledger, submission: Submission) -> Submitted:
    """Make a job of a submission; workers may begin before this returns.

    Raises :class:`SourceError` for what cannot be listed: before there is a job, or that is
    cancelled.
    """
    sources = list_sources(submission)
    first = _first(submission, sources)
    return _filled(ledger, new_job(ledger, submission), chain([first], sources), sources.report)


def new_job(ledger: Ledger, submission: Submission) -> Job:
    """A job without items yet."""
    options = {"as_of": submission.as_of, "fields": dict(submission.fields)}
    return ledger.create_job(submission.tenant, submission.kind, submission.shown, options)


def fill(ledger: Ledger, job: Job, submission: Submission) -> Submitted:
    """Give a new job the items of a submission, and seal it; see :func:`submit`."""
    try:
        sources = list_sources(submission)
        first = _first(submission, sources)
    except BaseException:
        _give_up(ledger, job)
        raise
    return _filled(ledger, job, chain([first], sources), sources.report)


def list_sources(submission: Submission) -> Sources:
    """The items that :func:`submit` would make, one by one; nothing is written."""
    from indexer.documents.sources import enumerate_sources

    return enumerate_sources(submission.paths, submission.kind, fields=submission.fields)


def checked_date(text: str) -> str:
    """An ISO 8601 date, or "" as it is; raises :class:`QueryError` for anything else."""
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise QueryError(
            f"as_of = {text!r} is no date.", remedy="Write it as in 2026-01-31."
        ) from None


def _first(submission: Submission, sources: Sources) -> SourceItem:
    first = next(sources, None)
    if first is None:
        raise SourceError(
            "there is no document in it." + _skipped(sources.report),
            path=submission.shown,
            remedy="Name files, or folders, zips and tables with documents in them.",
        )
    return first


def _filled(ledger: Ledger, job: Job, items: Iterable[SourceItem], report: Report) -> Submitted:
    try:
        ledger.add_items(job.id, map(_new_item, items))
    except BaseException:
        _give_up(ledger, job)
        raise
    superseded = supersede(ledger, job)
    ledger.seal(job.id)
    return Submitted(ledger.job(job.id), report, superseded)


def _give_up(ledger: Ledger, job: Job) -> None:
    ledger.cancel(job.id)
    ledger.seal(job.id)


def _new_item(item: SourceItem) -> NewItem:
    from skillsearch.ledger.records import NewItem

    return NewItem(item.external_id, item.source, item.reference)


def _skipped(report: Report) -> str:
    if not report.skipped:
        return ""
    return f" {sum(report.skipped.values()):,} files in it are none: {', '.join(report.skipped)}."
