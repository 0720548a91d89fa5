"""``skillsearch replay``, as far as the read side does it; ``cli.replay`` reads files for it."""

from __future__ import annotations

from pathlib import Path

from search.commands.matching import ReadFile
from search.open_index import open_index
from skillsearch.console import print_json
from skillsearch.documents import DocumentKind
from skillsearch.errors import QueryError
from skillsearch.settings import Settings

__all__ = ["run_replay", "run_show"]


def run_show(receipt: str, *, as_json: bool, settings: Settings) -> None:
    """Show what a receipt holds, and ask nothing."""
    from search.matching.receipts import shown_receipt
    from search.matching.replay_display import show_receipt
    from skillsearch.ledger import open_ledger

    with open_ledger(settings) as ledger:
        found = ledger.receipt(settings.tenant, receipt)
    if as_json:
        print_json(shown_receipt(found))
    else:
        show_receipt(found)


def run_replay(
    receipt: str, files: dict[DocumentKind, Path], read: ReadFile, *, as_json: bool,
    settings: Settings,
) -> None:  # fmt: skip
    """Ask again what a receipt holds; ``files`` has the document that asked, by its kind."""
    from search.extraction.live import live_extractor
    from search.matching.documents import OTHER_KIND
    from search.matching.replay_display import show_replay
    from search.matching.replaying import replay
    from skillsearch.ledger import open_ledger

    with open_ledger(settings) as ledger, open_index(settings) as index:
        found = ledger.receipt(settings.tenant, receipt)
        asks = OTHER_KIND[found.kind]
        if set(files) - {asks}:
            raise QueryError(
                f"This receipt is of a search for {found.kind}s, for which a {asks} asks.",
                remedy=f"Give {'--posting' if asks == 'posting' else '--candidate'} FILE.",
            )
        path = files.get(asks)
        asking = read(path, asks, live_extractor(index)) if path is not None else None
        replayed = replay(index, ledger, found, asking)
    if as_json:
        print_json(replayed.as_dict())
    else:
        show_replay(replayed)
