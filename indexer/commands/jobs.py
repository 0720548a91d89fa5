"""``skillsearch jobs``, ``job``, ``retry``, ``dead-letters`` and ``cancel``."""

from __future__ import annotations

from typing import get_args

import click

from indexer.commands.options import (
    FAILED_ITEMS,
    JOB_SETTINGS,
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
    progress_console,
    settings_options,
)
from skillsearch.ledger.records import ItemState
from skillsearch.settings import Settings

__all__ = ["cancel", "dead_letters", "job", "jobs", "retry"]

_STATES = get_args(ItemState)

limit_option = click.option(
    "--limit", type=click.IntRange(1, 100_000), default=50, show_default=True, help="At most."
)


@click.command(cls=SectionedCommand, short_help="Bulk loads, the newest first.")
@limit_option
@click.option(
    "--prune",
    "days",
    type=click.IntRange(0, 36_500),
    default=None,
    metavar="DAYS",
    help="Forget the jobs that were over so many days ago, but for what indexed documents need.",
)
@json_option
@settings_options(*JOB_SETTINGS)
def jobs(limit: int, days: int | None, as_json: bool, settings: Settings) -> None:
    """Bulk loads of resumes and postings, the newest first.

    With --prune what they left behind is removed instead: items that were unchanged, set aside,
    failed or replaced since. The last item of each indexed document stays, with its job.

    \b
    skillsearch jobs
    skillsearch jobs --prune 90
    """
    from indexer.display.jobs import job_as_dict, show_jobs
    from skillsearch.ledger import open_ledger

    if days is not None:
        _prune(days, as_json, settings)
        return
    with open_ledger(settings) as ledger:
        found = [(one, ledger.counts(one.id)) for one in ledger.jobs(settings.tenant, limit)]
    if as_json:
        print_json({"jobs": [job_as_dict(one, counts) for one, counts in found]})
    else:
        show_jobs(found, console())


def _prune(days: int, as_json: bool, settings: Settings) -> None:
    from indexer.ingest.uploads import sweep_uploads
    from skillsearch.ledger import open_ledger

    with open_ledger(settings) as ledger:
        pruned = ledger.prune(days * 86_400.0, settings.tenant)
        sweep_uploads(ledger, settings.home)
    if as_json:
        print_json({"pruned": {"jobs": pruned.jobs, "items": pruned.items, "kept": pruned.kept}})
        return
    kept = f"; of {pruned.kept:,} more the last items of documents stay" if pruned.kept else ""
    console().print(f"Removed: {pruned.jobs:,} jobs and {pruned.items:,} items{kept}.")


@click.command(cls=SectionedCommand, short_help="How far a job is, and what became of its items.")
@click.argument("job_id", metavar="ID")
@click.option("--items", "with_items", is_flag=True, help="List the items, each with its outcome.")
@click.option(
    "--state",
    "states",
    multiple=True,
    metavar="STATE",
    type=click.Choice(_STATES),
    help="List only items in this state: done, quarantined, failed …; repeatable.",
)
@limit_option
@json_option
@settings_options(*JOB_SETTINGS)
def job(
    job_id: str,
    with_items: bool,
    states: tuple[ItemState, ...],
    limit: int,
    as_json: bool,
    settings: Settings,
) -> None:
    """One job: counts by outcome, rate and time left, why some was quarantined or failed.

    ID may be its beginning.

    \b
    skillsearch job 0199f2 --items --state failed
    """
    from indexer.display.jobs import item_as_dict, job_as_dict, show_items, show_job
    from indexer.ingest.finding import find_job
    from indexer.ingest.outcomes import outcomes
    from indexer.ingest.superseding import successor
    from skillsearch.ledger import open_ledger

    with open_ledger(settings) as ledger:
        found = find_job(ledger, settings.tenant, job_id)
        ended, rate = outcomes(ledger, found.id), ledger.rate(found.id)
        wanted = with_items or bool(states)
        items = ledger.items(found.id, states or None, limit) if wanted else []
        replaced_by = successor(ledger, found) if found.state == "cancelled" else None
    if as_json:
        shown = job_as_dict(ended.job, ended.counts, rate)
        shown["duplicates"] = ended.duplicates
        shown["reasons"] = {
            reason: why.count for reason, why in {**ended.quarantined, **ended.failed}.items()
        }
        shown["replaced_by"] = replaced_by.id if replaced_by else None
        if wanted:
            shown["items"] = [item_as_dict(item) for item in items]
        print_json(shown)
        return
    show_job(ended, rate, replaced_by, console(), before_items=wanted)
    if wanted:
        show_items(items, console())


