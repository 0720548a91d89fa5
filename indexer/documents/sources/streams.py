"""The bytes of a file or a member as a stream that seeks, whatever it is packed in."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Sequence
from typing import IO, Any, cast

from indexer.archives import MAX_EXPANSION
from indexer.documents.sources.items import Found
from indexer.documents.sources.zips import open_member, open_zip, read_member
from skillsearch.documents import Quarantined

__all__ = ["MAX_NESTED_ZIP_BYTES", "Archives", "open_stream"]

MAX_NESTED_ZIP_BYTES = 256 * 2**20
"""A zip within a zip is held in memory while it is read; a larger one is refused."""

_BUFFER_BYTES = 2**18

_ALWAYS_FINE_BYTES = 16 * 2**20


class Archives:
    """The zip at ``path``, and the one within it that ``zips`` leads to.

    Raises :class:`Quarantined` where one is damaged, missing or not to be read; OSError where the
    file cannot be opened. ``shown`` is what people are told it is.
    """

    def __init__(self, path: str, zips: Sequence[str | int], shown: str) -> None:
        self._opened: list[zipfile.ZipFile] = []
        try:
            self._opened.append(open_zip(path, shown))
            for key in zips:
                data = read_member(self.last, key, MAX_NESTED_ZIP_BYTES, shown)
                self._opened.append(open_zip(io.BytesIO(data), shown))
        except BaseException:
            self.close()
            raise

    @property
    def last(self) -> zipfile.ZipFile:
        """The innermost zip."""
        return self._opened[-1]

    def close(self) -> None:
        """Close all."""
        for archive in reversed(self._opened):
            archive.close()


class _Stream(io.BufferedReader):
    """A buffered stream that closes with it what it was made of."""

    def __init__(self, raw: io.RawIOBase, *parts: Any) -> None:
        super().__init__(raw, _BUFFER_BYTES)
        self._parts = parts

    def close(self) -> None:
        if not self.closed:
            super().close()
            for part in self._parts:
                part.close()


class _Unpacked(io.RawIOBase):
    """Bytes as they are unpacked; says in one way what is wrong with them, and stops a bomb."""

    def __init__(self, inner: IO[bytes], shown: str, packed_bytes: int | None) -> None:
        self._inner = inner
        self._shown = shown
        self._limit = None if packed_bytes is None else packed_bytes * MAX_EXPANSION

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return int(self._checked(self._inner.seek, offset, whence))

    def tell(self) -> int:
        return self._inner.tell()

    def readinto(self, buffer: Any) -> int:
        data = self._checked(self._inner.read, len(buffer))
        at = self._inner.tell()
        if self._limit is not None and at > max(self._limit, _ALWAYS_FINE_BYTES):
            raise Quarantined(
                "unsafe",
                f"{self._shown}: it unpacks to more than {MAX_EXPANSION} times its packed size.",
                remedy="Unpack it yourself, and name what came out, if you trust it.",
            )
        buffer[: len(data)] = data
        return len(data)

    def _checked(self, call: Callable[..., Any], *arguments: int) -> Any:
        try:
            return call(*arguments)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise Quarantined(
                "damaged",
                f"{self._shown}: it cannot be unpacked ({type(error).__name__}).",
                remedy="Pack or download it again.",
            ) from None


def open_stream(found: Found) -> io.BufferedReader:
    """The content of ``found``, unpacked, to read and to seek in.

    Seeking forward in what is packed unpacks what lies between; backward it begins anew. Raises
    OSError where a file cannot be opened, :class:`Quarantined` where packed bytes are damaged or
    a bomb; so does reading.
    """
    parts: list[Any] = []
    stream: IO[bytes]
    try:
        if found.members:
            archives = Archives(found.path, found.members[:-1], found.source)
            parts.append(archives)
            stream, packed = open_member(archives.last, found.members[-1], found.source)
        else:
            stream = open(found.path, "rb")  # noqa: PTH123, SIM115 - closed by what is returned
            packed = stream.seek(0, io.SEEK_END)
            stream.seek(0)
        parts.insert(0, stream)
        if found.name.lower().endswith(".gz"):
            stream = cast("IO[bytes]", gzip.GzipFile(fileobj=stream))
            parts.insert(0, stream)
            return _Stream(_Unpacked(stream, found.source, packed), *parts)
        return _Stream(_Unpacked(stream, found.source, None), *parts)
    except BaseException:
        for part in parts:
            part.close()
        raise
