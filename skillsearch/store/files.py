"""Files under the embedded store: written atomically, copied with their holes, refused when full.

The engine writes through memory maps of sparse files. A map that the disk cannot back ends the
process with SIGBUS, past any ``except``; so room is asked for *before* the engine is called.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from skillsearch.errors import StoreReadOnly, StoreUnavailable

__all__ = [
    "OPENING_BYTES",
    "RESERVE_BYTES",
    "allocated_bytes",
    "copy_tree",
    "disk_full",
    "os_failures",
    "read_json",
    "require_space",
    "sync_folder",
    "write_json",
]

OPENING_BYTES = 40 * 2**20
"""Room that opening a collection takes: the engine backs a piece of its log, 32 MiB, at once.

Measured: with 24 MiB free opening kills the process, with 33 MiB it does not.
"""

RESERVE_BYTES = 128 * 2**20
"""Room that a write leaves: for the next piece of log, and to open a few collections again."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_COPY_BYTES = 4 * 2**20


def require_space(folder: Path, needed_bytes: int) -> None:
    """Raise :class:`StoreReadOnly` unless so much is free on the disk that holds ``folder``."""
    with os_failures(folder):
        free = shutil.disk_usage(folder).free
    if free < needed_bytes:
        raise disk_full(folder, needed_bytes=needed_bytes)


def disk_full(path: Path, *, needed_bytes: int = 0) -> StoreReadOnly:
    """The error of a disk with too little room at ``path``."""
    room = ""
    with suppress(OSError):
        free = shutil.disk_usage(path if path.exists() else path.parent).free
        room = f": {free / 2**20:,.0f} MiB are free"
    if needed_bytes:
        room += f" and {needed_bytes / 2**20:,.0f} MiB are needed"
    return StoreReadOnly(
        f"The disk that holds {path} is full{room}.",
        remedy="Free some space, or choose a folder on another disk with --data-dir or "
        "SKILLSEARCH_DATA_DIR.",
    )


@contextmanager
def os_failures(path: Path) -> Iterator[None]:
    """Turn an ``OSError`` of the block into the :class:`StoreUnavailable` that it means."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise disk_full(path) from error
        if error.errno in _FORBIDDEN:
            raise StoreReadOnly(
                f"{path} cannot be written: {error.strerror}.",
                remedy="Give this user write permission there, or choose another folder with "
                "--data-dir or SKILLSEARCH_DATA_DIR.",
            ) from error
        raise StoreUnavailable(
            f"{path} cannot be used: {error.strerror or error}.",
            remedy="Check the folder, or choose another with --data-dir or SKILLSEARCH_DATA_DIR.",
        ) from error


def read_json(path: Path) -> dict[str, object]:
    """The JSON object in ``path``; :class:`StoreUnavailable` names a file that holds none."""
    try:
        value = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise _damaged(path, "is missing") from None
    except OSError as error:
        raise _damaged(path, f"cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise _damaged(path, f"is damaged ({error})") from error
    if not isinstance(value, dict):
        raise _damaged(path, "is damaged (it holds no JSON object)")
    return value


def write_json(path: Path, value: object) -> None:
    """Replace ``path`` in one step; a crash leaves the old text or the new, on the disk."""
    temporary = path.with_name(f"{path.name}.partial")
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode()
    with os_failures(path):
        try:
            with temporary.open("wb") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except OSError:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames inside ``folder`` survive a power cut, where the platform can."""
    if os.name == "nt":  # Windows cannot open a folder; its renames are journalled
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def allocated_bytes(folder: Path) -> int:
    """What ``folder`` takes on the disk: holes of sparse files count nothing."""
    total = 0
    for path in folder.rglob("*"):
        stat = path.stat()
        total += stat.st_blocks * 512 if hasattr(stat, "st_blocks") else stat.st_size
    return total


def copy_tree(source: Path, target: Path) -> None:
    """Copy a folder of regular files, durably, leaving holes as holes.

    Never by hard link: the engine changes its files in place. A plain copy would write out the
    holes, which make up nine tenths of a small collection.
    """
    target.mkdir(parents=True)
    for path in sorted(source.iterdir()):
        if path.is_dir():
            copy_tree(path, target / path.name)
        else:
            _copy_file(path, target / path.name)
    sync_folder(target)


def _copy_file(source: Path, target: Path) -> None:
    with source.open("rb") as reader, target.open("wb") as writer:
        size = os.fstat(reader.fileno()).st_size
        for start, end in _data_ranges(reader.fileno(), size):
            reader.seek(start)
            writer.seek(start)
            while start < end:
                part = reader.read(min(_COPY_BYTES, end - start))
                if not part:
                    break
                writer.write(part)
                start += len(part)
        writer.truncate(size)
        writer.flush()
        os.fsync(writer.fileno())


def _data_ranges(descriptor: int, size: int) -> Iterator[tuple[int, int]]:
    """The parts of a file that are no holes; all of it where the platform cannot tell."""
    if not hasattr(os, "SEEK_DATA"):
        yield 0, size
        return
    position = 0
    while position < size:
        try:
            start = os.lseek(descriptor, position, os.SEEK_DATA)
        except OSError as error:
            if error.errno == errno.ENXIO:  # nothing but a hole up to the end
                return
            raise
        position = os.lseek(descriptor, start, os.SEEK_HOLE)
        yield start, position


def _damaged(path: Path, what: str) -> StoreUnavailable:
    return StoreUnavailable(
        f"{path} {what}, so the index in {path.parent} cannot be opened.",
        remedy="Restore the file from a backup, or remove the folder and index again.",
    )
