"""``skillsearch index taxonomy`` and ``rollback``."""

from __future__ import annotations

from contextlib import closing
from functools import cache, partial
from pathlib import Path

import click
from rich.markup import escape

from skillsearch.console import (
    STORE_SETTINGS,
    SectionedCommand,
    console,
    json_option,
    print_json,
    progress_console,
    settings_options,
)
from skillsearch.settings import Settings

__all__ = ["rollback", "taxonomy"]


@click.command(cls=SectionedCommand, short_help="ESCO, SSF, O*NET, or your own CSV or JSONL.")
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--name", help="Name of the taxonomy, where the files do not tell.")
@click.option("--version", help="Its version, where the files do not tell.")
@click.option("--language", help="Its language (ISO 639-1), where the files do not tell.")
@json_option
@settings_options()
def taxonomy(
    paths: tuple[Path, ...],
    name: str | None,
    version: str | None,
    language: str | None,
    as_json: bool,
    settings: Settings,
) -> None:
    """Index taxonomies: ESCO zips or folders, SSF workbooks, O*NET, your own CSV or JSONL.

    PATH is a file, a zip or a folder; format, version and language are detected and shown. Only
    what has changed is encoded. The old index answers until the new one is complete, so a command
    that is stopped leaves it as it was, and goes on when it is given again.

    \b
    skillsearch index taxonomy "ESCO dataset - v1.1.1 - classification - en - csv.zip"
    skillsearch index taxonomy my-skills.csv --name house --version 2026
    """
    from indexer.display import ProgressWatcher
    from indexer.display.taxonomies import report_as_dict, show_report, show_sources
    from indexer.inputs import already_indexed, input_digest, known_inputs, remember_input
    from indexer.pipeline import IndexReport, index_taxonomies
    from indexer.taxonomies import read_taxonomies
    from skillsearch.encoder import load_encoder
    from skillsearch.encoder.references import reference_of
    from skillsearch.store import open_store

    status = progress_console()
    digest = input_digest(paths, name, version, language)
    encoder = cache(partial(load_encoder, settings))
    model = reference_of(settings.model)
    with closing(open_store(settings)) as store:
        known = known_inputs(store)
        plans = already_indexed(store, known, digest, encoder, model)
        if plans is not None:
            report = IndexReport(plans=plans)
        else:
            with status.status("reading"):
                found = read_taxonomies(paths, name=name, version=version, language=language)
            show_sources(found, status)
            home = settings.home / "cache"
            with ProgressWatcher(status) as watcher:
                report = index_taxonomies(found, store, encoder(), home, watcher, model)
            remember_input(store, known, digest, found)
    if as_json:
        print_json(report_as_dict(report))
    else:
        show_report(report)


@click.command(cls=SectionedCommand, short_help="Undo the last change; twice redoes it.")
@json_option
@settings_options(*STORE_SETTINGS)
def rollback(as_json: bool, settings: Settings) -> None:
    """Go back to the index as it was before the last change.

    Nothing is deleted: a second rollback goes forward again.
    """
    from indexer.layouts import LAYOUTS
    from skillsearch.store import open_store
    from skillsearch.store.generations import Generations, roll_back

    with closing(open_store(settings)) as store:
        swapped = roll_back([Generations(store, alias) for alias in LAYOUTS])
    if as_json:
        print_json({"rolled_back": [{"alias": a, "from": b, "to": c} for a, b, c in swapped]})
        return
    for alias, old, new in swapped:
        before, after = escape(old or "nothing"), escape(new or "nothing")
        console().print(f"{alias}: {before} → [bold]{after}[/bold]")
