"""Isolated parsers for several threads."""

from __future__ import annotations

import queue
from typing import Any

from indexer.documents.isolation.parser import IsolatedParser
from indexer.documents.reading.limits import Limits
from skillsearch.closing import Closing

__all__ = ["ParserPool"]


class ParserPool(Closing):
    """At most ``size`` children at once; a thread that finds all of them busy waits.

    The parser that was used last is used first, so that a light load keeps few of them running.
    """

    def __init__(self, function: str, size: int, limits: Limits = Limits()) -> None:  # noqa: B008
        if size < 1:
            raise ValueError(f"a pool of {size} parsers")
        self._parsers = [IsolatedParser(function, limits) for _ in range(size)]
        self._free: queue.LifoQueue[IsolatedParser] = queue.LifoQueue()
        for parser in self._parsers:
            self._free.put(parser)

    def call(self, payload: dict[str, Any], seconds: float | None = None) -> dict[str, Any]:
        """As :meth:`IsolatedParser.call`, by whichever parser is free."""
        parser = self._free.get()
        try:
            return parser.call(payload, seconds)
        finally:
            self._free.put(parser)

    def close(self) -> None:
        """End all children, each after the call that it is in."""
        for parser in self._parsers:
            parser.close()
