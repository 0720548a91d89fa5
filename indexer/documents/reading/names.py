"""File names from elsewhere, made fit to be shown and to be judged by their extension."""

from __future__ import annotations

import re

__all__ = ["extension", "shown_name"]

_MAX_SHOWN = 80


def shown_name(name: str) -> str:
    """The base name, safe in a message, a log or a terminal.

    Folders of either kind of slash go, characters that do not print, or that turn
    the direction of writing, become "?", and a long name
    loses its middle; the result has at most 80 characters and is never empty.

    >>> shown_name("../../etc/cv\\x1b[31m.pdf")
    'cv?[31m.pdf'
    """
    base = re.split(r"[/\\]", name.rstrip("/\\"))[-1].strip()
    shown = "".join(c if c.isprintable() else "?" for c in base)
    if len(shown) > _MAX_SHOWN:
        shown = f"{shown[: _MAX_SHOWN - 21]}…{shown[-20:]}"
    return shown if shown not in ("", ".", "..") else "(no name)"


def extension(name: str) -> str:
    """What follows the last dot, in lower case, "" if nothing does: ``"CV.PDF"`` → ``"pdf"``."""
    _, dot, end = shown_name(name).rpartition(".")
    return end.lower() if dot and end.isalnum() else ""
