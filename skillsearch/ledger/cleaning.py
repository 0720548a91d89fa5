"""Texts that every database takes: without NUL, without halves of surrogate pairs."""

from __future__ import annotations

__all__ = ["storable", "storable_text"]


def storable(name: str) -> str:
    """A name with escapes in place of what cannot be stored; different names stay different.

    Python spells the bytes of a file name that are no text as halves of surrogate pairs.

    >>> storable("a\\x00b")
    'a\\\\x00b'
    """
    return name.replace("\0", "\\x00").encode("utf-8", "backslashreplace").decode("utf-8")


def storable_text(text: str) -> str:
    """A text with one character in place of each that cannot be stored: offsets stay true."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
