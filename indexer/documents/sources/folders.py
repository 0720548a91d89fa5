"""The files below a folder, in the order of their names, each once."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from indexer.documents.sources.items import Found, SourceItem, refused, storable
from indexer.documents.sources.report import Report
from indexer.documents.sources.seen import Seen, hash64

__all__ = ["FileWalk", "skip_reason"]

_SYSTEM = frozenset({"__macosx", "thumbs.db", "desktop.ini", "$recycle.bin"})


def skip_reason(name: str) -> str:
    """Why a file or folder of this name is no document, "" if it may be one."""
    if name.startswith("~$") or name.startswith(".~lock."):
        return "lock file"
    if name.lower() in _SYSTEM or name == ".DS_Store":
        return "system file"
    return "hidden" if name.startswith(".") else ""


class FileWalk:
    """Walks paths; what any walk of the same object has met is not given again.

    Links are followed. A folder that is met a second time, through a link or because it was given
    twice, is not entered again, so no loop of links catches it. The names of one folder at a time
    are held in memory, and of all files eight bytes each.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._files = Seen()
        self._folders: set[tuple[int, int]] = set()

    def file(self, path: Path) -> Iterator[Found]:
        """The one file at ``path``, named by its own name."""
        if self._is_new(str(path.resolve())):
            yield Found(str(path.absolute()), (), path.name, path.name, path.stat().st_size)

    def below(self, root: Path) -> Iterator[Found | SourceItem]:
        """All files below ``root``, named by their path from it; what cannot be read is refused."""
        shown = root.resolve().name or str(root)
        opened = [self._entries(root.absolute(), "", shown)]
        while opened:
            entry = next(opened[-1], None)
            if entry is None:
                opened.pop()
            elif isinstance(entry, tuple):
                folder, relative = entry
                opened.append(self._entries(folder, f"{relative}/", shown))
            else:
                yield entry

    def _entries(
        self, folder: Path, prefix: str, shown: str
    ) -> Iterator[Found | SourceItem | tuple[Path, str]]:
        """The files of one folder, and its folders as (path, relative path)."""
        try:
            state = folder.stat()
            if (state.st_dev, state.st_ino) in self._folders:
                self._report.skipped["link to what is listed already"] += 1
                return
            self._folders.add((state.st_dev, state.st_ino))
            real = os.path.realpath(folder)
            names = sorted(os.listdir(folder))  # noqa: PTH208 - Path.iterdir makes an object each
        except OSError as error:
            found = Found(str(folder), (), prefix or shown, f"{shown}/{prefix}".rstrip("/"))
            yield _unreadable(found, "folder", error)
            return
        for name in names:
            if reason := skip_reason(name):
                self._report.skipped[reason] += 1
                continue
            path = folder / name
            relative = prefix + name
            found = Found(str(path), (), relative, f"{shown}/{relative}")
            try:
                state = path.lstat()
                linked = stat.S_ISLNK(state.st_mode)
                if linked:
                    state = path.stat()
            except FileNotFoundError:
                self._report.skipped["broken link"] += 1
                continue
            except OSError as error:  # a loop of links, or a folder that may not be searched
                yield _unreadable(found, "file", error)
                continue
            if stat.S_ISDIR(state.st_mode):
                yield path, relative
            elif not stat.S_ISREG(state.st_mode):
                self._report.skipped["not a file"] += 1
            elif self._is_new(os.path.realpath(path) if linked else os.path.join(real, name)):  # noqa: PTH118
                yield Found(str(path), (), relative, found.source, state.st_size)

    def _is_new(self, real: str) -> bool:
        if self._files.add(hash64(real)):
            return True
        self._report.skipped["given twice"] += 1
        return False


def _unreadable(found: Found, what: str, error: OSError) -> SourceItem:
    reason = error.strerror or type(error).__name__
    return refused(
        found,
        "missing",
        f"{storable(found.source)}: the {what} cannot be read: {reason}.",
        "Check its permissions, and index it again.",
    )
