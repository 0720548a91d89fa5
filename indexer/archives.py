"""Zip files from elsewhere: members listed and read without trusting what they claim to be."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from skillsearch.errors import SourceError

__all__ = [
    "MAX_EXPANSION",
    "MAX_MEMBER_BYTES",
    "archive_members",
    "check_archive",
    "read_member",
]

MAX_MEMBER_BYTES = 512 * 2**20
"""A larger member is refused; the largest known, ESCO's table of relations, has 21 MB."""

MAX_EXPANSION = 200
"""A member that unpacks to more times its packed size is refused; real tables stay below 30."""

_ALWAYS_FINE_BYTES = 16 * 2**20  # Small members may shrink as well as they like.

_DOWNLOAD = "Download or pack it again."


def archive_members(path: Path) -> list[str]:
    """The names of the files in a zip, in its order.

    Folders, hidden files and names that would lead out of the archive (``../``, absolute ones)
    are left out. Raises SourceError where the zip is damaged or holds a member too large.
    """
    with _opened(path, str(path)) as archive:
        infos = [info for info in archive.infolist() if _is_safe_file(info)]
        for info in infos:
            _check_size(info, str(path))
        return [info.filename for info in infos]


def read_member(path: Path, member: str, limit: int | None = None) -> bytes:
    """The content of one member, or its first ``limit`` bytes.

    Raises SourceError where it is damaged, protected by a password or too large.
    """
    with _opened(path, str(path)) as archive:
        info = archive.getinfo(member)
        _check_size(info, str(path))
        try:
            with archive.open(info) as content:
                return content.read(-1 if limit is None else limit)
        except RuntimeError:  # what zipfile raises where a password is needed
            raise SourceError(
                "the file is protected by a password.",
                path=f"{path}/{member}",
                remedy="Unpack it and name the folder.",
            ) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise SourceError(
                f"the file in the zip is damaged: {error}.",
                path=f"{path}/{member}",
                remedy=_DOWNLOAD,
            ) from None


def check_archive(data: bytes, path: str, *, what: str) -> None:
    """Unpack a zip in memory piece by piece, keeping nothing, to see that it is whole and sane.

    ``what`` names it to people. Raises SourceError where it is no zip, damaged, or too large;
    a member that unpacks to more than it declares counts as damaged.
    """
    if not data:
        raise SourceError("the file is empty.", path=path, remedy=_DOWNLOAD)
    with _opened(io.BytesIO(data), path, what) as archive:
        for info in archive.infolist():
            _check_size(info, path)
        try:
            damaged = archive.testzip()
        except (RuntimeError, zlib.error, EOFError, ValueError, OSError, struct.error) as error:
            damaged = str(error)
    if damaged is not None:
        raise SourceError(f"the {what} is damaged ({damaged}).", path=path, remedy=_DOWNLOAD)


def _opened(source: Path | io.BytesIO, path: str, what: str = "zip") -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except OSError as error:
        raise SourceError(f"the file cannot be read: {error.strerror}.", path=path) from None
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error):
        raise SourceError(
            f"the {what} is damaged, cut short, or another kind of file.",
            path=path,
            remedy=_DOWNLOAD,
        ) from None


def _is_safe_file(info: zipfile.ZipInfo) -> bool:
    name = PurePosixPath(info.filename.replace("\\", "/"))
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in name.parts)
    return not (info.is_dir() or name.is_absolute() or hidden)


def _check_size(info: zipfile.ZipInfo, path: str) -> None:
    ratio = info.file_size / max(info.compress_size, 1)
    bomb = info.file_size > _ALWAYS_FINE_BYTES and ratio > MAX_EXPANSION
    if info.file_size > MAX_MEMBER_BYTES or bomb:
        raise SourceError(
            f"unpacked it would take {info.file_size:,} bytes, {ratio:,.0f} times its packed size; "
            f"at most {MAX_MEMBER_BYTES:,} bytes and {MAX_EXPANSION} times are accepted.",
            path=f"{path}/{info.filename}",
            remedy="Unpack it yourself, and name the folder, if you trust it.",
        )
