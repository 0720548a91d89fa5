"""A person's gap in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.markup import escape
from rich.table import Table

from search.gap.answers import CoursePlan, GapAnswer, Line
from skillsearch.console import console

__all__ = ["show_gap"]

SENTENCE_CHARACTERS = 90


def show_gap(answer: GapAnswer, limit: int = 20) -> None:
    """What is held, partly held and missing, the path, stepping stones and courses.

    ``limit`` bounds each list; ``--json`` has all.
    """
    out = console()
    person, target = answer.person, answer.target
    filled = round(answer.coverage * 20)
    out.print(
        f"[bold]{escape(person.label)}[/bold] → [bold]{escape(target.label)}[/bold] "
        f"[dim]{escape(target.taxonomy or target.kind)}[/dim]"
    )
    out.print(
        f"{'█' * filled}{'░' * (20 - filled)} {answer.coverage:.0%} covered · "
        f"[green]{len(answer.held)} held[/green] · [yellow]{len(answer.partly)} partly[/yellow] · "
        f"[red]{len(answer.missing)} missing[/red]"
    )
    _show_having("held", answer.held, limit)
    _show_having("partly held", answer.partly, limit)
    _show_missing(answer.missing, limit)
    _show_path(answer, limit)
    _show_stones(answer)
    if answer.courses is not None:
        _show_courses(answer.courses)


def _table(*columns: tuple[str, int | None]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
    for name, ratio in columns:
        if ratio is None:
            table.add_column(name, justify="right", no_wrap=True)
        else:
            table.add_column(name, ratio=ratio)
    return table


def _show_having(title: str, lines: Sequence[Line], limit: int) -> None:
    if not lines:
        return
    table = _table(("imp.", None), (title, 3), ("by", 3), ("because", 4))
    for line in lines[:limit]:
        by = f"{line.met.skill.label} ({line.met.tie})" if line.met else ""
        same = line.met is not None and line.met.skill.label == line.asked.label
        if line.worded is not None:
            by = f"read as: {line.worded.label}"
        sentence = line.evidence[0].sentence if line.evidence else ""
        because = " · ".join(
            filter(None, (line.note, _years(line), f"“{_cut(sentence)}”" if sentence else ""))
        )
        table.add_row(
            f"{line.asked.importance:.2f}",
            _asked(line),
            "" if same else escape(by),
            f"[dim]{escape(because)}[/dim]",
        )
    console().print()
    console().print(table)
    _more(lines, limit)


def _show_missing(lines: Sequence[Line], limit: int) -> None:
    if not lines:
        return
    table = _table(("imp.", None), ("near", None), ("missing", 3), ("builds on", 5))
    for line in lines[:limit]:
        said = "; ".join(f"{t.skill.label}: {', '.join(t.reasons)}" for t in line.transfers[:2])
        table.add_row(
            f"{line.asked.importance:.2f}",
            f"{line.nearness:.2f}",
            _asked(line),
            f"[dim]{escape(said)}[/dim]",
        )
    console().print()
    console().print(table)
    _more(lines, limit)


def _asked(line: Line) -> str:
    label = escape(line.asked.label)
    said: list[str] = ["optional"] if line.asked.grade == "optional" else []
    said += [f"level {line.asked.level}"] if line.asked.level else []
    if line.asked.like_postings_share:
        said.append(f"{line.asked.like_postings_share:.0%} of like postings")
    return f"{label} [dim]{', '.join(said)}[/dim]" if said else label


def _years(line: Line) -> str:
    return f"{line.years:g} years" if line.years else ""


def _more(lines: Sequence[object], limit: int) -> None:
    if len(lines) > limit:
        console().print(f"[dim]and {len(lines) - limit} more[/dim]")


def _show_path(answer: GapAnswer, limit: int) -> None:
    if not answer.path:
        return
    out = console()
    out.print("\n[bold]path[/bold]")
    for step in answer.path[:limit]:
        after = f" [dim]after {escape(', '.join(step.after))}[/dim]" if step.after else ""
        courses = f" [cyan]{escape(', '.join(step.courses))}[/cyan]" if step.courses else ""
        out.print(
            f"{step.number:>3}. {step.kind} {escape(step.label)}{courses} "
            f"[dim]{escape(step.why)}[/dim]{after}",
            soft_wrap=True,
        )
    _more(answer.path, limit)


def _show_stones(answer: GapAnswer) -> None:
    if not answer.stepping_stones:
        return
    table = _table(("ready", None), ("keeps", None), ("stepping stone", 2), ("brings", 4))
    for stone in answer.stepping_stones:
        table.add_row(
            f"{stone.readiness:.0%}",
            str(stone.keeps),
            escape(stone.label),
            escape(", ".join(stone.brings[:6])),
        )
    console().print()
    console().print(table)


def _show_courses(plan: CoursePlan) -> None:
    out = console()
    if not plan.courses:
        out.print(f"\n[bold]courses[/bold] none of {plan.catalogue_size:,} teaches what is lacking")
        return
    cost = f" · {plan.currency} {plan.cost:,.2f}" if plan.cost else ""
    out.print(
        f"\n[bold]courses[/bold] {plan.covered:.0%} of the gap for {plan.hours:g} hours{cost} "
        f"[dim]fewest {plan.minimises}, of {plan.catalogue_size:,} courses[/dim]"
    )
    for course in plan.courses:
        hours = "hours unknown" if course.hours is None else f"{course.hours:g} h"
        out.print(
            f"[cyan]{escape(course.id)}[/cyan] {escape(course.title)} "
            f"[dim]{escape(course.provider)} · {hours}[/dim]: {escape(', '.join(course.teaches))}",
            soft_wrap=True,
        )
    if plan.uncovered:
        out.print(
            f"[red]no course teaches[/red] {escape(', '.join(plan.uncovered))}", soft_wrap=True
        )


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    short = flat[: SENTENCE_CHARACTERS - 1].rstrip()
    return flat if len(flat) <= SENTENCE_CHARACTERS else f"{short}…"
