"""``skillsearch taxonomies``: what is in the index."""

from __future__ import annotations

import click
from rich.table import Table

from search.holdings import holdings
from search.library import open_library
from skillsearch.console import console, json_option, print_json, settings_options
from skillsearch.settings import Settings

__all__ = ["taxonomies"]


@click.command()
@json_option
@settings_options()
def taxonomies(as_json: bool, settings: Settings) -> None:
    """The taxonomies in the index, with their versions, languages and sizes."""
    with open_library(settings) as library:
        held = holdings(library)
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
        table.add_row(entry["name"], entry["version"], entry["language"], *numbers)
    console().print(table)
