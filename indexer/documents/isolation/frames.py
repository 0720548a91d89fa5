"""Messages over a pipe: eight bytes of length, then so many bytes."""

from __future__ import annotations

import struct
from typing import BinaryIO

__all__ = ["BadFrame", "read_frame", "write_frame"]

_LENGTH = struct.Struct(">Q")


class BadFrame(Exception):
    """What came is no whole message: the other side died in it, or it is larger than allowed."""


def write_frame(stream: BinaryIO, data: bytes) -> None:
    """Send one message."""
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def read_frame(stream: BinaryIO, max_bytes: int) -> bytes | None:
    """The next message; None at the end of the stream. Raises BadFrame."""
    head = stream.read(_LENGTH.size)
    if not head:
        return None
    if len(head) < _LENGTH.size:
        raise BadFrame("cut short")
    (length,) = _LENGTH.unpack(head)
    if length > max_bytes:
        raise BadFrame(f"{length:,} bytes")
    data = stream.read(length)
    if len(data) < length:
        raise BadFrame("cut short")
    return data
