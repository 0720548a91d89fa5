"""What the commands of the write side show."""

from indexer.display.progress import ProgressWatcher

__all__ = ["ProgressWatcher"]
