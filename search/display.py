"""Answers as people read them in a terminal."""

from __future__ import annotations

from typing import Any

from rich.markup import escape
from rich.table import Table

from search.answers import Answer, Hit, Suggested
from skillsearch.console import console

__all__ = ["show_detail", "show_hits", "show_suggestions"]

DESCRIPTION_CHARACTERS = 140

MAX_SHOWN = 12
"""Labels or related concepts shown of one kind; ``--json`` has all of them."""


def show_hits(answer: Answer, first: int) -> None:
    """A table: rank, score, the label with how it matched, where it is from, description."""
    if not answer.results:
        console().print("Nothing found.")
        return
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
    table.add_column("#", justify="right", style="dim", no_wrap=True)
    table.add_column("score", justify="right", no_wrap=True)
    table.add_column("match", no_wrap=True)
    table.add_column("label", ratio=1)
    table.add_column("taxonomy", style="dim", max_width=24)
    several = len({hit.language for hit in answer.results}) > 1
    for rank, hit in enumerate(answer.results, first):
        if not isinstance(hit, Hit):
            continue
        label = f"[bold]{escape(hit.label)}[/bold]"
        if hit.matched_label != hit.label:
            label += f" [dim]as[/dim] {escape(hit.matched_label)}"
        if hit.description:
            label += f"\n[dim]{escape(_cut(hit.description, DESCRIPTION_CHARACTERS))}[/dim]"
        source = f"{hit.taxonomy} {hit.version}" + (f" {hit.language}" if several else "")
        table.add_row(str(rank), f"{hit.score:.2f}", hit.match, label, escape(source))
    console().print(table)


def show_suggestions(answer: Answer) -> None:
    """One label a line."""
    out = console()
    for found in answer.results:
        if isinstance(found, Suggested):
            source = escape(f"{found.taxonomy} {found.version}")
            out.print(f"{escape(found.text)}  [dim]{source}[/dim]", soft_wrap=True)
    if not answer.results:
        out.print("Nothing begins like that.")


def show_detail(detail: dict[str, Any]) -> None:
    """Everything known about a concept, a block each."""
    out = console()
    tags = f" · {', '.join(detail['tags'])}" if detail["tags"] else ""
    out.print(f"[bold]{escape(detail['label'])}[/bold]")
    source = (
        f"{detail['taxonomy']} {detail['version']} ({detail['language']}) · {detail['kind']}{tags}"
    )
    out.print(f"[dim]{escape(source)}[/dim]")
    out.print(f"[dim]{escape(detail['id'])}[/dim]", soft_wrap=True)
    for field in ("description", "definition", "scope_note"):
        if detail[field]:
            out.print(f"\n{escape(detail[field])}")
    _line("also called", detail["alt_labels"] + detail["hidden_labels"])
    paths = [" › ".join(group["label"] for group in path) for path in detail["paths"]]
    _line("belongs to", paths, separator="\n")
    _line("sectors", detail["sectors"])
    _line("tasks", detail["tasks"], separator="\n")
    for level in detail["levels"]:
        place = f" [dim]{escape(level['title'] or level['code'])}[/dim]"
        out.print(f"\n[bold]level {escape(level['level'])}[/bold]{place}")
        if level["description"]:
            out.print(escape(level["description"]))
        for kind in ("knowledge", "abilities"):
            _line(kind, level[kind], separator="\n")
    for kind, related in detail["relations"].items():
        _line(kind, [_with_level(entry) for entry in related])
    _line("narrower", [entry["label"] for entry in detail["narrower"]])
    asking = detail.get("occupations", [])
    _line("asked for by", [f"{entry['label']} ({entry['relation']})" for entry in asking])
    _line("neighbours", [f"{e['label']} {e['score']:.2f}" for e in detail["neighbours"]])
    _line("also in", [f"{e['taxonomy']} {e['version']} ({e['language']})" for e in detail["also"]])


def _line(title: str, entries: list[str], separator: str = " · ") -> None:
    if not entries:
        return
    shown = separator.join(escape(entry) for entry in entries[:MAX_SHOWN])
    more = len(entries) - MAX_SHOWN
    tail = f"{separator}[dim]and {more:,} more[/dim]" if more > 0 else ""
    console().print(f"\n[bold]{title}[/bold]\n{shown}{tail}")


def _with_level(entry: dict[str, str]) -> str:
    name = entry["label"] or entry["id"]
    return f"{name} (level {entry['level']})" if entry.get("level") else name


def _cut(text: str, width: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= width else f"{flat[: width - 1].rstrip()}…"
