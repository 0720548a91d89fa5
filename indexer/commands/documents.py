"""``skillsearch index resumes`` and ``index postings``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indexer.commands.options import (
    FAILED_ITEMS,
    LOAD_SETTINGS,
    opened_workshop,
    require_skills,
    workers_option,
)
from skillsearch.console import (
    SectionedCommand,
    console,
    json_option,
    print_json,
    print_warnings,
    progress_console,
    settings_options,
)
from skillsearch.documents import DocumentKind
from skillsearch.errors import SettingError
from skillsearch.settings import Settings

if TYPE_CHECKING:
    from indexer.documents.sources import SourceItem
    from indexer.ingest.outcomes import Outcomes
    from indexer.ingest.submitting import Submission, Submitted
    from skillsearch.ledger import Ledger

__all__ = ["postings", "resumes"]

_SHOWN_ITEMS = 5


def _load_options(function: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(
        (
            click.argument(
                "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
            ),
            click.option(
                "--fields",
                metavar="FIELD=COLUMN,...",
                default="",
                help="Columns of tables that were not recognised: title=job_title,description=a+b.",
            ),
            click.option(
                "--as-of",
                metavar="DATE",
                default="",
                help="Count years up to this date. Default: the date of each document.",
            ),
            click.option("--dry-run", is_flag=True, help="Show what is recognised; index nothing."),
            workers_option,
            click.option(
                "--detach", is_flag=True, help="With a broker: print the job and do not wait."
            ),
            json_option,
            settings_options(*LOAD_SETTINGS),
        )
    ):
        function = option(function)
    return function


@click.command(cls=SectionedCommand, short_help="Resumes: files, folders, zips, tables.")
@_load_options
def resumes(**given: Any) -> None:
    """Index resumes, so that candidates can be searched.

    PATH is a file (PDF, DOCX, DOC, ODT, RTF, HTML, text, JSON Resume, Europass), a folder or zip of
    them, or a table (CSV, JSONL, Parquet) with a resume a row. What cannot be read is quarantined
    with its reason. The same file again is unchanged; a stopped run goes on when given again.

    \b
    skillsearch index resumes cvs/
    skillsearch index resumes cvs.zip --as-of 2026-01-31
    """
    _index("resume", **given)


@click.command(cls=SectionedCommand, short_help="Postings: tables, files, folders, zips.")
@_load_options
def postings(**given: Any) -> None:
    """Index vacancies, so that they can be searched and matched.

    PATH is a table (CSV, TSV, JSON, JSONL, Parquet, XLSX, schema.org JobPosting) with a posting a
    row, a file with one posting, or a folder or zip of them. The columns are recognised and shown.

    \b
    skillsearch index postings jobs.csv
    skillsearch index postings jobs.xlsx --fields title=Role,description=Duties+Profile
    """
    _index("posting", **given)


def _index(
    kind: DocumentKind,
    paths: tuple[Path, ...],
    fields: str,
    as_of: str,
    dry_run: bool,
    workers: int | None,
    detach: bool,
    as_json: bool,
    settings: Settings,
) -> None:
    from indexer.documents.sources import parse_fields
    from indexer.ingest.submitting import Submission, checked_date

    submission = Submission(kind, paths, settings.tenant, parse_fields(fields), checked_date(as_of))
    if dry_run:
        _show_what_would_be(submission, as_json)
    elif settings.broker_url is not None:
        _hand_over(submission, settings, detach, as_json)
    elif detach:
        raise SettingError(
            "--detach leaves the work to other processes, and none is set up.",
            remedy="Set SKILLSEARCH_BROKER_URL and start `skillsearch worker`, or leave --detach "
            "out.",
        )
    else:
        _load_here(submission, settings, workers, as_json)


def _load_here(
    submission: Submission, settings: Settings, workers: int | None, as_json: bool
) -> None:
    from indexer.display.loads import LoadProgress
    from indexer.ingest.loading import default_parsers, load
    from indexer.ingest.outcomes import outcomes

    status = progress_console()
    parsers = workers or default_parsers()
    with opened_workshop(settings, parsers=parsers) as shop:
        with status.status("opening the index"):
            require_skills(shop)
        submitted = _submitted(shop.ledger, submission)
        with LoadProgress(status) as progress:
            load(shop, submitted.job.id, progress, parsers=parsers)
        _end(outcomes(shop.ledger, submitted.job.id), as_json)


def _hand_over(submission: Submission, settings: Settings, detach: bool, as_json: bool) -> None:
    """Leave the work to the processes of ``skillsearch worker``, and look on."""
    from indexer.display.loads import LoadProgress
    from indexer.ingest.loading import watch
    from indexer.ingest.outcomes import outcomes
    from skillsearch.ledger import open_ledger

    _require_skills_elsewhere(settings)
    with open_ledger(settings) as ledger:
        submitted = _submitted(ledger, submission)
        job = submitted.job.id
        if detach:
            if as_json:
                print_json({"job": job, "given": submitted.job.given})
            else:
                console().print(job)
            return
        try:
            with LoadProgress(progress_console()) as progress:
                watch(ledger, job, progress)
        except KeyboardInterrupt:
            print_warnings(
                [f"The workers go on. See: skillsearch job {job}; stop: skillsearch cancel {job}"]
            )
            raise
        _end(outcomes(ledger, job), as_json)


def _require_skills_elsewhere(settings: Settings) -> None:
    """Raise NothingIndexed where skills are known to be missing.

    The embedded engine's folder belongs to another process, which leaves a notice once it is
    ready; it may yet be starting.
    """
    from indexer.ingest import notice

    if settings.qdrant_url is not None:
        with opened_workshop(settings) as shop:
            require_skills(shop)
    elif not notice.read(settings.home / "spool").extraction:
        print_warnings(
            [
                "No process that holds the index has been ready yet; the items wait for it. Start "
                "one: skillsearch serve, or skillsearch worker."
            ]
        )


def _submitted(ledger: Ledger, submission: Submission) -> Submitted:
    from indexer.display.loads import show_recognised
    from indexer.ingest.submitting import submit

    status = progress_console()
    with status.status("listing"):
        submitted = submit(ledger, submission)
    show_recognised(submitted.report, status)
    for job in submitted.superseded:
        status.print(f"The unfinished job {job.id} of the same is replaced.", soft_wrap=True)
    return submitted


def _end(ended: Outcomes, as_json: bool) -> None:
    from indexer.display.loads import show_outcomes

    if as_json:
        print_json(ended.as_dict())
    else:
        show_outcomes(ended, console())
    if ended.counts.failed:
        sys.exit(FAILED_ITEMS)


def _show_what_would_be(submission: Submission, as_json: bool) -> None:
    from indexer.display.loads import show_recognised
    from indexer.ingest.submitting import list_sources

    sources = list_sources(submission)
    first: list[SourceItem] = []
    given = 0
    for item in sources:
        given += 1
        if len(first) < _SHOWN_ITEMS:
            first.append(item)
    report = sources.report
    if as_json:
        print_json(
            {
                "given": given,
                "repeats": report.repeats,
                "skipped": dict(report.skipped),
                "recognised": list(report.lines()),
                "first": [{"external_id": i.external_id, "source": i.source} for i in first],
            }
        )
        return
    out = console()
    show_recognised(report, out)
    for item in first:
        out.print(f"{item.external_id}  [dim]{item.source}[/dim]", soft_wrap=True)
    if given > len(first):
        out.print(f"… and {given - len(first):,} more")
    out.print(f"{given:,} documents would be indexed.")
