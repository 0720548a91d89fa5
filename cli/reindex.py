"""``skillsearch reindex``: another model, tried beside the present one before it goes live."""

from __future__ import annotations

import shlex
from contextlib import closing
from typing import TYPE_CHECKING

import click
from rich.markup import escape

from skillsearch.console import (
    QUESTION_SETTINGS,
    SectionedCommand,
    console,
    json_option,
    print_json,
    progress_console,
    settings_options,
)
from skillsearch.settings import Settings, load_settings

if TYPE_CHECKING:
    from cli.changeover import Outcome

__all__ = ["reindex"]


@click.command(cls=SectionedCommand, short_help="Encode the index again with another model.")
@click.option(
    "--no-swap", "--dry-run", "no_swap", is_flag=True, help="Show what would change; stay aside."
)
@click.option(
    "--min-overlap",
    type=click.FloatRange(0, 1),
    metavar="SHARE",
    help="Do not go live if overlap@10 is below this share (0 to 1).",
)
@click.option("--no-replay", is_flag=True, help="Do not compare answers before going live.")
@json_option
@settings_options(*QUESTION_SETTINGS)
def reindex(
    no_swap: bool,
    min_overlap: float | None,
    no_replay: bool,
    as_json: bool,
    settings: Settings,
) -> None:
    """Encode everything that is indexed again, with the model that is configured now.

    The old index answers meanwhile. When the new one is complete, both are asked the last queries
    (see `skillsearch queries`; labels, where none is recorded), and what changes is shown. Then
    the new one goes live, and only its model can ask. `skillsearch rollback` goes back.

    \b
    skillsearch reindex --model sentence-transformers/all-mpnet-base-v2 --no-swap
    skillsearch reindex --model ./my-model --min-overlap 0.6
    """
    if no_replay and min_overlap is not None:
        raise click.UsageError("--min-overlap needs the comparison that --no-replay leaves out.")
    from cli.changeover import Terms, change_model
    from indexer.display import ProgressWatcher
    from skillsearch.encoder.references import reference_of
    from skillsearch.store import open_store

    terms = Terms(replay=not no_replay, min_overlap=min_overlap, swap=not no_swap)
    with closing(open_store(settings)) as store, ProgressWatcher(progress_console()) as watcher:
        outcome = change_model(store, settings, terms, watcher)
    if outcome is None:
        model = reference_of(settings.model)
        if as_json:
            print_json({"model": model, "generations": [], "live": True})
        else:
            console().print(f"Everything is made with {escape(model)} already.", soft_wrap=True)
        return
    if as_json:
        print_json(outcome.as_dict())
    else:
        _show(outcome)
    if outcome.refusal is not None:
        raise outcome.refusal


def _show(outcome: Outcome) -> None:
    from search.replay import show_comparison

    out = console()
    if outcome.comparison is not None:
        show_comparison(outcome.comparison, out)
    else:
        out.print(f"Answers were not compared: {escape(outcome.not_compared)}", soft_wrap=True)
    made = ", ".join(each.name for each in outcome.made)
    model = escape(shlex.quote(outcome.model))
    lines = [f"[bold]{made}[/bold] made with {escape(outcome.model)}."]
    if outcome.live:
        lines[0] += " Live now."
        if load_settings().model != outcome.model:
            lines.append(f"Ask it:   export SKILLSEARCH_MODEL={model}")
        was = escape(shlex.quote(outcome.former_model))
        lines.append(f"Go back:  skillsearch rollback, and SKILLSEARCH_MODEL={was} again")
    else:
        lines[0] += " Not live: what was live answers as before."
        lines.append(f"Go live:  skillsearch reindex --model {model} (encodes nothing again)")
        lines.append("Any other change of the index deletes what waits aside.")
    for line in lines:
        out.print(line, soft_wrap=True)