@click.command(cls=SectionedCommand, short_help="Try again what failed.")
@click.argument("job_id", metavar="ID")
@click.option("--failed", is_flag=True, help="What failed; the default.")
@click.option("--quarantined", is_flag=True, help="What was quarantined.")
@workers_option
@json_option
@settings_options(*LOAD_SETTINGS)
def retry(
    job_id: str,
    failed: bool,
    quarantined: bool,
    workers: int | None,
    as_json: bool,
    settings: Settings,
) -> None:
    """Try items of a job again that failed, or were quarantined; here, or by the workers.

    \b
    skillsearch retry 0199f2 --quarantined
    """
    from indexer.display.loads import LoadProgress, show_outcomes
    from indexer.ingest.finding import find_job
    from indexer.ingest.loading import default_parsers, load, watch
    from indexer.ingest.outcomes import outcomes
    from skillsearch.ledger import open_ledger

    states: list[ItemState] = ["quarantined"] if quarantined else []
    if failed or not quarantined:
        states.append("failed")
    with open_ledger(settings) as ledger:
        found = find_job(ledger, settings.tenant, job_id)
        if settings.broker_url is not None:
            count = ledger.retry(found.id, states)
            with LoadProgress(progress_console()) as progress:
                watch(ledger, found.id, progress)
        else:
            parsers = workers or default_parsers()
            with opened_workshop(settings, parsers=parsers) as shop:
                require_skills(shop)
                count = ledger.retry(found.id, states)
                with LoadProgress(progress_console()) as progress:
                    load(shop, found.id, progress, parsers=parsers)
        ended = outcomes(ledger, found.id)
    if as_json:
        print_json({**ended.as_dict(), "retried": count})
    else:
        console().print(f"{count:,} tried again.")
        show_outcomes(ended, console())
    if ended.counts.failed:
        raise SystemExit(FAILED_ITEMS)


@click.command(
    "dead-letters", cls=SectionedCommand, short_help="What was given up on, over all jobs."
)
@limit_option
@json_option
@settings_options(*JOB_SETTINGS)
def dead_letters(limit: int, as_json: bool, settings: Settings) -> None:
    """Items that failed for good, over all jobs, with the reason.

    `skillsearch retry` of their job gives them another chance.

    \b
    skillsearch dead-letters
    """
    from indexer.display.jobs import item_as_dict, show_items
    from skillsearch.ledger import open_ledger

    with open_ledger(settings) as ledger:
        found = ledger.dead_letters(settings.tenant, limit)
    if as_json:
        print_json({"items": [{"job": item.job, **item_as_dict(item)} for item in found]})
    else:
        show_items(found, console())


@click.command(cls=SectionedCommand, short_help="Stop a job.")
@click.argument("job_id", metavar="ID")
@json_option
@settings_options(*JOB_SETTINGS)
def cancel(job_id: str, as_json: bool, settings: Settings) -> None:
    """Stop a job; what it has indexed stays.

    \b
    skillsearch cancel 0199f2
    """
    from indexer.ingest.finding import find_job
    from skillsearch.ledger import open_ledger

    with open_ledger(settings) as ledger:
        found = find_job(ledger, settings.tenant, job_id)
        stopped = ledger.cancel(found.id)
        counts = ledger.counts(found.id)
        state = ledger.job(found.id).state
    if as_json:
        print_json({"job": found.id, "state": state, "counts": counts.as_dict()})
    elif state != "cancelled":
        console().print(f"The job {found.id} was over already: {state}.", soft_wrap=True)
    else:
        console().print(f"The job {found.id} is stopped; {stopped:,} items were left.")
