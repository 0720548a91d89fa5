"""A classification as people read it in a terminal."""

from __future__ import annotations

from rich.markup import escape
from rich.table import Table

from search.classification.answers import Classified, ClassifyAnswer
from skillsearch.console import console

__all__ = ["show_classified"]

_BAR = 20


def show_classified(answer: ClassifyAnswer) -> None:
    """Each resume with its category, the alternatives as bars, and the reasons."""
    out = console()
    for result in answer.results:
        _head(result)
        table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 1))
        rows = [(result.likeliest, result.probability)]
        rows += [(one.category, one.probability) for one in result.alternatives]
        for category, probability in rows:
            bar = "█" * max(1, round(_BAR * probability))
            table.add_row(f"{probability:.2f}", f"[cyan]{bar:<{_BAR}}[/cyan]", escape(category))
        out.print(table)
        _reasons(result)
        out.print()
    by = answer.classifier
    out.print(
        f"[dim]{by.method} over {by.model}, learned on {by.made} from {by.resumes:,} resumes in "
        f"{len(by.categories)} categories; macro-F1 {100 * by.macro_f1:.1f} in cross-validation. "
        f"Sure from {by.threshold:.2f} on.[/dim]",
        soft_wrap=True,
    )


def _head(result: Classified) -> None:
    if result.category is None:
        said = "[yellow]not sure[/yellow]"
    else:
        said = f"[bold green]{escape(result.category)}[/bold green]"
    console().print(f"[bold]{escape(result.source)}[/bold]: {said}", soft_wrap=True)


def _reasons(result: Classified) -> None:
    out = console()
    if result.sentences:
        out.print(f"[dim]What speaks for {escape(result.likeliest)}[/dim]")
    for one in result.sentences:
        out.print(f"  {one.weight:+.2f}  {escape(one.sentence)} [dim]{escape(one.section)}[/dim]")
    if result.nearest:
        out.print("[dim]The nearest past candidates[/dim]")
    for near in result.nearest:
        titles = f" [dim]{escape(', '.join(near.titles[:2]))}[/dim]" if near.titles else ""
        how = "" if near.labelled else " [dim](as classified)[/dim]"
        out.print(
            f"  {near.similarity:.2f}  {escape(near.category)}{how}  "
            f"{escape(near.external_id)}{titles}",
            soft_wrap=True,
        )
