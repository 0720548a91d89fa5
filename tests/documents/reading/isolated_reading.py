"""The reader as the isolated parser runs it in the tests."""

from __future__ import annotations

from typing import Any

from indexer.documents.reading import read_document
from skillsearch.documents import to_dict


def read(payload: dict[str, Any]) -> dict[str, Any]:
    """What is read of a payload's bytes."""
    return to_dict(read_document(payload["data"], payload["name"]))
