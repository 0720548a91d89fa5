"""Functions run in child processes with limits: what they read may be made to break them."""

from indexer.documents.isolation.parser import MAX_CALLS, IsolatedParser
from indexer.documents.isolation.pool import ParserPool

__all__ = ["MAX_CALLS", "IsolatedParser", "ParserPool"]
