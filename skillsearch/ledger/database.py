"""The connections that every part of the ledger uses: short transactions, in any thread."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Connection, func, select

from skillsearch.closing import Closing
from skillsearch.ledger.engine import BUSY_SECONDS, WRITES, describe, make_engine, parse_url
from skillsearch.ledger.failures import ledger_failures
from skillsearch.ledger.records import Stage
from skillsearch.ledger.schema import is_current, migrate

__all__ = ["Database", "iso"]


class Database(Closing):
    """An open ledger without its methods; the tables are made or brought up to date.

    Any thread may use it, and a child process after a fork. Whatever fails in the database is
    raised as :class:`~skillsearch.errors.LedgerUnavailable`, and nothing of the transaction stays.
    ``clock`` gives seconds since 1970: the clocks of machines that share a ledger should agree to
    within a part of a lease, or items are done twice (which changes nothing but takes time).
    """

    def __init__(
        self,
        url: str,
        *,
        clock: Callable[[], float] = time.time,
        busy_seconds: float = BUSY_SECONDS,
    ) -> None:
        parsed = parse_url(url)
        self.where = describe(parsed)
        self.clock = clock
        self._engine = make_engine(parsed, busy_seconds=busy_seconds)
        self._writer = self._engine.execution_options(**{WRITES: True})
        self._process = os.getpid()
        self._turns: dict[Stage, str] = {}
        try:
            with self.reading() as connection:
                current = is_current(connection)
            if not current:
                with self.writing() as connection:
                    migrate(connection, self.where)
        except BaseException:
            self.close()
            raise

    @property
    def is_file(self) -> bool:
        """Whether the ledger is a SQLite file."""
        return self._engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads; on SQLite it sees one moment."""
        self._after_fork()
        with ledger_failures(self.where), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes; committed at the end of the block, or nothing of it is."""
        self._after_fork()
        with ledger_failures(self.where), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def alone(self, what: str) -> Iterator[None]:
        """While the block runs, nobody else who shares this ledger is in one for the same ``what``.

        For something short and rare: a SQLite file takes no other change meanwhile, so the block
        must make none.
        """
        with self.writing() as connection:
            if not self.is_file:
                number = int.from_bytes(sha256(what.encode()).digest()[:8], signed=True)
                connection.execute(select(func.pg_advisory_xact_lock(number)))
            yield

    def close(self) -> None:
        """Give the connections back; a later call opens new ones."""
        self._engine.dispose(close=self._process == os.getpid())

    def _after_fork(self) -> None:
        # The parent's connections are open in the child too; used by both they would be garbled.
        if self._process != os.getpid():
            self._engine.dispose(close=False)
            self._process = os.getpid()


def iso(seconds: float) -> str:
    """A moment as ISO 8601 in UTC, always as long: such texts sort by time."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
