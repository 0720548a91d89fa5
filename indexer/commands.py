"""``skillsearch index``, ``rollback`` and ``reindex``."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click
from rich.markup import escape

from indexer.display import ProgressWatcher, report_as_dict, show_report, show_sources
from skillsearch.console import (
    console,
    json_option,
    print_json,
    progress_console,
    settings_options,
)
from skillsearch.settings import Settings

__all__ = ["index", "reindex", "rollback"]


@click.group()
def index() -> None:
    """Put something into the index."""


@index.command()
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

    Kind, version and language are detected and shown. What is indexed already and has not changed
    is not encoded again. The old index answers until the new one is complete.

    \b
    skillsearch index taxonomy "ESCO dataset - v1.1.1 - classification - en - csv.zip"
    skillsearch index taxonomy my-skills.csv --name house --version 2026
    """
    from indexer.pipeline import index_taxonomies
    from indexer.taxonomies import read_taxonomies
    from skillsearch.encoder import load_encoder
    from skillsearch.store import open_store

    status = progress_console()
    with status.status("reading"):
        found = read_taxonomies(paths, name=name, version=version, language=language)
    show_sources(found, status)
    with closing(open_store(settings)) as store, ProgressWatcher(status) as watcher:
        encoder = load_encoder(settings)
        report = index_taxonomies(found, store, encoder, settings.home / "cache", watcher)
    if as_json:
        print_json(report_as_dict(report))
    else:
        show_report(report)


@click.command()
@settings_options()
def rollback(settings: Settings) -> None:
    """Go back to the index as it was before the last change; a second time goes forward again."""
    from indexer.generations import roll_back
    from skillsearch.store import open_store

    with closing(open_store(settings)) as store:
        for alias, old, new in roll_back(store):
            console().print(f"{alias}: {escape(old)} → [bold]{escape(new)}[/bold]")


@click.command()
@settings_options()
def reindex(settings: Settings) -> None:
    """Encode everything that is indexed again, with the model that is configured now.

    \b
    skillsearch reindex --model sentence-transformers/all-mpnet-base-v2
    """
    from indexer.reindex import reindex as encode_again
    from skillsearch.encoder import load_encoder
    from skillsearch.store import open_store

    with closing(open_store(settings)) as store:
        encoder = load_encoder(settings)
        with ProgressWatcher(progress_console()) as watcher:
            made = encode_again(store, encoder, settings.home / "cache", watcher)
    model = encoder.fingerprint.model
    if made:
        console().print(f"{', '.join(made)} made with {escape(model)} and live.")
    else:
        console().print(f"Everything is made with {escape(model)} already.")
