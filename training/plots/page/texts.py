"""Texts of anyone on a page: never markup, never the end of a script."""

from __future__ import annotations

import html
import json
import textwrap
from typing import Any

__all__ = ["as_json", "escaped", "hover_text"]

_WIDTH = 48


def as_json(value: Any) -> str:
    """JSON that may stand inside a ``<script>``: no ``<``, ``>`` or ``&`` is left in it.

    Raises ValueError for NaN and infinities, which JSON does not know.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def escaped(text: str) -> str:
    """For labels that Plotly draws: it reads some HTML, and entities only of ``& < >``."""
    return html.escape(text, quote=False)


def hover_text(text: str, *details: str) -> str:
    """The text in bold, wrapped, and details below; escaped for Plotly."""
    lines = [f"<b>{escaped(line)}</b>" for line in textwrap.wrap(text, _WIDTH)]
    return "<br>".join([*lines, *(escaped(detail) for detail in details)])
