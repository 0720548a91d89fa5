"""The change desk over an open index: compares two editions once, and keeps the last answers."""

from __future__ import annotations

import threading
from collections import OrderedDict

from search.changes.comparing import Advance, compare
from search.changes.editions import Edition, indexed_keys, stored
from search.changes.records import Changes
from search.open_index import OpenIndex
from skillsearch.encoder.base import Encoder
from skillsearch.errors import NothingIndexed, QueryError
from skillsearch.records import TaxonomyKey

__all__ = ["ChangeDesk"]

KEPT = 4
"""Comparisons that a server keeps: a page of one is then answered without comparing again."""


class ChangeDesk:
    """Comparisons of indexed editions; may be used by several threads."""

    def __init__(self, index: OpenIndex) -> None:
        self._index = index
        self._kept: OrderedDict[tuple[str, ...], Changes] = OrderedDict()
        self._lock = threading.Lock()

    def changes(
        self, old: TaxonomyKey, new: TaxonomyKey, advance: Advance | None = None
    ) -> Changes:
        """What ``new`` changes against ``old``.

        Raises :class:`~skillsearch.errors.QueryError` where both are the same edition, and
        :class:`~skillsearch.errors.IndexMismatch` where the index needs another model.
        """
        if old == new:
            held = ", ".join(str(key) for key in indexed_keys(self._index) if key != old)
            raise QueryError(
                f"{old} was to be compared with itself.",
                remedy=f"Name two editions. Indexed besides: {held or 'nothing'}.",
            )
        with self._lock:
            key = (*self._generations(), str(old), str(new))
            found = self._kept.pop(key, None)
            if found is None:
                before, after = stored(self._index, old), stored(self._index, new)
                found = compare(before, after, self.encoder(), advance)
            self._kept[key] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return found

    def edition(self, key: TaxonomyKey) -> Edition:
        """An edition as the index holds it."""
        return stored(self._index, key)

    def encoder(self) -> Encoder:
        """The encoder of the index."""
        try:
            return self._index.encoder_for(self._index.collection("skills"))
        except NothingIndexed:
            return self._index.encoder_for(self._index.collection("occupations"))

    def _generations(self) -> tuple[str, ...]:
        aliases = self._index.store.get_aliases()
        return tuple(aliases.get(alias, "") for alias in ("skills", "occupations"))
