"""A comparison as people read it in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.markup import escape
from rich.table import Table

from search.changes.impact import Impact
from search.changes.records import Change, Changes
from skillsearch.console import console

__all__ = ["show_changes"]

SHOWN_VALUES = 3
"""Values of a field shown on each side; ``--json`` and ``--out`` have all of them."""

WIDTH = 100
"""Characters of one value that are shown."""


def show_changes(changes: Changes, shown: Sequence[Change], impact: Impact | None) -> None:
    """Counts, the changes with both sides, then whom they touch."""
    out = console()
    old, new = changes.sizes
    out.print(
        f"[bold]{escape(str(changes.old))}[/bold] ({old:,} concepts) → "
        f"[bold]{escape(str(changes.new))}[/bold] ({new:,})"
    )
    counted = " · ".join(f"{kind} {n:,}" for kind, n in changes.counts.items() if n)
    out.print(f"{counted or 'nothing changed'} · unchanged {changes.unchanged:,}")
    for note in changes.notes:
        out.print(f"[dim]{escape(note)}[/dim]")
    kind = ""
    for change in shown:
        if change.kind != kind:
            kind = change.kind
            out.print(f"\n[bold]{kind}[/bold]")
        out.print(_line(change), soft_wrap=True)
    if impact is not None:
        _show_impact(impact)


def _line(change: Change) -> str:
    before, after = (
        " + ".join(escape(side.label) for side in sides) for sides in (change.before, change.after)
    )
    stays = change.before and change.before == change.after
    text = (
        f"  {before}" if stays or not after else f"  {before} → {after}" if before else f"  {after}"
    )
    if change.evidence:
        text += f" [dim]({change.evidence[0].confidence:.2f})[/dim]"
    if change.doubtful:
        text += " [yellow]another concept under the same id?[/yellow]"
    for detail in change.details:
        if detail.field == "label":
            continue
        text += f"\n    [dim]{detail.field}[/dim]"
        for sign, values in (("-", detail.before), ("+", detail.after)):
            for value in values[:SHOWN_VALUES]:
                text += f"\n      {sign} {escape(_cut(value))}"
            if len(values) > SHOWN_VALUES:
                text += f"\n      {sign} [dim]and {len(values) - SHOWN_VALUES:,} more[/dim]"
    return text


def _show_impact(impact: Impact) -> None:
    out = console()
    out.print("\n[bold]what names a concept that is removed, renamed, merged or split[/bold]")
    for alias, made in impact.made_with.items():
        out.print(f"  {impact.touched[alias]:,} of {made:,} {alias} of the old edition")
    if not impact.made_with:
        out.print("  no documents are indexed")
    if impact.decisions is not None:
        out.print(f"  {impact.decisions:,} decisions")
    if not impact.concepts:
        return
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
    table.add_column("concept", ratio=1)
    table.add_column("what happens", no_wrap=True)
    for name in ("candidates", "postings", "decisions"):
        table.add_column(name, justify="right", no_wrap=True)
    for touched in impact.concepts[:20]:
        numbers = (f"{touched.counts[n]:,}" for n in ("candidates", "postings", "decisions"))
        table.add_row(escape(touched.before.label), touched.kind, *numbers)
    out.print(table)


def _cut(text: str) -> str:
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1].rstrip()}…"
