"""A crosswalk as people read it in a terminal."""

from __future__ import annotations

from rich.markup import escape
from rich.table import Table

from search.crosswalk.desk import Crosswalk
from search.crosswalk.evidence import Evidence
from skillsearch.console import console

__all__ = ["show_crosswalk"]

_SPELLING = {"label": "same label", "alias": "alias"}
_WORDS = {"same": "same words", "more": "more words", "fewer": "fewer words"}


def show_crosswalk(crosswalk: Crosswalk) -> None:
    """A table: the concept, the relation, the other one, why; then the counts."""
    out = console()
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
    table.add_column(str(crosswalk.source), ratio=3)
    table.add_column("relation", no_wrap=True)
    table.add_column("conf.", justify="right", no_wrap=True)
    table.add_column(str(crosswalk.target), ratio=3)
    table.add_column("because", ratio=3, style="dim")
    last = ""
    for p in crosswalk.proposals:
        shown = escape(p.source_label) if p.source != last else ""
        last = p.source
        because = _because(p.evidence) if p.evidence else ""
        if p.relation == "none":
            nearest = f"[dim]nearest: {escape(p.target_label)}[/dim]" if p.target else ""
            table.add_row(shown, "none", "", nearest, because)
        else:
            table.add_row(shown, p.relation, f"{p.confidence:.2f}", escape(p.target_label), because)
    out.print(table)
    counted = " · ".join(f"{name} {n:,}" for name, n in crosswalk.counts.items() if n)
    sources = len({p.source for p in crosswalk.proposals})
    out.print(f"\n{counted or 'nothing'} · {sources:,} of {crosswalk.total:,} concepts")


def _because(evidence: Evidence) -> str:
    said = [_SPELLING.get(evidence.spelling, ""), _WORDS.get(evidence.words, "")]
    said.append(f"label {evidence.best_label_cosine:.2f}")
    if evidence.description_cosine is not None:
        said.append(f"description {evidence.description_cosine:.2f}")
    said.append(f"rank {evidence.rank}/{evidence.rank_back}")
    if evidence.above:
        said.append("under a nearer one")
    if evidence.below:
        said.append("above a nearer one")
    return ", ".join(filter(None, said))
