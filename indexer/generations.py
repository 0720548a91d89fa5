"""Rolling back: every collection returns to the generation before the last change."""

from __future__ import annotations

from indexer.points import ALIASES
from skillsearch.errors import NothingIndexed
from skillsearch.store.base import VectorStore
from skillsearch.store.generations import Generations

__all__ = ["roll_back"]


def roll_back(store: VectorStore) -> list[tuple[str, str, str]]:
    """Swap each alias to its previous generation: (alias, from, to) of those that have one.

    Raises :class:`~skillsearch.errors.NothingIndexed` if none has.
    """
    swapped = []
    refusal: NothingIndexed | None = None
    for alias in ALIASES.values():
        try:
            swapped.append((alias, *Generations(store, alias).rollback()))
        except NothingIndexed as error:
            refusal = error
    if not swapped and refusal is not None:
        raise refusal
    return swapped
