"""``skillsearch models``: the encoders that are known by name."""

from __future__ import annotations

from dataclasses import asdict

import click
from rich.table import Table

from skillsearch.console import console, json_option, print_json
from skillsearch.encoder.registry import KNOWN_MODELS

__all__ = ["models"]


@click.command()
@json_option
def models(as_json: bool) -> None:
    """Encoders known by name; any sentence-transformers name or folder works as well."""
    known = list(KNOWN_MODELS.values())
    if as_json:
        print_json({"models": [asdict(model) for model in known]})
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("model", "dimension", "tokens", "licence", "from"):
        table.add_column(column, justify="right" if column in ("dimension", "tokens") else "left")
    for model in known:
        origin = "installed with skillsearch" if model.source.startswith("package:") else "hub"
        table.add_row(
            model.name, str(model.dimension), str(model.max_length), model.licence, origin
        )
    console().print(table)
