"""Receipts and replays as people read them in a terminal."""

from __future__ import annotations

from rich.markup import escape
from rich.table import Table

from search.matching.replaying import Replay
from search.matching.since import Became, HitChange
from skillsearch.console import console
from skillsearch.documents import MASK
from skillsearch.ledger.receipt import Receipt

__all__ = ["show_receipt", "show_replay"]

_SAID: dict[Became, str] = {
    "same": "",
    "moved": "the same score",
    "rescored": "another score",
    "changed": "the document has other content",
    "reread": "the document was read anew",
    "added": "indexed since",
    "entered": "was below, or found by no way",
    "left": "now below these ranks",
    "excluded": "does not pass the filters any more",
    "erased": "erased on request",
    "gone": "is not indexed any more",
}


def show_receipt(receipt: Receipt) -> None:
    """When it was asked, of what, and the ranking as it was."""
    out = console()
    noun = "candidates" if receipt.kind == "resume" else "postings"
    stamp = receipt.stamp
    out.print(f"[bold]{receipt.id}[/bold]  {noun}, asked {receipt.created[:19]} UTC")
    out.print(
        f"[dim]skillsearch {stamp['product_version']}, query plan {stamp['plan']}, score by "
        f"{escape(stamp['fit_model']['name'])}, vectors by {escape(stamp['documents']['model'])}"
        "[/dim]"
    )
    table = _table("rank", "score", "id")
    for hit in receipt.hits:
        table.add_row(str(hit.rank), _score(hit.score), hit.id)
    out.print(table)
    if receipt.erased:
        out.print(f"[dim]{len(receipt.erased)} erased since[/dim]")


def show_replay(replayed: Replay) -> None:
    """Whether it is the same ranking, and if not, why, and each hit then and now."""
    out = console()
    when = f"{replayed.created[:10]} {replayed.created[11:19]} UTC"
    if replayed.same:
        out.print(f"[green]✓[/green] The same ranking as of {when}: {len(replayed.hits)} hits.")
    else:
        kept = sum(hit.became == "same" for hit in replayed.hits)
        out.print(
            f"[yellow]≠[/yellow] Not the ranking of {when}: {kept} of {len(replayed.hits)} hits "
            "then and now are as they were."
        )
    for change in replayed.changes:
        out.print(f"  {escape(change.said)}", soft_wrap=True)
    if not replayed.same:
        table = _table("", "rank", "score", "id", "")
        for hit in replayed.hits:
            ranks = _then_and_now(_rank(hit.rank_was), _rank(hit.rank))
            scores = _then_and_now(_score(hit.score_was), _score(hit.score))
            known = hit.external_id and MASK not in hit.external_id
            named = hit.external_id if known else hit.id[:8]
            table.add_row(_arrow(hit), ranks, scores, escape(named), _SAID[hit.became])
        out.print(table)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
    for column in columns:
        table.add_column(column, justify="right" if column in ("rank", "score") else "left")
    return table


def _arrow(hit: HitChange) -> str:
    if hit.rank is None:
        return "[red]–[/red]"
    if hit.rank_was is None:
        return "[green]+[/green]"
    moved = hit.rank_was - hit.rank
    if not moved:
        return "[dim]=[/dim]"
    return f"[green]↑{moved}[/green]" if moved > 0 else f"[red]↓{-moved}[/red]"


def _then_and_now(then: str, now: str) -> str:
    return now if then == now else f"{then} → {now}"


def _rank(rank: int | None) -> str:
    return "–" if rank is None else str(rank)


def _score(score: float | None) -> str:
    return "–" if score is None else f"{score:.1f}"
