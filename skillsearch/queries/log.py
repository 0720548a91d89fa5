"""The file of the last questions: SQLite, because threads and processes write to it at once.

Questions may hold personal data, so the file is readable by its owner alone, holds no more than
was asked and how it was filtered, and what leaves it is overwritten.
"""

from __future__ import annotations

import json
import logging
import os
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from skillsearch.closing import Closing
from skillsearch.errors import StoreUnavailable
from skillsearch.queries.asked import AskedQuery
from skillsearch.settings import Settings

if TYPE_CHECKING:
    import sqlite3

__all__ = ["QueryLog", "open_query_log"]

_log = logging.getLogger(__name__)

_BUSY_SECONDS = 0.5
"""How long a question waits at most for another writer; then it goes unrecorded."""

_SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS queries (
    number INTEGER PRIMARY KEY,
    collection TEXT NOT NULL,
    text TEXT NOT NULL,
    filters TEXT NOT NULL,
    UNIQUE (collection, text, filters)
);
"""
# Without fsync a killed process still loses nothing, a power cut perhaps the last few questions.

_RECORD = "INSERT OR REPLACE INTO queries (collection, text, filters) VALUES (?, ?, ?)"

_FORGET = (
    "DELETE FROM queries WHERE number <= "
    "(SELECT number FROM queries ORDER BY number DESC LIMIT 1 OFFSET ?)"
)

_LAST = "SELECT collection, text, filters FROM queries ORDER BY number DESC LIMIT ?"


class QueryLog(Closing):
    """The last ``keep`` distinct questions, in ``path``; 0 records and gives nothing.

    Any thread may call any method, and any number of processes may share the file. The file is
    made, with mode 0600, when the first question is recorded.
    """

    def __init__(self, path: Path, keep: int) -> None:
        self.path = path
        self.keep = keep
        self._mutex = Lock()
        self._connection: sqlite3.Connection | None = None

    def record(self, query: AskedQuery) -> None:
        """Keep a question as the newest; one asked before moves up. Never raises.

        A folder that cannot be written, a damaged file, a lock that is held: the question was
        answered, and that it is not recorded is no reason to fail.
        """
        if not self.keep:
            return
        import sqlite3

        row = (query.collection, query.text, json.dumps(dict(query.filters), ensure_ascii=False))
        with self._mutex:
            try:
                connection = self._open()
                connection.execute("BEGIN IMMEDIATE")
                connection.execute(_RECORD, row)
                connection.execute(_FORGET, (self.keep,))
                connection.execute("COMMIT")
            except (OSError, sqlite3.Error, UnicodeError) as error:
                _log.debug("A question was not recorded in %s: %s", self.path, error)
                self._abandon()

    def last(self) -> list[AskedQuery]:
        """What is recorded, oldest first, each question once.

        Raises :class:`~skillsearch.errors.StoreUnavailable` for a file that cannot be read.
        """
        import sqlite3

        if not self.keep or not self.path.exists():
            return []
        with self._mutex:
            try:
                rows = self._open().execute(_LAST, (self.keep,)).fetchall()
                return [AskedQuery.of(c, text, json.loads(f)) for c, text, f in reversed(rows)]
            except (OSError, ValueError, AttributeError, sqlite3.Error) as error:
                self._abandon()
                raise StoreUnavailable(
                    f"The recorded queries in {self.path} cannot be read: {error}.",
                    remedy="Remove them: skillsearch queries --clear.",
                ) from None

    def clear(self) -> None:
        """Forget everything, also what other processes recorded; a damaged file is removed.

        Raises :class:`~skillsearch.errors.StoreUnavailable` if the file can be neither.
        """
        import sqlite3

        if not self.path.exists():
            return
        with self._mutex:
            try:
                connection = self._open()
                connection.execute("DELETE FROM queries")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.execute("VACUUM")
            except (OSError, sqlite3.Error) as error:
                self._abandon()
                if isinstance(error, sqlite3.OperationalError | OSError):
                    raise StoreUnavailable(
                        f"The recorded queries in {self.path} cannot be removed: {error}.",
                        remedy="Delete that file and those beside it that begin like it.",
                    ) from None
                for name in ("", "-wal", "-shm"):
                    Path(f"{self.path}{name}").unlink(missing_ok=True)

    def close(self) -> None:
        """Release the file."""
        with self._mutex:
            self._abandon()

    def _open(self) -> sqlite3.Connection:
        import sqlite3

        if self._connection is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            connection = sqlite3.connect(
                self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                connection.executescript(_SCHEMA)
            except sqlite3.Error:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _abandon(self) -> None:
        """Close the connection, which ends what it had begun; the next call opens another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(Exception):
                connection.close()


def open_query_log(settings: Settings) -> QueryLog:
    """The log of the data folder that ``settings`` name; nothing is opened before it is used."""
    return QueryLog(settings.home / "queries.sqlite3", settings.query_log)
