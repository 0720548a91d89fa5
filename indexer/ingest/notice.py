"""What the process that owns the embedded store tells those beside it, in a file of the spool.

The engine's folder is locked, so others cannot look for themselves; all share one data folder.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from skillsearch.documents import DocumentKind
from skillsearch.store.files import write_json

__all__ = ["Notice", "read", "write"]

_NAME = "notice.json"


@dataclass(frozen=True)
class Notice:
    """What finds skills, and what makes points now, by kind of document.

    ``extraction`` is the extractor's folder below the cache, made of the skills' ``generation`` by
    the encoder of ``fingerprint``.
    """

    extraction: str = ""
    generation: str = ""
    fingerprint: Mapping[str, object] = field(default_factory=dict)
    pipelines: Mapping[DocumentKind, str] = field(default_factory=dict)


def write(folder: Path, notice: Notice) -> None:
    """Replace the notice, atomically."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_json(folder / _NAME, asdict(notice))


def read(folder: Path) -> Notice:
    """The last notice; an empty one where there is none, or none that can be read."""
    try:
        found = json.loads((folder / _NAME).read_bytes())
        return Notice(**{name: found[name] for name in Notice.__dataclass_fields__})
    except (OSError, ValueError, KeyError, TypeError):
        return Notice()
