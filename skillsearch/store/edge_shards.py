"""The engine's shards while they are open: one a collection, opened at its first use."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock

import qdrant_edge as edge

from skillsearch.store.failures import engine_failures
from skillsearch.store.files import OPENING_BYTES, require_space

__all__ = ["OpenShard", "OpenShards"]

_FLUSH_BYTES = 128 * 2**20
"""Vectors written between flushes: bounds the log, and what reopening after a crash replays."""


@dataclass
class OpenShard:
    """A shard in use; ``writing`` is held by whoever changes it, reads need nothing."""

    shard: edge.EdgeShard
    folder: Path
    writing: RLock = field(default_factory=RLock)
    unflushed_bytes: int = 0

    def update(self, operation: edge.UpdateOperation, *, weight_bytes: int = 0) -> None:
        """Apply a change of so many bytes of vectors; it is in the log when the call returns."""
        with self.writing, engine_failures(self.folder):
            self.shard.update(operation)
            self.unflushed_bytes += weight_bytes
            if self.unflushed_bytes >= _FLUSH_BYTES:
                self.flush()

    def flush(self) -> None:
        """Write everything to its files and let go of the log."""
        with self.writing, engine_failures(self.folder):
            self.shard.flush()
            self.unflushed_bytes = 0

    def close(self) -> None:
        """Flush and let go of the files, once no write is under way."""
        with self.writing, engine_failures(self.folder):
            self.shard.close()


class OpenShards:
    """The open shards of one store, by the names of their collections."""

    def __init__(self) -> None:
        self._mutex = RLock()
        self._shards: dict[str, OpenShard] = {}

    def get(self, name: str, folder: Path) -> OpenShard:
        """The shard of a collection, opened from ``folder`` unless it is open already."""
        with self._mutex:
            found = self._shards.get(name)
            if found is None:
                require_space(folder, OPENING_BYTES)
                with engine_failures(folder):
                    found = OpenShard(edge.EdgeShard.load(str(folder)), folder)
                self._shards[name] = found
            return found

    def close(self, name: str) -> None:
        """Close the shard of a collection, if it is open."""
        with self._mutex:
            found = self._shards.pop(name, None)
            if found is not None:
                found.close()

    def close_all(self) -> None:
        """Close every shard, the others too when one of them fails."""
        with self._mutex, ExitStack() as stack:
            while self._shards:
                stack.callback(self._shards.popitem()[1].close)
