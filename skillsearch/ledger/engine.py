"""A URL becomes an engine: SQLite in a file, or PostgreSQL."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from skillsearch.errors import LedgerUnavailable, SettingError

__all__ = ["BUSY_SECONDS", "WRITES", "describe", "make_engine", "parse_url"]

BUSY_SECONDS: Final = 30.0
"""How long a transaction waits at most for another process that writes to the file."""

WRITES: Final = "ledger_writes"
"""The execution option of a connection whose transactions will write."""

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    # Without fsync at each commit a killed process loses nothing, a power cut perhaps the last
    # transactions: their items are then done again, which changes nothing.
    "PRAGMA synchronous = NORMAL",
    "PRAGMA temp_store = MEMORY",  # personal data stays out of temporary files
    "PRAGMA journal_size_limit = 67108864",
)


def parse_url(url: str) -> URL:
    """The URL with the driver that is used; :class:`SettingError` if it cannot be one."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise _unusable("is not a database URL") from None
    backend = parsed.drivername.partition("+")[0]
    if backend == "sqlite":
        if not parsed.database or parsed.database == ":memory:":
            raise _unusable("names no file")
        return parsed.set(drivername="sqlite")
    if backend not in ("postgresql", "postgres"):
        raise _unusable(f"is of a kind that is not supported ({backend})")
    if find_spec("psycopg") is None:
        raise SettingError(
            "A ledger on PostgreSQL needs the package psycopg, which is not installed.",
            remedy="Install it: pip install 'skillsearch[workers]'.",
        )
    return parsed.set(drivername="postgresql+psycopg")


def describe(url: URL) -> str:
    """The ledger in words, without user and password."""
    if url.drivername == "sqlite":
        return f"ledger {url.database}"
    host = f"{url.host or 'the local socket'}{f':{url.port}' if url.port else ''}"
    return f"ledger on PostgreSQL at {host}, database {url.database}"


def make_engine(url: URL, *, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """An engine for a URL of :func:`parse_url`; a SQLite file is made, for its owner alone.

    Raises :class:`~skillsearch.errors.LedgerUnavailable` if the file cannot be.
    """
    if url.drivername != "sqlite":
        return create_engine(
            url,
            pool_pre_ping=True,  # a restarted server is noticed before a transaction begins
            pool_timeout=busy_seconds,
            connect_args={"connect_timeout": 10},
            hide_parameters=True,
        )
    _make_file(Path(url.database or ""))
    engine = create_engine(url, connect_args={"timeout": busy_seconds}, hide_parameters=True)
    event.listen(engine, "connect", lambda raw, _record: _prepare(raw, busy_seconds))
    event.listen(engine, "begin", _begin)
    return engine


def _make_file(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise LedgerUnavailable(
            f"The ledger {path} cannot be opened: {error.strerror}.",
            remedy="Give this user room and write permission there, or choose another place with "
            "--data-dir or SKILLSEARCH_LEDGER_URL.",
            heals=error.errno in (errno.ENOSPC, errno.EDQUOT),
        ) from None


def _prepare(raw: Any, busy_seconds: float) -> None:
    raw.isolation_level = None  # transactions begin where _begin says
    deadline = time.monotonic() + busy_seconds
    while True:
        try:
            # The change to WAL does not wait for others, as everything else does.
            raw.execute("PRAGMA journal_mode = WAL")
            break
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
    for pragma in _PRAGMAS:
        raw.execute(pragma)


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes later would fail, not wait, if another wrote.
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _unusable(what: str) -> SettingError:
    return SettingError(
        f"ledger_url {what}.",
        remedy="Set SKILLSEARCH_LEDGER_URL to sqlite:////path/to/ledger.sqlite3 or to "
        "postgresql://user@host/database, or unset it to keep the ledger in the data folder.",
    )
