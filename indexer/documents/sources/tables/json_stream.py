"""JSON read value by value from a stream, so that a list need not fit into memory."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any

from indexer.documents.sources.tables.base import MAX_ROW_BYTES
from skillsearch.errors import SourceError

__all__ = ["JsonStream"]

_CHUNK_BYTES = 2**18

_SPACE = " \t\r\n"


class JsonStream:
    """A cursor over JSON text in ``stream``, from where that stands.

    Every method raises SourceError where the text is not UTF-8, not JSON, or a single value is
    longer than ``MAX_ROW_BYTES``.
    """

    def __init__(self, stream: Any, shown: str) -> None:
        self._stream = stream
        self._shown = shown
        self._decode = codecs.getincrementaldecoder("utf-8")()
        self._json = json.JSONDecoder()
        self._text = ""
        self._at = 0  # where in _text the cursor stands
        self._offset = 0  # how many bytes of the stream lie before _text
        self._ended = False
        if self.peek() == "\ufeff":
            self._at += 1

    def peek(self) -> str:
        """The next character that is no white space, "" at the end; the cursor is put there."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _SPACE:
                    return self._text[self._at]
                self._at += 1
            if not self._more():
                return ""

    def value(self) -> tuple[Any, int, int]:
        """The next value, with the offset at which it begins and its length, both in bytes."""
        self.peek()
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._too_long() or not self._more():
                    raise self._error(error.msg) from None
                continue
            except RecursionError:
                raise self._error("nested too deep") from None
            # A number at the end of what was read may go on in what was not.
            if end < len(self._text) or not self._more():
                break
        before = self._offset + _size(self._text[: self._at])
        size = _size(self._text[self._at : end])
        self._at = end
        return value, before, size

    def elements(self) -> Iterator[tuple[Any, int, int]]:
        """The values of the list at which the cursor stands, as :meth:`value` gives them."""
        self._expect("[")
        if self.peek() == "]":
            self._expect("]")
            return
        while True:
            self._forget()
            yield self.value()
            if self.peek() == "]":
                self._expect("]")
                return
            self._expect(",")

    def pairs(self) -> Iterator[str]:
        """The keys of the object at which the cursor stands.

        When a key is given the cursor is at its value, which is to be read before the next.
        """
        self._expect("{")
        if self.peek() == "}":
            return
        while True:
            self._forget()
            key, _, _ = self.value()
            if not isinstance(key, str):
                raise self._error("a key is expected")
            self._expect(":")
            yield key
            if self.peek() != ",":
                self._expect("}")
                return
            self._expect(",")

    def _expect(self, character: str) -> None:
        if self.peek() != character:
            raise self._error(f"{character!r} is expected")
        self._at += 1

    def _too_long(self) -> bool:
        return len(self._text) - self._at > MAX_ROW_BYTES

    def _more(self) -> bool:
        """Whether there was more to read; twice as much each time, so that no value is slow."""
        if self._ended:
            return False
        data = self._stream.read(max(_CHUNK_BYTES, len(self._text) - self._at))
        self._ended = not data
        try:
            self._text += self._decode.decode(data, final=self._ended)
        except UnicodeDecodeError as error:
            raise self._error(f"byte 0x{error.object[error.start]:02X} is not UTF-8") from None
        return not self._ended

    def _forget(self) -> None:
        """Drop the text before the cursor when it is long."""
        if self._at > _CHUNK_BYTES:
            self._offset += _size(self._text[: self._at])
            self._text = self._text[self._at :]
            self._at = 0

    def _error(self, reason: str) -> SourceError:
        at = self._offset + _size(self._text[: self._at])
        return SourceError(
            f"this is not JSON: {reason}, in what begins at byte {at:,}.",
            path=self._shown,
            remedy="Write it anew with a program that writes JSON.",
        )


def _size(text: str) -> int:
    return len(text.encode("utf-8"))
