"""Which ledger is used: the database that is configured, or a file in the data folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skillsearch.settings import Settings

if TYPE_CHECKING:
    from skillsearch.ledger.ledger import Ledger

__all__ = ["open_ledger"]


def open_ledger(settings: Settings) -> Ledger:
    """The ledger that ``settings`` choose; close it, or use it in a ``with`` block.

    Raises :class:`~skillsearch.errors.SettingError` for a URL that cannot be used, and
    :class:`~skillsearch.errors.LedgerUnavailable` for a database that does not answer, cannot be
    written, or is of a newer skillsearch. SQLAlchemy is imported here and not before: it takes a
    while.
    """
    from sqlalchemy import URL

    from skillsearch.ledger.ledger import Ledger

    if settings.ledger_url:
        return Ledger(settings.ledger_url)
    path = settings.home / "ledger.sqlite3"
    return Ledger(URL.create("sqlite", database=str(path)).render_as_string(hide_password=False))
