"""``skillsearch normalise``: free-text skills, one a line, as skills of the taxonomies."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from search.commands.extract import read_input
from search.extraction.answers import NormalisedAnswer
from search.extraction.lines import decoded, lines_of_table, plain_lines
from search.extraction.normalising import Normaliser
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
from skillsearch.extraction import DEFAULT_CONFIDENCE
from skillsearch.settings import Settings

__all__ = ["normalise"]

MANY = 5_000
"""Lines from which progress is shown."""


@click.command(cls=SectionedCommand, short_help="Skills of a list, as the taxonomies call them.")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--column", metavar="NAME", help="FILE is a CSV: take this column.")
@click.option("--taxonomy", multiple=True, help="Only this taxonomy; repeatable. Default: all.")
@click.option("--language", default="en", show_default=True, help="Of the labels (ISO 639-1).")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="C",
    help=f"Choose no skill where none is this sure, 0 to 1. Default: {DEFAULT_CONFIDENCE}.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "csv", "jsonl")),
    default="table",
    show_default=True,
    help="What is printed.",
)
@json_option
@settings_options(*STORE_SETTINGS, *ENCODER_SETTINGS)
def normalise(
    file: Path | None,
    column: str | None,
    taxonomy: tuple[str, ...],
    language: str,
    min_confidence: float | None,
    form: str,
    as_json: bool,
    settings: Settings,
) -> None:
    """Free-text skills, one a line, as skills of the taxonomies; FILE or standard input.

    Each line gets the skill that it spells or means, how sure that is, and up to three others; or
    none and the reason, where that would be a guess.

    \b
    skillsearch normalise < skills.txt
    skillsearch normalise people.csv --column skill --format csv > mapped.csv
    """
    name = "standard input" if file is None or str(file) == "-" else str(file)
    if file is None and sys.stdin.isatty():
        raise click.UsageError("There is no list: give FILE, or pipe one in.")
    text = decoded(read_input(name), name)
    lines = list(lines_of_table(text, column, name)) if column else plain_lines(text)
    with open_index(settings) as index, _progress(len(lines)) as progress:
        normaliser = Normaliser.open(index, taxonomy, language, min_confidence)
        results = normaliser.all_of(lines, progress)
        if as_json:
            print_json(NormalisedAnswer(tuple(results), (), normaliser.live.stamp).as_dict())
        else:
            from search.extraction import normalised_output as output

            if form == "csv":
                output.write_csv(results, sys.stdout)
            elif form == "jsonl":
                output.write_json_lines(results, sys.stdout)
            else:
                output.show_table(results)


@contextmanager
def _progress(lines: int) -> Iterator[Callable[[int], None] | None]:
    """A bar on stderr where it takes long enough to wonder."""
    if lines < MANY:
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=progress_console(), transient=True) as bar:
        task = bar.add_task("lines", total=lines)
        yield lambda done: bar.advance(task, done)
