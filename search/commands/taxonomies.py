"""``skillsearch taxonomies``: what is in the index."""

from __future__ import annotations

import click
from rich.markup import escape
from rich.table import Table

from search.holdings import holdings
from search.open_index import open_index
from skillsearch.console import (
    STORE_SETTINGS,
    SectionedCommand,
    console,
    json_option,
    print_json,
    settings_options,
)
from skillsearch.settings import Settings

__all__ = ["taxonomies"]


@click.command(cls=SectionedCommand, short_help="What the index holds.")
@json_option
@settings_options(*STORE_SETTINGS)
def taxonomies(as_json: bool, settings: Settings) -> None:
    """The taxonomies in the index, with their versions, languages and sizes."""
    with open_index(settings) as index:
        held = holdings(index)
    if as_json:
        print_json(held)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("taxonomy", "version", "language"):
        table.add_column(column)
    for column in ("skills", "occupations"):
        table.add_column(column, justify="right")
    for entry in held["taxonomies"]:
        numbers = (f"{entry[name]:,}" for name in ("skills", "occupations"))
        names = (escape(entry[name]) for name in ("name", "version", "language"))
        table.add_row(*names, *numbers)
    console().print(table)
