"""``skillsearch models``: the encoders known by name, and other forms of the shipped one."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table

from skillsearch.console import (
    GuessingGroup,
    SectionedCommand,
    console,
    json_option,
    print_json,
    progress_console,
)
from skillsearch.encoder.extras import has_torch, require_torch
from skillsearch.encoder.registry import KNOWN_MODELS, KnownModel

__all__ = ["models"]

_folder = click.Path(path_type=Path, file_okay=False)


@click.group(
    cls=GuessingGroup, invoke_without_command=True, short_help="The encoders known by name."
)
@json_option
@click.pass_context
def models(ctx: click.Context, as_json: bool) -> None:
    """The encoders known by name, for --model or SKILLSEARCH_MODEL.

    Any other sentence-transformers name or folder works as well.
    """
    if ctx.invoked_subcommand is not None:
        return
    known = list(KNOWN_MODELS.values())
    if as_json:
        found = [
            {**asdict(model), "here": model.is_here, "needs": _needs(model)} for model in known
        ]
        print_json({"models": found})
        return
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("model", no_wrap=True)
    for column in ("dimension", "tokens"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("licence", no_wrap=True)
    table.add_column("weights", no_wrap=True)
    for model in known:
        numbers = (str(model.dimension), str(model.max_length))
        table.add_row(model.name, *numbers, model.licence, _whereabouts(model))
    console().print(table)
    if has_torch():
        return
    console().print(
        "All but the shipped one need more packages: " + escape("pip install 'skillsearch[torch]'.")
    )


@models.command(cls=SectionedCommand, short_help="Weights for torch, from the shipped model.")
@click.argument("name", metavar="NAME")
@click.argument("target", metavar="FOLDER", type=_folder)
def export(name: str, target: Path) -> None:
    """Write the model NAME as a sentence-transformers folder, in float32.

    For training on from it, or for use without skillsearch. The weights are those that the shipped
    int8 model computes with.

    \b
    skillsearch models export skill-minilm-v1 skill-minilm
    """
    require_torch("Writing weights for torch")
    from skillsearch.encoder.shipping import export_floats

    export_floats(name, target)
    console().print(f"Written to {escape(str(target))}.", soft_wrap=True)


@models.command(cls=SectionedCommand, short_help="An int8 folder that is served without torch.")
@click.argument("source", metavar="SOURCE", type=_folder)
@click.argument("target", metavar="FOLDER", type=_folder)
@click.option(
    "--max-megabytes",
    type=click.FloatRange(min=0, min_open=True),
    default=25.0,
    metavar="N",
    help="Refuse a larger model; default 25 (of 10⁶ bytes).",
)
def ship(source: Path, target: Path, max_megabytes: float) -> None:
    """Make of SOURCE, a sentence-transformers folder, one that is served without torch.

    The model is named like FOLDER, and --model FOLDER uses it. It holds int8 weights, the
    tokenizer, the card, and what leads back to sentence-transformers (skillsearch models export).

    \b
    skillsearch models ship runs/house/model models/skill-minilm-v1
    """
    require_torch("Shipping a model")
    from skillsearch.encoder.shipping import ship as make

    with progress_console().status("quantising"):
        made = make(source, target, max_bytes=int(max_megabytes * 1e6))
    model = made.model
    console().print(
        f"{escape(model.fingerprint.model)} is in {escape(str(made.folder))}: "
        f"{made.size:,} bytes of weights and tokenizer, {made.total:,} in all.\n"
        f"Least cosine to float32 over the canonical texts {model.min_cosine:.4f}; "
        f"beside other texts a vector moves by {model.movement:.1e} at most.",
        soft_wrap=True,
    )


@models.command(cls=SectionedCommand, short_help="The mean weights of several models.")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=_folder)
@click.argument("target", metavar="FOLDER", type=_folder)
def average(sources: tuple[Path, ...], target: Path) -> None:
    """Write a sentence-transformers folder whose weights are the mean of those of SOURCES.

    The models must have been trained from the same one. The mean of two runs is often better than
    either on what neither was made for; measure it with skillsearch evaluate.

    \b
    skillsearch models average runs/a/model runs/b/model runs/mean
    """
    require_torch("Averaging models")
    from skillsearch.encoder.averaging import average as make

    if len(sources) < 2:
        raise click.UsageError("Name at least two models, then the folder to write.")
    make(sources, target)
    console().print(f"Written to {escape(str(target))}.", soft_wrap=True)


def _whereabouts(model: KnownModel) -> str:
    if model.is_bundled:
        return "shipped"
    return "installed" if model.is_here else "hub"


def _needs(model: KnownModel) -> str | None:
    """The extra that would have to be installed first."""
    return None if model.is_bundled or has_torch() else "torch"
