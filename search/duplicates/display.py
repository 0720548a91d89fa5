"""Clusters and decisions as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.markup import escape
from rich.table import Table

from search.duplicates.finding import Duplicates
from search.duplicates.pairs import Pair
from skillsearch.console import console
from skillsearch.ledger.verdicts import Decision

__all__ = ["show_decision", "show_decisions", "show_duplicates"]

_VERB = {"merge": "merged", "keep": "kept apart", "later": "put off"}


def show_duplicates(found: Duplicates) -> None:
    """A block a cluster: confidence, who stays and why, and the evidence for each other."""
    out = console()
    if not found.clusters:
        out.print(f"No duplicates among {len(found.entries):,} entries of {found.key}.")
        return
    for cluster in found.clusters:
        survivor = found.entries[cluster.survivor]
        sure = cluster.status if cluster.status != "open" else f"{cluster.confidence:.2f}"
        if cluster.status == "later":
            sure = f"later {cluster.confidence:.2f}"
        out.print(f"[bold]{sure}[/bold]  [bold]{escape(survivor.label)}[/bold]", soft_wrap=True)
        out.print(f"      [dim]stays: {escape(cluster.why)}[/dim]", soft_wrap=True)
        for row in cluster.rows[1:]:
            entry = found.entries[row]
            ends = {row, cluster.survivor}
            pair = next((p for p in cluster.pairs if {p.left, p.right} == ends), None)
            out.print(f"    = {escape(entry.label)}", soft_wrap=True)
            if pair is not None:
                out.print(f"      [dim]{escape(_evidence(pair))}[/dim]", soft_wrap=True)
        for pair in cluster.pairs:
            decision = found.steer.decided.get((pair.left, pair.right))
            if decision is not None:
                shown = f"{_VERB[decision.verdict]} by {decision.by}, {decision.created[:10]}"
                out.print(f"      [dim]{escape(shown)} ({decision.id[-8:]})[/dim]", soft_wrap=True)
    out.print(
        f"[dim]{found.total:,} clusters among {len(found.entries):,} entries of "
        f"{escape(str(found.key))}[/dim]",
        soft_wrap=True,
    )


def show_decisions(decisions: Sequence[Decision]) -> None:
    """A row a decision, the newest first."""
    if not decisions:
        console().print("Nothing was decided yet.")
        return
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
    for name in ("id", "when", "by", "taxonomy", "decision", "concepts"):
        table.add_column(name, no_wrap=name in ("id", "when"))
    for made in reversed(decisions):
        stays = (made.right, made.left)[made.survivor == made.left] if made.survivor else ""
        labels = {made.left: made.left_label, made.right: made.right_label}
        other = made.right if made.survivor != made.right else made.left
        first = labels.get(made.survivor, made.left_label)
        what = f"{first} ← {labels[other]}" if stays else f"{made.left_label} | {made.right_label}"
        state = f" (undone by {made.undone_by})" if made.undone else ""
        note = f"\n[dim]{escape(made.note)}[/dim]" if made.note else ""
        table.add_row(
            made.id[-8:],
            made.created[:16].replace("T", " "),
            escape(made.by),
            escape(made.taxonomy),
            escape(_VERB[made.verdict] + state),
            escape(what) + note,
        )
    console().print(table)


def show_decision(made: Decision) -> None:
    """One line, with the id by which it is undone."""
    what = _VERB[made.verdict] if not made.undone else f"{_VERB[made.verdict]}: undone"
    console().print(
        f"{escape(made.left_label)} | {escape(made.right_label)}: {what} "
        f"[dim]({made.id[-8:]})[/dim]",
        soft_wrap=True,
    )


def _evidence(pair: Pair) -> str:
    shown = pair.evidence
    parts = [f"label {shown.label_cosine:.2f}"]
    if shown.description_cosine is not None:
        parts.append(f"description {shown.description_cosine:.2f}")
    if shown.detail_cosine is not None:
        parts.append(f"levels {shown.detail_cosine:.2f}")
    parts.append(f"letters {shown.letters:.2f}")
    for name, values in (
        ("words", shown.shared_words),
        ("labels", shown.shared_labels),
        ("groups", shown.shared_groups),
        ("sectors", shown.shared_sectors),
    ):
        if values:
            more = f" +{len(values) - 3}" if len(values) > 3 else ""
            parts.append(f"{name}: {', '.join(values[:3])}{more}")
    return " · ".join(parts)
