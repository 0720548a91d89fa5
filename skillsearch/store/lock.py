"""One process at a time: the operating system's lock on the folder of the embedded store."""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from skillsearch.errors import StoreLocked
from skillsearch.store.files import os_failures

__all__ = ["FolderLock"]

_SECRET = re.compile(r"key|token|secret|password", re.IGNORECASE)


class FolderLock:
    """Holds ``<folder>/lock`` from construction to :meth:`release`, or raises.

    Raises :class:`StoreLocked` naming the process that holds it, :class:`StoreReadOnly` for a
    folder that cannot be written. The system frees the lock when the process ends, however it
    ends, so a lock never outlives its holder.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "lock"
        with os_failures(folder):
            folder.mkdir(parents=True, exist_ok=True)
            if not os.access(folder, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _acquire(self._descriptor)
        except OSError:
            os.close(self._descriptor)
            raise self._locked() from None
        # Who holds the lock is a courtesy to the second comer: a full disk is no reason to fail.
        with suppress(OSError):
            os.truncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, json.dumps(_this_process()).encode())

    def release(self) -> None:
        """Give the folder back; calling it again does nothing.

        The command is forgotten with it: it may have named somebody.
        """
        if self._descriptor >= 0:
            with suppress(OSError):
                os.truncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = -1

    def _locked(self) -> StoreLocked:
        holder = "another process"
        with suppress(OSError, ValueError, KeyError, TypeError):
            found = json.loads(self._path.read_bytes())
            holder = f"process {found['pid']} ({found['command']}, since {found['started']})"
        return StoreLocked(
            f"The data folder {self._path.parent} is in use by {holder}.",
            remedy="Stop that process, or ask its HTTP API; to use one index from several "
            "processes run a Qdrant server and set SKILLSEARCH_QDRANT_URL.",
        )


def _this_process() -> dict[str, object]:
    return {
        "pid": os.getpid(),
        "command": _command_line(sys.argv),
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _command_line(arguments: list[str]) -> str:
    """The command as typed, without the values of options that carry a secret."""
    words = [Path(arguments[0]).name or "python"]
    hide_next = False
    for word in arguments[1:]:
        option, equals, _ = word.partition("=")
        secret = option.startswith("-") and _SECRET.search(option) is not None
        words.append("***" if hide_next else f"{option}=***" if secret and equals else word)
        hide_next = secret and not equals
    return " ".join(words)


if sys.platform == "win32":
    import msvcrt

    def _acquire(descriptor: int) -> None:
        # Windows locks are mandatory: lock a byte past the text, so that others can read it.
        os.lseek(descriptor, 1 << 20, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _acquire(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
