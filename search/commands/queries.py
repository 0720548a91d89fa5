"""``skillsearch queries``: what is recorded of what was asked, and how to be rid of it."""

from __future__ import annotations

import click
from rich.markup import escape

from skillsearch.console import (
    SectionedCommand,
    console,
    json_option,
    print_json,
    settings_options,
)
from skillsearch.queries import open_query_log
from skillsearch.settings import Settings

__all__ = ["queries"]


@click.command(cls=SectionedCommand, short_help="The last queries, kept for reindex.")
@click.option("--clear", is_flag=True, help="Forget them all.")
@json_option
@settings_options("data_dir", "query_log", "debug")
def queries(clear: bool, as_json: bool, settings: Settings) -> None:
    """The last queries asked of skills and occupations, newest last.

    They are kept in the data folder for `skillsearch reindex`, which asks them of the new index
    before it goes live. SKILLSEARCH_QUERY_LOG=0 keeps none.

    \b
    skillsearch queries --clear
    """
    with open_query_log(settings) as log:
        if clear:
            log.clear()
        last = log.last()
    if as_json:
        print_json({"queries": [query.as_dict() for query in last]})
        return
    for query in last:
        filters = " ".join(f"{name}={value}" for name, values in query.filters for value in values)
        where = escape(f"{query.collection} {filters}".strip())
        console().print(f"{escape(query.text)}  [dim]{where}[/dim]", soft_wrap=True)
    if not last:
        console().print("No query is recorded.")
