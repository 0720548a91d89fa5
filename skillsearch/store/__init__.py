"""Vectors ↔ Qdrant: the embedded engine, or a server."""
