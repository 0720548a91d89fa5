"""What tests say to the command line and what it answers; the fixtures are in ``conftest.py``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

__all__ = ["HIT", "Outcome", "Run", "start"]

HIT = {
    "id",
    "taxonomy",
    "version",
    "language",
    "label",
    "matched_label",
    "match",
    "score",
    "description",
    "kind",
}
"""The fields of a hit, in the terminal's JSON and over HTTP."""


@dataclass(frozen=True)
class Outcome:
    """What a command did: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout; more or less than one fails."""
        return json.loads(self.out)


Run = Callable[..., Outcome]


def start(*arguments: object, **variables: str) -> subprocess.Popen[str]:
    """The command line in a process of its own, with these variables besides."""
    return subprocess.Popen(
        [sys.executable, "-m", "cli.main", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **variables},
    )
