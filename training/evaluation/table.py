"""An evaluation as people read it: tables for a terminal and in Markdown, a table a protocol."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from skillsearch.console import console
from training.evaluation.arithmetic import losses
from training.evaluation.results import Evaluation, Figure, Row

__all__ = ["caption", "markdown", "show"]


def show(evaluation: Evaluation, out: Console | None = None) -> None:
    """Print the tables; best figures are bold, intervals stand below their figures."""
    out = out or console()
    for protocol in evaluation.protocols:
        rows = evaluation.of_protocol(protocol)
        scorers, queries = {row.scorer for row in rows}, {row.queries for row in rows}
        same = [f"{n:,} queries" for n in queries if len(queries) == 1]
        same += [scorer for scorer in scorers if len(scorers) == 1]
        about = " · ".join([escape(protocol), *same])
        out.print(f"\n[bold]{escape(rows[0].title)}[/bold] [dim]{about}[/dim]", soft_wrap=True)
        table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
        table.add_column("model", overflow="fold", min_width=8)
        if len(scorers) > 1:
            table.add_column("scorer", no_wrap=True)
        if len(queries) > 1:
            table.add_column("queries", justify="right", no_wrap=True)
        names = _figure_names(rows)
        for name in names:
            table.add_column(escape(name), justify="right", overflow="fold", min_width=9)
        best = _best(rows)
        for row in rows:
            cells = [escape(row.model)]
            cells += [row.scorer] if len(scorers) > 1 else []
            cells += [f"{row.queries:,}"] if len(queries) > 1 else []
            table.add_row(*cells, *(_rich_cell(row, name, best) for name in names))
        out.print(table)
    out.print()
    for sentence in caption(evaluation):
        out.print(f"[dim]{escape(sentence)}[/dim]", soft_wrap=True)


def markdown(evaluation: Evaluation, *, level: int = 3) -> str:
    """The tables in Markdown, each under a heading of ``level``; ends with a line break."""
    parts = []
    for protocol in evaluation.protocols:
        rows = evaluation.of_protocol(protocol)
        names, best = _figure_names(rows), _best(rows)
        head = ["model", "scorer", "queries", *names]
        lines = [
            f"{'#' * level} {rows[0].title} (`{protocol}`)\n",
            "| " + " | ".join(head) + " |",
            "|---|---|" + "---:|" * (len(head) - 2),
        ]
        for row in rows:
            cells = [_markdown_cell(row, name, best) for name in names]
            line = [_in_table(row.model), row.scorer, f"{row.queries:,}", *cells]
            lines.append("| " + " | ".join(line) + " |")
        parts.append("\n".join(lines) + "\n")
    parts.append(" ".join(caption(evaluation)) + "\n")
    return "\n".join(parts)


def caption(evaluation: Evaluation) -> Iterator[str]:
    """What has to be known to read the tables, in sentences."""
    environment = evaluation.environment
    yield (
        "In per cent, AUC and correlation from 0 to 1; 95 % intervals of "
        f"{environment.get('resamples', 'several')} resamples."
    )
    for loss in losses(evaluation):
        yield (
            f"int8 costs {loss.model} at most {loss.points:.2f} points: {loss.figure} of "
            f"{loss.protocol}, {loss.scorer}."
        )
    if left_out := environment.get("left out"):
        yield f"Left out for want of data: {left_out}."


def _figure_names(rows: tuple[Row, ...]) -> list[str]:
    return list(dict.fromkeys(figure.name for row in rows for figure in row.figures))


def _best(rows: tuple[Row, ...]) -> dict[str, str]:
    """Figure → its largest value as shown, where several rows have the figure and differ."""
    best = {}
    for name in _figure_names(rows):
        shown = [_value(f) for row in rows for f in row.figures if f.name == name]
        if len(set(shown)) > 1:
            best[name] = max(shown, key=float)
    return best


def _value(figure: Figure, value: float | None = None) -> str:
    number = figure.value if value is None else value
    if figure.is_percentage:
        return f"{number:.1f}"
    return f"{number:.3f}".replace("0.", ".", 1) if abs(number) < 1 else f"{number:.3f}"


def _interval(figure: Figure) -> str:
    return f"{_value(figure, figure.low)}–{_value(figure, figure.high)}"


def _figure(row: Row, name: str) -> Figure | None:
    return next((figure for figure in row.figures if figure.name == name), None)


def _rich_cell(row: Row, name: str, best: dict[str, str]) -> str:
    figure = _figure(row, name)
    if figure is None:
        return "[dim]–[/dim]"
    value = _value(figure)
    bold = f"[bold]{value}[/bold]" if value == best.get(name) else value
    return f"{bold}\n[dim]{_interval(figure)}[/dim]"


def _markdown_cell(row: Row, name: str, best: dict[str, str]) -> str:
    figure = _figure(row, name)
    if figure is None:
        return "–"
    value = _value(figure)
    return f"{f'**{value}**' if value == best.get(name) else value} ({_interval(figure)})"


def _in_table(text: str) -> str:
    return text.replace("|", "\\|")
