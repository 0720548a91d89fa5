"""Where answers and progress are written: answers to stdout, everything else to stderr."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.markup import escape

__all__ = ["console", "print_json", "print_warnings", "progress_console"]


def console() -> Console:
    """The console of answers."""
    return Console(highlight=False, emoji=False)


def progress_console() -> Console:
    """The console of progress, warnings and errors."""
    return Console(stderr=True, highlight=False, emoji=False)


def print_json(value: Any) -> None:
    """One JSON document on stdout, in UTF-8, never wrapped."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_warnings(warnings: Iterable[str]) -> None:
    """One line a warning on stderr."""
    out = progress_console()
    for warning in warnings:
        out.print(f"[yellow]note:[/yellow] {escape(warning)}")
