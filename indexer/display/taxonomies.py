"""What indexing a taxonomy shows: sources as detected, a table of what changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from indexer.pipeline import IndexReport
from indexer.taxonomies import describe
from skillsearch.console import console
from skillsearch.records import Taxonomy

__all__ = ["report_as_dict", "show_report", "show_sources"]


MAX_FILES = 3
"""Files of one folder that are named one by one."""


def show_sources(taxonomies: Sequence[Taxonomy], out: Console) -> None:
    """What was detected, and what the reader could not use."""
    for taxonomy in taxonomies:
        kind = "your own format" if taxonomy.format == "own" else f"{taxonomy.format} format"
        out.print(f"[bold]{escape(describe(taxonomy))}[/bold] [dim]· {kind}[/dim]")
        for source in _brief(taxonomy.sources):
            out.print(f"  [dim]{escape(source)}[/dim]", soft_wrap=True)
        for note in taxonomy.notes:
            out.print(f"  [yellow]note:[/yellow] {escape(note)}", soft_wrap=True)


def _brief(sources: Sequence[str]) -> list[str]:
    """The files that were read; of many in one folder, the folder and how many."""
    folders: dict[Path, list[str]] = {}
    for source in sources:
        folders.setdefault(Path(source).parent, []).append(source)
    return [
        line
        for folder, files in folders.items()
        for line in (files if len(files) <= MAX_FILES else [f"{folder} ({len(files)} files)"])
    ]


def report_as_dict(report: IndexReport) -> dict[str, Any]:
    """Plain data for JSON."""
    return {
        "changes": [
            {
                "taxonomy": plan.key.name,
                "version": plan.key.version,
                "language": plan.key.language,
                "type": plan.type,
                "added": plan.added,
                "changed": plan.changed,
                "unchanged": plan.unchanged,
                "removed": len(plan.remove),
            }
            for plan in report.plans
        ],
        "generations": report.generations,
        "texts": {"encoded": report.encoded, "reused": report.reused},
        "seconds": {stage: round(spent, 2) for stage, spent in report.seconds.items()},
    }


def show_report(report: IndexReport) -> None:
    """A table of what changed, and where the time went."""
    out = console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("taxonomy")
    table.add_column("type")
    for column in ("added", "changed", "unchanged", "removed"):
        table.add_column(column, justify="right")
    for plan in report.plans:
        numbers = (plan.added, plan.changed, plan.unchanged, len(plan.remove))
        if any(numbers):
            table.add_row(escape(str(plan.key)), plan.type, *(f"{n:,}" for n in numbers))
    out.print(table)
    if not report.generations:
        out.print("Nothing changed; the index is as it was.")
        return
    stages = ", ".join(f"{stage} {spent:.1f} s" for stage, spent in report.seconds.items())
    out.print(
        f"{report.encoded:,} labels encoded, {report.reused:,} taken from the index ({stages})."
    )
    out.print(f"Live now: {', '.join(report.generations)}.")
