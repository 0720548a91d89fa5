"""``skillsearch diff``, as far as the read side does it: compare, show, write.

Reading files is the write side's; the command, in ``cli.diff``, knows both and brings it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from search.changes.comparing import compare
from search.changes.desk import ChangeDesk
from search.changes.display import show_changes
from search.changes.editions import Edition, named_key
from search.changes.export import as_dict, check_ending, write_changes
from search.changes.impact import Impact, impact_of
from search.changes.records import Changes
from search.open_index import OpenIndex, open_index
from skillsearch.console import print_json
from skillsearch.errors import NothingIndexed
from skillsearch.ledger.opening import open_ledger
from skillsearch.settings import Settings

__all__ = ["Named", "Read", "Wanted", "run_diff"]

Read = Callable[[Sequence[Path]], Edition]
"""Files of one edition → the edition."""

Named = str | Sequence[Path]
"""An edition: a reference into the index (``esco@1.1.0``), or its files."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a comparison is shown (``kinds`` empty: all), and where all of it is written."""

    kinds: tuple[str, ...]
    limit: int
    out: Path | None
    as_json: bool
    impact: bool


def run_diff(
    old: Named, new: Named, read: Read, wanted: Wanted, language: str | None, settings: Settings
) -> None:
    """Compare two editions.

    Without impact, two editions in files are compared without opening the index.
    """
    if wanted.out is not None:
        check_ending(wanted.out)
    touched: Impact | None = None
    if isinstance(old, str) or isinstance(new, str) or wanted.impact:
        with open_index(settings) as index:
            changes = _with_index(index, old, new, read, language, settings)
            if wanted.impact:
                with open_ledger(settings) as ledger:
                    touched = impact_of(index, changes, settings.tenant, ledger)
    else:
        changes = _compare(read(old), read(new), settings)
    if wanted.out is not None:
        write_changes(wanted.out, changes, touched)
    shown = changes.of_kinds(wanted.kinds)[: wanted.limit]
    if wanted.as_json:
        print_json(as_dict(changes, shown, touched))
    else:
        show_changes(changes, shown, touched)


def _with_index(
    index: OpenIndex,
    old: Named,
    new: Named,
    read: Read,
    language: str | None,
    settings: Settings,
) -> Changes:
    desk = ChangeDesk(index)
    if isinstance(old, str) and isinstance(new, str):
        return desk.changes(named_key(index, old, language), named_key(index, new, language))
    editions = [
        desk.edition(named_key(index, each, language)) if isinstance(each, str) else read(each)
        for each in (old, new)
    ]
    try:
        encoder = desk.encoder()
    except NothingIndexed:
        return _compare(editions[0], editions[1], settings)
    return compare(editions[0], editions[1], encoder)


def _compare(old: Edition, new: Edition, settings: Settings) -> Changes:
    from skillsearch.encoder import load_encoder

    return compare(old, new, load_encoder(settings))
