"""Titles as people read them in a terminal, and as rows of a table."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import TextIO

from rich.markup import escape
from rich.table import Table

from search.titles.answers import TitleAnswer, TitleReading
from skillsearch.console import console

__all__ = ["COLUMNS", "show_title", "show_titles", "write_csv", "write_json_lines"]

COLUMNS = (
    *("line", "text", "title", "core", "seniority", "specialisations", "occupation", "id"),
    *("taxonomy", "version", "confidence", "score", "taken_off", "reason"),
)

BAR_CELLS = 10


def show_title(answer: TitleAnswer) -> None:
    """Everything about one title, a block a job."""
    out = console()
    if not answer.titles:
        out.print(f"[yellow]{answer.reason}[/yellow]")
    for number, reading in enumerate(answer.titles):
        if number:
            out.print()
        _show_reading(reading)
    if answer.parts:
        taken = " · ".join(f"{escape(_safe(p.text))} [dim]{p.kind}[/dim]" for p in answer.parts)
        out.print(f"\n[bold]taken off[/bold]\n{taken}")


def _show_reading(reading: TitleReading) -> None:
    out = console()
    about = " · ".join(
        escape(_safe(each)) for each in (reading.seniority, *reading.specialisations)
    )
    out.print(f"[bold]{escape(reading.title)}[/bold]  [dim]{about}[/dim]")
    if reading.reason:
        out.print(f"[yellow]no occupation is chosen: {reading.reason}[/yellow]")
    table = _table("sure", "", "occupation", "as", "taxonomy")
    for fit in reading.occupations:
        filled = round(BAR_CELLS * fit.confidence)
        bar = f"[green]{'█' * filled}[/green][dim]{'░' * (BAR_CELLS - filled)}[/dim]"
        label = escape(fit.label)
        alias = "" if fit.matched_label == fit.label else escape(fit.matched_label)
        table.add_row(
            f"{fit.confidence:.0%}",
            bar,
            f"[bold]{label}[/bold]" if fit == reading.best else label,
            f"[dim]{alias}[/dim]",
            f"[dim]{fit.taxonomy} {fit.version}[/dim]",
        )
    out.print(table)
    if reading.similar:
        out.print("\n[bold]similar titles[/bold]")
        table = _table("cosine", "title", "where")
        for each in reading.similar:
            where = f"{each.count} postings" if each.source == "postings" else each.label
            table.add_row(
                f"{each.cosine:.2f}", escape(_safe(each.title)), f"[dim]{escape(where)}[/dim]"
            )
        out.print(table)
    if reading.jobs:
        out.print("\n[bold]similar jobs[/bold]")
        table = _table("score", "title", "location", "id")
        for job in reading.jobs:
            table.add_row(
                f"{job.score:.2f}",
                escape(_safe(job.title)),
                escape(_safe(job.location)),
                f"[dim]{escape(_safe(job.external_id))}[/dim]",
            )
        out.print(table)


def show_titles(answers: Iterable[TitleAnswer]) -> None:
    """A row a job that a title names."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
    table.add_column("given", ratio=2)
    table.add_column("title", ratio=2)
    table.add_column("level", no_wrap=True)
    table.add_column("occupation", ratio=2)
    table.add_column("sure", justify="right", no_wrap=True)
    for answer in answers:
        given = escape(_safe(answer.text))
        if not answer.titles:
            table.add_row(given, f"[yellow]{answer.reason}[/yellow]", "", "", "")
        for reading in answer.titles:
            title = escape(", ".join((reading.title, *reading.specialisations)))
            best = reading.best
            found = f"[yellow]{reading.reason}[/yellow]" if best is None else escape(best.label)
            sure = "" if best is None else f"{best.confidence:.0%}"
            table.add_row(given, title, reading.seniority, found, sure)
            given = ""
    console().print(table)


def write_csv(answers: Iterable[TitleAnswer], out: TextIO) -> None:
    """One row a job that a title names, one of a title that names none; in their order."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, answer in enumerate(answers, 1):
        taken = " | ".join(part.text for part in answer.parts)
        if not answer.titles:
            writer.writerow((number, answer.text, *[""] * 10, taken, answer.reason))
        for reading in answer.titles:
            best = reading.best
            chosen = (
                ("", "", "", "", "", "")
                if best is None
                else (
                    *(best.label, best.id, best.taxonomy, best.version),
                    *(best.confidence, best.score),
                )
            )
            said = (reading.title, reading.core, reading.seniority)
            fields = " | ".join(reading.specialisations)
            writer.writerow((number, answer.text, *said, fields, *chosen, taken, reading.reason))


def write_json_lines(answers: Iterable[TitleAnswer], out: TextIO) -> None:
    """One JSON object a title, in their order."""
    for answer in answers:
        out.write(json.dumps(answer.as_dict(), ensure_ascii=False))
        out.write("\n")


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 1))
    for column in columns:
        table.add_column(
            column, justify="right" if column in ("sure", "cosine", "score") else "left"
        )
    return table


def _safe(text: str) -> str:
    return text.replace("\x1b", "␛")
