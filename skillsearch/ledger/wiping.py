"""What is deleted leaves SQLite's files too.

``secure_delete`` overwrites a row that is deleted, and pages that become free. It does not reach
copies that were left behind when a page was split: rows move to another page, and where they stood
counts as empty without being overwritten. So the file is searched for what was erased, and if it
is found, rebuilt from what lives.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from skillsearch.errors import LedgerUnavailable
from skillsearch.ledger.database import Database
from skillsearch.ledger.failures import ledger_failures

__all__ = ["Wiping", "traces"]

_CHUNK_BYTES: Final = 16 * 2**20
_SHORTEST: Final = 6
_WINDOW_BYTES: Final = 32
_STEP_BYTES: Final = 256
_PAGE_BYTES: Final = 4096  # what is longer than a page stands on pages of its own


class Wiping(Database):
    """A database whose file can be cleaned."""

    def compact(self) -> None:
        """Rebuild a SQLite file from what lives, without the room that deletions left.

        Takes as much room again for a while, and keeps writers waiting: seconds for each gigabyte.
        On PostgreSQL its own vacuum does this, and here nothing is done.
        """
        if self.is_file:
            # The new file is made beside the old one, and may not fit into memory.
            as_file, back = "PRAGMA temp_store = FILE", "PRAGMA temp_store = MEMORY"
            self._outside_transactions(as_file, "VACUUM", back)
            self._empty_log()

    def wipe(self, erased: Iterable[bytes]) -> bool:
        """Make sure that none of the byte strings is left of a deleted row; False if it is not.

        It is not on PostgreSQL, if the disk has no room to rebuild the file, or if others keep
        reading or writing for too long.
        """
        if not self.is_file:
            return False
        try:
            emptied = self._empty_log()
            if any(self._holds(list(erased))):
                self.compact()
                emptied = self._empty_log()
        except LedgerUnavailable:
            return False
        return emptied

    def _empty_log(self) -> bool:
        """Move every page of the log into the file, and truncate it; False if it is in use."""
        return self._outside_transactions("PRAGMA wal_checkpoint(TRUNCATE)") == 0

    def _outside_transactions(self, *statements: str) -> object:
        """The first value that the last of the statements gives; all on one connection."""
        self._after_fork()
        with ledger_failures(self.where), closing(self._engine.raw_connection()) as raw:
            cursor = raw.cursor()
            try:
                for statement in statements:
                    cursor.execute(statement)
                row = cursor.fetchone()
            except BaseException:
                raw.invalidate()  # what was set for the statement that failed is still set
                raise
            cursor.close()
        return row[0] if row else None

    def _holds(self, wanted: list[bytes]) -> Iterator[bool]:
        overlap = max(map(len, wanted), default=0)
        with Path(self._engine.url.database or "").open("rb") as file:
            end = b""
            while chunk := file.read(_CHUNK_BYTES):
                text = end + chunk
                yield any(each in text for each in wanted)
                end = text[-overlap:]


def traces(names: Iterable[str], long: Iterable[bytes]) -> set[bytes]:
    """What to look for: names as they are and as JSON writes them, and samples of long values."""
    found = {form.encode() for name in names for form in (name, json.dumps(name)[1:-1])}
    for value in long:
        starts = range(0, min(len(value), _PAGE_BYTES) - _WINDOW_BYTES + 1, _STEP_BYTES)
        found |= {value[start : start + _WINDOW_BYTES] for start in starts}
    return {each for each in found if len(each) >= _SHORTEST}
