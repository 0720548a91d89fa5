"""Normalised lines as a table, as CSV and as JSON lines, written while they come."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import TextIO

from rich.markup import escape
from rich.table import Table

from search.extraction.answers import Normalised
from skillsearch.console import console

__all__ = ["COLUMNS", "show_table", "write_csv", "write_json_lines"]

COLUMNS = (
    *("line", "text", "match", "confidence", "label", "id", "taxonomy", "version", "alternatives"),
    "reason",
)


def show_table(results: Iterable[Normalised]) -> None:
    """A line, its skill with how sure it is, and what else it may be."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
    table.add_column("line", ratio=1)
    table.add_column("skill", ratio=1)
    table.add_column("match", no_wrap=True)
    table.add_column("sure", justify="right", no_wrap=True)
    table.add_column("or", ratio=1, style="dim")
    for result in results:
        others = escape(" · ".join(other.label for other in result.alternatives))
        text = escape(result.text.replace("\x1b", "␛"))
        if result.best is None:
            table.add_row(text, f"[yellow]{result.reason}[/yellow]", "none", "", others)
        else:
            best = result.best
            skill = f"[bold]{escape(best.label)}[/bold] [dim]{escape(best.taxonomy)}[/dim]"
            table.add_row(text, skill, best.match, f"{best.confidence:.2f}", others)
    console().print(table)


def write_csv(results: Iterable[Normalised], out: TextIO) -> None:
    """One row a line, in their order; labels of alternatives are divided by ``|``."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, result in enumerate(results, 1):
        best = result.best
        chosen = (
            ("none", "", "", "", "", "")
            if best is None
            else (best.match, best.confidence, best.label, best.id, best.taxonomy, best.version)
        )
        others = " | ".join(f"{other.label} ({other.confidence})" for other in result.alternatives)
        writer.writerow((number, result.text, *chosen, others, result.reason))


def write_json_lines(results: Iterable[Normalised], out: TextIO) -> None:
    """One JSON object a line, in their order."""
    for number, result in enumerate(results, 1):
        out.write(json.dumps({"line": number, **asdict(result)}, ensure_ascii=False) + "\n")
