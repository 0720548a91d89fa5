"""What it means when the ledger's database refuses, in the product's errors.

The texts of a database can quote the values of a row, which are personal data. So nothing of a
statement or of its parameters goes into a message, and the cause is not chained.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from skillsearch.errors import LedgerUnavailable

__all__ = ["ledger_failures"]

_ROOM = "Free some space there, or choose another disk with --data-dir or SKILLSEARCH_LEDGER_URL."
_RETRY = "Try again; what was under way is kept."
_PLACE = "Give this user write permission there, or set SKILLSEARCH_LEDGER_URL or --data-dir."

_SQLITE: tuple[tuple[str, str, str, bool], ...] = (
    ("SQLITE_BUSY", "is locked by another process", _RETRY, True),
    ("SQLITE_LOCKED", "is locked by another process", _RETRY, True),
    ("SQLITE_FULL", "cannot grow: the disk is full", _ROOM, True),
    ("SQLITE_IOERR", "cannot be read or written: the disk fails, or is full", _ROOM, True),
    ("SQLITE_READONLY", "cannot be written", _PLACE, False),
    ("SQLITE_CANTOPEN", "cannot be opened", _PLACE, False),
    ("SQLITE_PERM", "cannot be opened", _PLACE, False),
    (
        "SQLITE_CORRUPT",
        "is damaged",
        "Restore it from a backup, or remove it and index again.",
        False,
    ),
    (
        "SQLITE_NOTADB",
        "is no ledger: the file holds something else",
        "Move that file away, or choose another place with SKILLSEARCH_LEDGER_URL.",
        False,
    ),
)

_POSTGRES: tuple[tuple[str, str, str, bool], ...] = (
    ("28", "refuses the user or the password", "Correct SKILLSEARCH_LEDGER_URL.", False),
    ("3D", "has no such database", "Create it, or correct SKILLSEARCH_LEDGER_URL.", False),
    ("42501", "does not permit this user to do that", "Grant it the rights on its tables.", False),
    ("25006", "can only be read", "Name the primary server in SKILLSEARCH_LEDGER_URL.", False),
    ("53100", "cannot grow: its disk is full", "Free some space on the server's disk.", True),
    ("53", "has no room for another connection or request", _RETRY, True),
    ("55P03", "is locked by another process", _RETRY, True),
    ("40", "was asked two things at once that exclude each other", _RETRY, True),
    ("57", "is shutting down or starting", "Start it again; " + _RETRY.lower(), True),
)


@contextmanager
def ledger_failures(where: str) -> Iterator[None]:
    """Turn what the database behind ``where`` raises into :class:`LedgerUnavailable`."""
    try:
        yield
    except PoolTimeout:
        raise LedgerUnavailable(
            f"The {where} is busy: no connection came free in time.", remedy=_RETRY, heals=True
        ) from None
    except Exception as error:
        cause: Any = error.orig if isinstance(error, DBAPIError) else error
        meaning = _meaning(cause, where)
        if meaning is None:
            raise
        raise meaning from None


def _meaning(cause: Any, where: str) -> LedgerUnavailable | None:
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorname", "") or ""
        return _listed(_SQLITE, code, where) or _refused(where, code or type(cause).__name__)
    if type(cause).__module__.partition(".")[0] != "psycopg":
        return None
    code = getattr(cause, "sqlstate", None) or ""
    if meaning := _listed(_POSTGRES, code, where):
        return meaning
    if code and not code.startswith("08"):
        return _refused(where, f"{type(cause).__name__}, {code}")
    text = str(cause)  # a refused connection has no code, only words
    if "authentication failed" in text or "no password supplied" in text:
        return _listed(_POSTGRES, "28", where)
    if "database" in text and "does not exist" in text:
        return _listed(_POSTGRES, "3D", where)
    if type(cause).__name__ in ("OperationalError", "InterfaceError", "ConnectionTimeout"):
        return LedgerUnavailable(
            f"The {where} cannot be reached.",
            remedy="Start it, or correct SKILLSEARCH_LEDGER_URL; unset it to keep the ledger in a "
            "file.",
            heals=True,
        )
    return _refused(where, type(cause).__name__)


def _listed(
    table: tuple[tuple[str, str, str, bool], ...], code: str, where: str
) -> LedgerUnavailable | None:
    for prefix, what, remedy, heals in table:
        if code.startswith(prefix):
            return LedgerUnavailable(f"The {where} {what}.", remedy=remedy, heals=heals)
    return None


def _refused(where: str, name: str) -> LedgerUnavailable:
    return LedgerUnavailable(
        f"The {where} refused the request ({name}).",
        remedy="Please report this: a record does not fit the ledger's tables.",
        heals=False,
    )
