"""``skillsearch crosswalk``: one taxonomy in the terms of another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from search.open_index import open_index
from skillsearch.console import (
    ENCODER_SETTINGS,
    STORE_SETTINGS,
    SectionedCommand,
    json_option,
    print_json,
    progress_console,
    settings_options,
)
from skillsearch.settings import Settings

if TYPE_CHECKING:
    from search.crosswalk.desk import Asked, Crosswalk

__all__ = ["crosswalk"]


@click.command(cls=SectionedCommand, short_help="Map one taxonomy to another.")
@click.option("--from", "source", required=True, metavar="NAME", help="The taxonomy to map.")
@click.option("--to", "target", required=True, metavar="NAME", help="What it is mapped to.")
@click.option("--occupations", is_flag=True, help="Map occupations, not skills.")
@click.option("--concept", "concepts", multiple=True, metavar="ID", help="Only this; repeatable.")
@click.option("--language", metavar="CODE", help="Where a taxonomy is indexed in several.")
@click.option(
    "--min-confidence",
    default=0.5,
    show_default=True,
    type=click.FloatRange(0, 1),
    help="Below it there is no relation.",
)
@click.option("--limit", type=click.IntRange(1), help="Concepts; 20 unless --out or --json.")
@click.option("--offset", default=0, type=click.IntRange(0), help="Concepts to skip.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write it: .csv, .jsonld or .ttl (SKOS).",
)
@json_option
@settings_options(*STORE_SETTINGS, *ENCODER_SETTINGS)
def crosswalk(
    source: str,
    target: str,
    occupations: bool,
    concepts: tuple[str, ...],
    language: str | None,
    min_confidence: float,
    limit: int | None,
    offset: int,
    out: Path | None,
    as_json: bool,
    settings: Settings,
) -> None:
    """How the concepts of one taxonomy relate to those of another, in the terms of SKOS.

    NAME is a taxonomy (its newest edition) or an edition: esco@1.1.0. broadMatch: the other
    concept is the broader one. What cannot be decided is said to have no relation: none.

    \b
    skillsearch crosswalk --from ssf --to esco --concept "Cloud Computing"
    skillsearch crosswalk --from ssf --to esco --out ssf-esco.ttl
    """
    from search.crosswalk.desk import Asked
    from search.crosswalk.display import show_crosswalk
    from search.crosswalk.export import check_ending, write_crosswalk

    if out is not None:
        check_ending(out)
    if limit is None and out is None and not as_json:
        limit = 20
    asked = Asked(
        source,
        target,
        "occupation" if occupations else "skill",
        language,
        concepts,
        limit,
        offset,
        min_confidence,
    )
    found = _mapped(asked, settings)
    if out is not None:
        write_crosswalk(out, found)
    if as_json:
        print_json(found.as_dict())
    elif out is None:
        show_crosswalk(found)
    else:
        click.echo(f"{len(found.proposals):,} proposals are in {out}.", err=True)


def _mapped(asked: Asked, settings: Settings) -> Crosswalk:
    from rich.progress import Progress

    from search.crosswalk.desk import CrosswalkDesk

    with (
        open_index(settings) as index,
        Progress(console=progress_console(), transient=True) as progress,
    ):
        task = progress.add_task("describe", total=None)
        return CrosswalkDesk(index).crosswalk(asked, lambda n: progress.advance(task, n))
