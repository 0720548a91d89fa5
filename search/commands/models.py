"""``skillsearch models``: the encoders that are known by name."""

from __future__ import annotations

from dataclasses import asdict

import click
from rich.table import Table

from skillsearch.console import SectionedCommand, console, json_option, print_json
from skillsearch.encoder.registry import KNOWN_MODELS

__all__ = ["models"]


@click.command(cls=SectionedCommand, short_help="The encoders known by name.")
@json_option
def models(as_json: bool) -> None:
    """The encoders known by name, for --model or SKILLSEARCH_MODEL.

    Any other sentence-transformers name or folder works as well.
    """
    known = list(KNOWN_MODELS.values())
    if as_json:
        print_json({"models": [asdict(model) for model in known]})
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("model", no_wrap=True)
    for column in ("dimension", "tokens"):
        table.add_column(column, justify="right")
    table.add_column("licence", no_wrap=True)
    for model in known:
        table.add_row(model.name, str(model.dimension), str(model.max_length), model.licence)
    console().print(table)
    installed = [model.name for model in known if model.source.startswith("package:")]
    console().print(
        f"Installed with skillsearch: {', '.join(installed)}. Others come from the model hub."
    )
