"""Which engine serves: the server that is configured, or else the embedded one."""

from __future__ import annotations

from skillsearch.settings import Settings
from skillsearch.store.base import VectorStore

__all__ = ["open_store"]


def open_store(settings: Settings) -> VectorStore:
    """The store that ``settings`` choose; close it, or use it in a ``with`` block.

    With ``qdrant_url`` a server, else the embedded engine in ``<data_dir>/store``. Raises
    :class:`~skillsearch.errors.SettingError` for a malformed URL and, for the embedded engine,
    what :class:`~skillsearch.store.edge.EdgeStore` raises. An engine is imported only when chosen:
    qdrant-client takes a second.
    """
    if settings.qdrant_url:
        from skillsearch.store.connection import connect

        return connect(settings)
    from skillsearch.store.edge import EdgeStore

    return EdgeStore(settings.home / "store")
