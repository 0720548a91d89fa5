"""An expansion as people read it in a terminal."""

from __future__ import annotations

from rich.markup import escape
from rich.table import Table

from search.expansion.answers import Expansion, Part
from skillsearch.console import console

__all__ = ["show_expansion"]

MAX_SHOWN = 12
"""Terms shown of one part; ``--json`` has all of them."""

NAMES = {
    "linkedin": "LinkedIn",
    "ats": "Applicant tracking systems",
    "elasticsearch": "Elasticsearch",
}


def show_expansion(expansion: Expansion) -> None:
    """Each part with its terms and their reasons, then the strings, each on a line of its own."""
    out = console()
    for part in expansion.parts:
        _show_part(part)
    for boolean in expansion.booleans:
        length = f"{len(boolean.text):,} of {boolean.max_length:,} characters"
        out.print(f"\n[bold]{NAMES[boolean.dialect]}[/bold] [dim]{length}[/dim]")
        out.print(escape(boolean.text), soft_wrap=True)
        if boolean.dropped:
            out.print(f"[dim]left out for length: {escape(', '.join(boolean.dropped))}[/dim]")


def _show_part(part: Part) -> None:
    out = console()
    labels = ", ".join(f"{m.label} ({m.taxonomy} {m.version})" for m in part.concepts)
    what = part.kind if part.understood else "not understood, kept as typed"
    tail = f": {labels}" if labels else ""
    out.print(f"[bold]{escape(part.text)}[/bold]  [dim]{escape(what + tail)}[/dim]")
    if not part.terms:
        return
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    table.add_column(style="dim", ratio=1)
    for term in part.terms[:MAX_SHOWN]:
        reason = term.reason + (f"; found by {term.covered_by}" if term.covered_by else "")
        table.add_row(f"{term.weight:.2f}", term.kind, escape(term.text), escape(reason))
    more = len(part.terms) - MAX_SHOWN
    if more > 0:
        table.add_row("", "", f"[dim]and {more:,} more[/dim]", "")
    out.print(table)
