"""``skillsearch titles``: what job titles say, in plain words and as occupations."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from search.commands.extract import read_input
from search.extraction.lines import decoded, lines_of_table, plain_lines
from search.open_index import open_index
from skillsearch.console import (
    ENCODER_SETTINGS,
    STORE_SETTINGS,
    SectionedCommand,
    json_option,
    print_json,
    print_warnings,
    progress_console,
    settings_options,
)
from skillsearch.settings import Settings

__all__ = ["titles"]

MANY = 200
"""Titles from which progress is shown."""


@click.command(cls=SectionedCommand, short_help="What job titles say, and similar jobs.")
@click.argument("title", nargs=-1)
@click.option("--file", metavar="F", help="Many titles, one a line; - is standard input.")
@click.option("--column", metavar="NAME", help="F is a CSV: take this column.")
@click.option("--jobs", is_flag=True, help="Show similar jobs among the postings.")
@click.option("--taxonomy", multiple=True, help="Only this taxonomy; repeatable. Default: all.")
@click.option("--language", default="en", show_default=True, help="Of the labels (ISO 639-1).")
@click.option(
    "--limit", default=5, show_default=True, help="Occupations, similar titles, jobs: 1 to 50."
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
@settings_options(*STORE_SETTINGS, *ENCODER_SETTINGS, "tenant")
def titles(
    title: tuple[str, ...],
    file: str | None,
    column: str | None,
    jobs: bool,
    taxonomy: tuple[str, ...],
    language: str,
    limit: int,
    form: str,
    as_json: bool,
    settings: Settings,
) -> None:
    """What TITLE says in plain words, which occupations it names, and similar titles and jobs.

    Shifts, pay, places and references are taken off, and reported. Without TITLE and --file,
    standard input is read.

    \b
    skillsearch titles "Sr. SW Engr (Python) – Night Shift" --jobs
    skillsearch titles --file titles.txt --format csv > mapped.csv
    """
    from search.titles import display
    from search.titles.answers import TitleList
    from search.titles.reading import TitleReader

    lines = _lines(title, file, column)
    with open_index(settings) as index, _progress(len(lines)) as progress:
        reader = TitleReader.open(
            index,
            tenant=settings.tenant,
            taxonomies=taxonomy,
            language=language,
            limit=limit,
            jobs=jobs,
        )
        answers = reader.all_of(lines, progress)
        if as_json:
            print_json(TitleList(tuple(answers), reader.warnings, reader.stamp).as_dict())
            return
        if form == "csv":
            display.write_csv(answers, sys.stdout)
        elif form == "jsonl":
            display.write_json_lines(answers, sys.stdout)
        elif len(lines) == 1:
            display.show_title(next(answers))
        else:
            display.show_titles(answers)
        print_warnings(reader.warnings)


def _lines(title: tuple[str, ...], file: str | None, column: str | None) -> list[str]:
    """The title of the arguments, else those of a file or of standard input."""
    if title and (file or column):
        raise click.UsageError("Give TITLE or --file, not both.")
    if title and title != ("-",):
        return [" ".join(title)]
    if file is None and not title and sys.stdin.isatty():
        raise click.UsageError("There is no title: give TITLE, --file F, or pipe some in.")
    name = "standard input" if file in (None, "-") else str(file)
    text = decoded(read_input(name), name)
    return list(lines_of_table(text, column, name)) if column else plain_lines(text)


@contextmanager
def _progress(lines: int) -> Iterator[Callable[[int], None] | None]:
    """A bar on stderr where it takes long enough to wonder."""
    if lines < MANY:
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=progress_console(), transient=True) as bar:
        task = bar.add_task("titles", total=lines)
        yield lambda done: bar.advance(task, done)
