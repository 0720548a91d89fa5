"""What constraints cost, what cues move and whom a ranking selects, as people read it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.markup import escape
from rich.table import Table

from search.matching.examining import Examination
from search.matching.fairness import FOUR_FIFTHS, GroupRate, Impact
from search.matching.impact import GroupImpact
from search.matching.meter import ConstraintCost
from search.matching.probe import Movement, Probe
from skillsearch.console import console

__all__ = ["show_examination"]

BAR = 16

MOST_NAMED = 3
"""Candidates of a swap that are named; ``--json`` has all who moved."""

_KINDS = {"must": "must have", "not": "must not have", "filter": "filter"}


def show_examination(found: Examination) -> None:
    """The parts that were asked for, one below the other."""
    if found.meter is not None:
        _show_meter(found.meter)
    if found.probe is not None:
        _show_probe(found.probe)
    if found.impact is not None:
        _show_impact(found.impact)


def _show_meter(costs: Sequence[ConstraintCost]) -> None:
    out = console()
    out.print("\n[bold]What each constraint costs[/bold] [dim](without it appear …)[/dim]")
    if not costs:
        out.print("Nothing is strictly asked for, and nothing filters.")
        return
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
    table.add_column("constraint", max_width=40)
    table.add_column("kind", style="dim", no_wrap=True)
    table.add_column("more", justify="right", no_wrap=True)
    table.add_column("75 or more", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    most = max(cost.more_above_75 for cost in costs)
    for cost in costs:
        kind = _KINDS[cost.kind] + ("" if cost.strict else ", soft")
        strong = f"{cost.more_above_75:,}" if cost.is_exact else f"at least {cost.more_above_75:,}"
        more = f"{cost.more:,}" if cost.strict else "–"
        table.add_row(escape(cost.text), kind, more, strong, _bar(cost.more_above_75, most))
    out.print(table)
    if not all(cost.strict for cost in costs):
        out.print(
            "[dim]soft: hides nobody; so many more of those looked at would score 75 or more[/dim]"
        )


def _show_probe(probe: Probe) -> None:
    out = console()
    left_out = f", {probe.unscored} without a score left out" if probe.unscored else ""
    out.print(f"\n[bold]Fairness probe[/bold] [dim]{probe.probed} candidates{left_out}[/dim]")
    if not probe.swaps:
        out.print("Nobody with a score is shown: there is nothing to swap.")
        return
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
    table.add_column("swapped")
    for heading in ("largest", "mean", "tau", "jump"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("what happens", ratio=1)
    most = max((_largest(s.movement, s.unmasked) for s in probe.swaps), default=0.0)
    for swap in probe.swaps:
        moved = swap.movement
        table.add_row(
            f"{swap.name}\n[dim]{escape(swap.tells)}[/dim]",
            *_figures(moved),
            _bar(moved.largest, most),
            f"{swap.says}{_named(moved)}",
        )
        if swap.unmasked is not None:
            bar = _bar(swap.unmasked.largest, most)
            table.add_row("[dim]  if not masked[/dim]", *_figures(swap.unmasked), bar, "")
    out.print(table)
    out.print(
        "[dim]points of score; tau: Kendall's, of the orders; jump: ranks of one candidate[/dim]"
    )


def _show_impact(impact: GroupImpact) -> None:
    out = console()
    out.print(
        f"\n[bold]Selection by group[/bold] [dim]{impact.labelled:,} labelled candidates; "
        f"{impact.unknown:,} more of nobody indexed; {impact.unlabelled_shown:,} of the first "
        f"{impact.shown:,} without a label[/dim]"
    )
    for each in impact.cuts:
        out.print(f"\n{escape(each.attribute)} [dim]· {each.cut}[/dim]")
        out.print(_rates(each))
        for warning in each.warnings:
            out.print(f"[yellow]{escape(warning)}[/yellow]")
    out.print("[dim]A person decides; these figures say where to look.[/dim]")


def _rates(impact: Impact) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
    table.add_column("group", min_width=12)
    for heading in ("pool", "selected", "rate", "ratio", "p"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    highest = max(group.rate for group in impact.groups)
    for group in impact.groups:
        table.add_row(
            escape(group.group) + (" [dim](small)[/dim]" if group.is_small else ""),
            f"{group.pool:,}",
            f"{group.selected:,}",
            f"{group.rate:.1%}",
            _ratio(group, impact.reference),
            "–" if group.p_value is None else f"{group.p_value:.3f}",
            _bar(group.rate, highest),
        )
    return table


def _ratio(group: GroupRate, reference: str) -> str:
    if group.ratio is None:
        return "–"
    if group.group == reference:
        return "[dim]reference[/dim]"
    shown = f"{group.ratio:.2f}"
    return f"[red]{shown} < {FOUR_FIFTHS:g}[/red]" if group.is_below else shown


def _figures(moved: Movement) -> tuple[str, str, str, str]:
    tau = "–" if moved.kendall_tau is None else f"{moved.kendall_tau:.2f}"
    return f"{moved.largest:.1f}", f"{moved.mean:.2f}", tau, str(moved.largest_jump)


def _largest(moved: Movement, unmasked: Movement | None) -> float:
    return max(moved.largest, 0.0 if unmasked is None else unmasked.largest)


def _named(moved: Movement) -> str:
    lines = [
        f"\n[dim]{escape(each.external_id)}: {each.lowest:g} ({escape(each.lowest_with)}) to "
        f"{each.highest:g} ({escape(each.highest_with)}), "
        + (
            f"rank {each.best_rank}"
            if each.best_rank == each.worst_rank
            else f"ranks {each.best_rank} to {each.worst_rank}"
        )
        + "[/dim]"
        for each in moved.moved[:MOST_NAMED]
    ]
    return "".join(lines)


def _bar(value: float, most: float) -> str:
    return "▇" * round(BAR * value / most) if most > 0 else ""
