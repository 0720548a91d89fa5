"""Indexing: time by stage, memory, disk, and what an unchanged second run costs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import console, run_child, skillsearch, table

__all__ = ["measure_indexing"]


def measure_indexing(runs: Sequence[tuple[str, Sequence[Path]]], data_dir: Path) -> None:
    """Index each (title, paths) twice into ``data_dir``, and print what it took."""
    shown = table(
        "Indexing (fresh data folder; the second run has unchanged input)",
        "taxonomy",
        "concepts",
        "labels encoded",
        "first run s",
        "second run s",
        "second/first",
        "peak MiB",
        "disk MiB",
    )
    stages = table("Where the first run goes, seconds", "taxonomy", "stage", "s")
    total_first = total_second = 0.0
    for title, paths in runs:
        command = skillsearch("index", "taxonomy", *paths, "--data-dir", data_dir, "--json")
        before = _size_mib(data_dir)
        first = run_child(command)
        grown = _size_mib(data_dir) - before
        second = run_child(command)
        report = json.loads(first.stdout)
        concepts = sum(change["added"] for change in report["changes"])
        shown.add_row(
            title,
            f"{concepts:,}",
            f"{report['texts']['encoded']:,}",
            f"{first.seconds:.1f}",
            f"{second.seconds:.1f}",
            f"{second.seconds / first.seconds:.1%}",
            f"{first.peak_mib:,.0f}",
            f"{grown:,.0f}",
        )
        total_first, total_second = total_first + first.seconds, total_second + second.seconds
        measured = report["seconds"]
        rest = first.seconds - sum(measured.values())
        for stage, spent in {"start and read": rest, **measured}.items():
            stages.add_row(title, stage, f"{spent:.1f}")
    both = (f"{total_first:.1f}", f"{total_second:.1f}", f"{total_second / total_first:.1%}")
    shown.add_row("together", "", "", *both, "", "")
    console.print(shown)
    console.print(stages)


def _size_mib(folder: Path) -> float:
    # blocks, not lengths: the engine allocates sparse files
    files = (path for path in folder.rglob("*") if path.is_file())
    return sum(path.stat().st_blocks * 512 for path in files) / 2**20
