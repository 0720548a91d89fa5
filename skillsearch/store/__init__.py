"""Vectors ↔ Qdrant: the embedded engine, or a server."""

from __future__ import annotations

from skillsearch.store.base import VectorStore
from skillsearch.store.opening import open_store

__all__ = ["VectorStore", "open_store"]
