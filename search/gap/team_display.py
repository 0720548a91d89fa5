"""A team's gap in a terminal: a heat map in shades, what nobody has, who would add it."""

from __future__ import annotations

from rich.markup import escape
from rich.table import Table

from search.gap.team_answers import TeamAnswer
from skillsearch.console import console

__all__ = ["shade", "show_team"]

MOST_PEOPLE = 30
MOST_COLUMNS = 40

_SHADES = " ░▒▓█"


def show_team(answer: TeamAnswer) -> None:
    """People down, what is asked across by number, most important first; then the numbers."""
    out = console()
    target = answer.target
    out.print(
        f"[bold]{escape(target.label)}[/bold] "
        f"[dim]{escape(target.taxonomy or target.kind)}[/dim] · "
        f"{answer.people_total:,} people · together {answer.coverage:.0%}"
    )
    columns = answer.columns[:MOST_COLUMNS]
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
    table.add_column("who", ratio=1, no_wrap=True, overflow="ellipsis")
    table.add_column("id", style="dim", no_wrap=True)
    table.add_column("1–" + str(len(columns)), no_wrap=True)
    table.add_column("covers", justify="right", no_wrap=True)
    for member in answer.people[:MOST_PEOPLE]:
        cells = "".join(shade(degree) for degree in member.degrees[: len(columns)])
        person = member.person
        table.add_row(escape(person.label), person.id[:8], f"│{cells}│", f"{member.coverage:.0%}")
    together = "".join(shade(column.best) for column in columns)
    table.add_row("[bold]together[/bold]", "", f"│{together}│", f"{answer.coverage:.0%}")
    out.print(table)
    hidden = answer.people_total - min(len(answer.people), MOST_PEOPLE)
    if hidden:
        out.print(f"[dim]and {hidden:,} more people who cover less[/dim]")
    out.print(f"[dim]{_SHADES[4]} held  {_SHADES[3]}{_SHADES[2]}{_SHADES[1]} partly[/dim]\n")
    _show_columns(answer)
    _show_additions(answer)


def shade(degree: float) -> str:
    """One character, the darker the more is held; full only for what is held."""
    if degree >= 1:
        return _SHADES[4]
    if degree <= 0:
        return _SHADES[0]
    return _SHADES[1 + min(2, int(degree * 3))]


def _show_columns(answer: TeamAnswer) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
    table.add_column("#", justify="right", style="dim", no_wrap=True)
    table.add_column("asked", ratio=1)
    table.add_column("imp.", justify="right", no_wrap=True)
    table.add_column("held by", justify="right", no_wrap=True)
    table.add_column("partly", justify="right", no_wrap=True)
    for number, column in enumerate(answer.columns[:MOST_COLUMNS], 1):
        label = escape(column.asked.label)
        nobody = not column.held_by and not column.partly_by
        table.add_row(
            str(number),
            f"[bold]{label}[/bold] [red]nobody[/red]" if nobody else label,
            f"{column.asked.importance:.2f}",
            f"{column.held_by:,}" if column.held_by else "",
            f"{column.partly_by:,}" if column.partly_by else "",
        )
    console().print(table)
    if len(answer.columns) > MOST_COLUMNS:
        console().print(f"[dim]and {len(answer.columns) - MOST_COLUMNS} more: --json[/dim]")


def _show_additions(answer: TeamAnswer) -> None:
    if not answer.additions:
        return
    out = console()
    out.print(f"\n[bold]who adds what the team lacks[/bold] [dim]of {answer.pool_total:,}[/dim]")
    for one in answer.additions:
        adds = ", ".join(one.adds[:6]) or "nothing new, but more of: " + ", ".join(one.improves[:4])
        out.print(
            f"{escape(one.person.label)} [dim]{one.person.id[:8]}[/dim] "
            f"+{one.gain:.0%} → {one.coverage:.0%}: {escape(adds)}",
            soft_wrap=True,
        )
