"""A comparison as people read it in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from search.replay.comparing import Change, Comparison, Moved

__all__ = ["show_comparison"]

WORST = 10
"""Questions that are shown one by one; ``--json`` has all of them."""

NAMED = 5
"""Hits of one question that are named on each side."""

QUERY_CHARACTERS = 100


def show_comparison(comparison: Comparison, out: Console) -> None:
    """How much stays the same, over all questions, and the questions that change most."""
    if comparison.overlap is None:
        out.print("None of the questions could be asked of both generations.")
        return
    asked = len(comparison.changes)
    what = "of the last queries" if comparison.recorded else "labels (no query is recorded yet)"
    out.print(f"Asked both generations {asked:,} {what}.")
    if comparison.unanswerable:
        out.print(f"{comparison.unanswerable:,} more cannot be asked of what is indexed now.")
    out.print(
        f"[bold]overlap@10 {comparison.overlap:.0%}[/bold] on average; "
        f"the first hit stays for {comparison.same_first:,} of {asked:,}."
    )
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(justify="right")
    table.add_column()
    names = ("keep all of their first ten hits", "keep at least half", "keep less than half")
    for number, name in zip(comparison.kept.values(), names, strict=True):
        table.add_row(f"{number:,}", name)
    out.print(table)
    worst = [change for change in comparison.changes[:WORST] if change.overlap < 1]
    if worst:
        out.print("[bold]Most changed[/bold]")
    for change in worst:
        _show_change(change, out)


def _show_change(change: Change, out: Console) -> None:
    text = change.query.text
    shown = text if len(text) <= QUERY_CHARACTERS else f"{text[: QUERY_CHARACTERS - 1]}…"
    filters = [f"{name}={value}" for name, values in change.query.filters for value in values]
    where = escape(" ".join([change.query.collection, *filters]))
    out.print(f"{change.overlap:>5.0%}  [bold]{escape(shown)}[/bold] [dim]{where}[/dim]")
    out.print(f"       [dim]left:[/dim] {_named(change.left)}", soft_wrap=True)
    out.print(f"       [dim]came:[/dim] {_named(change.came)}", soft_wrap=True)


def _named(moved: Sequence[Moved]) -> str:
    named = " · ".join(f"{escape(hit.label)} [dim]#{hit.rank}[/dim]" for hit in moved[:NAMED])
    more = len(moved) - NAMED
    return f"{named} [dim]and {more} more[/dim]" if more > 0 else named or "[dim]nothing[/dim]"
