"""Hits as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.markup import escape
from rich.table import Table

from search.matching.answers import Entry, MatchAnswer, MatchHit
from skillsearch.console import console
from skillsearch.documents import MASK

__all__ = ["show_answer", "show_hit"]

_MARKS = {"matched": "[green]✓[/green]", "partial": "[yellow]~[/yellow]", "missing": "[red]✗[/red]"}

_UNWANTED = {"matched": "[red]![/red]", "partial": "[yellow]![/yellow]", "missing": " "}

SENTENCE_CHARACTERS = 110


def show_answer(
    answer: MatchAnswer, parts: Sequence[Mapping[str, Any]], *, detailed: int, first: int
) -> None:
    """What was understood, the ranking, and the evidence of the first ``detailed`` hits."""
    out = console()
    if parts:
        said = " · ".join(
            f"{escape(part['text'])} [dim]→ {escape(part['meaning'])}[/dim]" for part in parts
        )
        out.print(f"[dim]understood[/dim] {said}\n")
    if not answer.results:
        out.print("Nobody passes." if answer.query["kind"] == "resume" else "Nothing passes.")
        return
    out.print(_table(answer.results, first))
    out.print(f"[dim]{answer.total:,} pass the filters[/dim]")
    for rank, hit in enumerate(answer.results[:detailed], first):
        out.print()
        show_hit(hit, rank)
    for name, counts in answer.facets.items():
        if counts:
            shown = " · ".join(f"{escape(value)} {count}" for value, count in counts.items())
            out.print(f"\n[bold]{name}[/bold] {shown}")
    if answer.receipt:
        out.print(f"\n[dim]receipt {answer.receipt} (skillsearch replay {answer.receipt})[/dim]")


def show_hit(hit: MatchHit, rank: int) -> None:
    """One hit with its evidence ledger."""
    out = console()
    score = "–" if hit.score is None else f"{hit.score:.0f}"
    out.print(f"[bold]{rank}. {escape(_title(hit))}[/bold]  {score} {hit.band}")
    for reason in hit.reasons:
        out.print(f"   {escape(reason)}")
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 1))
    table.add_column(width=2)
    table.add_column(max_width=34)
    table.add_column(style="dim", width=9)
    table.add_column(ratio=1)
    for entry in hit.ledger:
        marks = _UNWANTED if entry.importance == "not" else _MARKS
        table.add_row(marks[entry.status], _asked(entry), entry.way, _shown(entry))
    out.print(table)


def _table(hits: Sequence[MatchHit], first: int) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
    table.add_column("#", justify="right", style="dim", no_wrap=True)
    table.add_column("score", justify="right", no_wrap=True)
    if any(hit.score_back is not None for hit in hits):
        table.add_column("back", justify="right", no_wrap=True, style="dim")
    table.add_column("band", no_wrap=True)
    table.add_column("id", no_wrap=True, max_width=28, overflow="ellipsis")
    table.add_column("title and why", ratio=1)
    for rank, hit in enumerate(hits, first):
        score = "–" if hit.score is None else f"{hit.score:.0f}"
        cells = [str(rank), score]
        if any(other.score_back is not None for other in hits):
            cells.append("–" if hit.score_back is None else f"{hit.score_back:.0f}")
        why = "; ".join(hit.reasons)
        cells += [hit.band, escape(_named(hit))]
        table.add_row(*cells, f"[bold]{escape(_title(hit))}[/bold]\n[dim]{escape(why)}[/dim]")
    return table


def _title(hit: MatchHit) -> str:
    return hit.titles[0] if hit.titles else _named(hit)


def _named(hit: MatchHit) -> str:
    """By its external id; where that is masked, by the beginning of its own, which finds it too."""
    return hit.id[:8] if MASK in hit.external_id else hit.external_id


def _asked(entry: Entry) -> str:
    said = {"must": "[bold]{}[/bold]", "nice": "{}", "not": "not {}"}[entry.importance]
    return said.format(escape(entry.requirement))


def _shown(entry: Entry) -> str:
    if entry.evidence:
        place = entry.evidence[0]
        by = ""
        if entry.met_by is not None and entry.met_by.tie != "same":
            by = f"{escape(entry.met_by.label)}: "
        years = f"[dim]{entry.years:g} years[/dim] " if entry.years else ""
        section = f"[dim]({place.section.replace('_', ' ')})[/dim]"
        return f"{years}{by}{escape(_cut(place.sentence))} {section}"
    if entry.nearest is not None:
        near = entry.nearest
        return f"[dim]nearest ({near.distance:.2f} away): {escape(_cut(near.sentence))}[/dim]"
    return ""


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    if len(flat) <= SENTENCE_CHARACTERS:
        return flat
    return f"{flat[: SENTENCE_CHARACTERS - 1].rstrip()}…"
