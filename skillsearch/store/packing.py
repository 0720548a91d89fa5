"""Nested payload values as one JSON text each, for an engine that parses payloads point by point.

Reading any field makes the embedded engine parse the point's whole payload, and nested objects cost
it some eight times what a text of the same length does; so what no condition looks into is kept as
text, and parsed only where it is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic_core import from_json

from skillsearch.store.models import Payload

__all__ = ["packed", "unpacked"]

_MARK = "\x1ejson:"


def packed(payload: Mapping[str, Any]) -> Payload:
    """The payload with objects, and lists of objects or lists, as marked texts."""
    return {name: _pack(value) if _is_nested(value) else value for name, value in payload.items()}


def unpacked(payload: Mapping[str, Any]) -> Payload:
    """What :func:`packed` was given."""
    return {
        name: from_json(value[len(_MARK) :])
        if isinstance(value, str) and value.startswith(_MARK)
        else value
        for name, value in payload.items()
    }


def _pack(value: Any) -> str:
    return _MARK + json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _is_nested(value: Any) -> bool:
    if isinstance(value, str):
        return value.startswith(_MARK)  # a text that looks packed comes back as it was
    if isinstance(value, Mapping):
        return True
    return isinstance(value, list | tuple) and any(
        isinstance(part, Mapping | list | tuple) for part in value
    )
