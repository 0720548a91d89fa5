"""The members of zips from elsewhere, looked at without trusting a name or a size."""

from __future__ import annotations

import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from indexer.archives import MAX_EXPANSION, MAX_MEMBER_BYTES
from indexer.documents.sources.folders import skip_reason
from skillsearch.documents import Quarantined, Reason

__all__ = ["MAX_ARCHIVE_BYTES", "Member", "members", "open_member", "open_zip", "read_member"]

MAX_ARCHIVE_BYTES = 64 * 2**30
"""All members of a zip together, as declared; more is refused unless they are packed little."""

_ALWAYS_FINE_BYTES = 16 * 2**20  # Small members may shrink as well as they like.

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What zipfile raises, according to what is wrong."""


_DRIVE = re.compile(r"[A-Za-z]:")

_CONTROL = {"Cc", "Cs", "Zl", "Zp"}
"""Unicode categories that no name of a file needs."""

_OVERRIDES = "\u202d\u202e"
"""Characters that turn the direction of writing by force: ``gpj.exe`` is shown as ``exe.jpg``."""


@dataclass(frozen=True)
class Member:
    """One member: ``key`` finds it again (its name, or its place where two share the name).

    ``reason`` is why it must not be read ("" if it may be), ``message`` says so without its name.
    """

    key: str | int
    name: str
    bytes: int
    reason: Reason | None = None
    message: str = ""


def open_zip(source: str | IO[bytes], shown: str) -> zipfile.ZipFile:
    """The opened zip; raises :class:`Quarantined` where it is damaged or a bomb as a whole.

    Raises OSError where there is no such file, or it may not be read.
    """
    try:
        archive = zipfile.ZipFile(source)
    except OSError:
        raise
    except _DAMAGED:
        raise Quarantined(
            "damaged",
            f"{shown}: the zip is damaged, cut short, or another kind of file.",
            remedy="Pack or download it again.",
        ) from None
    unpacked = sum(info.file_size for info in archive.infolist())
    packed = sum(info.compress_size for info in archive.infolist())
    if unpacked > MAX_ARCHIVE_BYTES and unpacked > packed * MAX_EXPANSION:
        archive.close()
        raise Quarantined(
            "unsafe",
            f"{shown}: unpacked the zip would take {unpacked:,} bytes; at most "
            f"{MAX_ARCHIVE_BYTES:,} are accepted.",
            remedy="Unpack it yourself, and name the folder, if you trust it.",
        )
    return archive


def members(archive: zipfile.ZipFile, skipped: Counter[str]) -> Iterator[Member]:
    """All files in the zip, sorted by name; what is hidden or of the system is only counted."""
    infos = archive.infolist()
    counts = Counter(info.filename for info in infos)
    for place, info in sorted(enumerate(infos), key=lambda pair: (pair[1].orig_filename, pair[0])):
        if info.is_dir():
            continue
        name = info.orig_filename.replace("\\", "/")
        parts = PurePosixPath(name).parts
        leaves = _leaves(name)
        reasons = (skip_reason(part) for part in parts if part != "..")
        if not leaves and (skip := next(filter(None, reasons), "")):
            skipped[skip] += 1
            continue
        key: str | int = place if counts[info.filename] > 1 or leaves else info.filename
        reason, message = _refusal(info) or (None, "")
        yield Member(key, name, info.file_size, reason, message)


def read_member(archive: zipfile.ZipFile, key: str | int, limit: int, shown: str) -> bytes:
    """The content of a member; raises :class:`Quarantined` where it cannot or must not be read."""
    info = info_of(archive, key, shown)
    if info.file_size > limit:
        raise Quarantined(
            "too-large",
            f"{shown} has {info.file_size:,} bytes; at most {limit:,} are accepted.",
            remedy="Split it, or make its images smaller.",
        )
    try:
        with archive.open(info) as content:
            return content.read()
    except _DAMAGED as error:
        raise _damaged(shown, error) from None


def open_member(archive: zipfile.ZipFile, key: str | int, shown: str) -> tuple[IO[bytes], int]:
    """A member to read and seek in, and its size; raises as :func:`read_member` does."""
    info = info_of(archive, key, shown)
    try:
        return archive.open(info), info.file_size
    except _DAMAGED as error:
        raise _damaged(shown, error) from None


def _damaged(shown: str, error: Exception) -> Quarantined:
    return Quarantined(
        "damaged",
        f"{shown}: it cannot be unpacked ({type(error).__name__}).",
        remedy="Pack or download the zip again.",
    )


def info_of(archive: zipfile.ZipFile, key: str | int, shown: str) -> zipfile.ZipInfo:
    """The entry of a member; raises :class:`Quarantined` if it is gone, or must not be read."""
    try:
        info = archive.infolist()[key] if isinstance(key, int) else archive.getinfo(key)
    except (KeyError, IndexError):
        raise Quarantined(
            "missing",
            f"{shown} is no longer in its zip.",
            remedy="Index the zip again.",
        ) from None
    refusal = _refusal(info)
    if refusal is not None:
        raise Quarantined(refusal[0], f"{shown}: {refusal[1]}")
    return info


def _leaves(name: str) -> str:
    """What is wrong with a name, "" if nothing is."""
    parts = name.split("/")
    if name.startswith("/") or _DRIVE.match(name):
        return "its name in the zip is absolute."
    if ".." in parts:
        return "its name leads out of the zip."
    if any(unicodedata.category(c) in _CONTROL or c in _OVERRIDES for c in name):
        return "its name in the zip holds control characters."
    return ""


def _refusal(info: zipfile.ZipInfo) -> tuple[Reason, str] | None:
    if leaves := _leaves(info.orig_filename.replace("\\", "/")):
        return "unsafe", leaves
    if stat.S_ISLNK(info.external_attr >> 16):
        return "unsafe", "it is a link, not a file."
    if info.flag_bits & 0x1:
        return "encrypted", "it is protected by a password. Unpack it and name the folder."
    ratio = info.file_size / max(info.compress_size, 1)
    if info.file_size > MAX_MEMBER_BYTES or (
        info.file_size > _ALWAYS_FINE_BYTES and ratio > MAX_EXPANSION
    ):
        return "unsafe", (
            f"unpacked it would take {info.file_size:,} bytes, {ratio:,.0f} times its packed size; "
            f"at most {MAX_MEMBER_BYTES:,} bytes and {MAX_EXPANSION} times are accepted."
        )
    return None
