"""The sample documents after they were loaded; the fixture is in ``conftest.py``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["AS_OF", "LoadedSamples"]

AS_OF = "2025-12-01"
"""The day that the documentation and the demo load the resumes as of."""


@dataclass(frozen=True)
class LoadedSamples:
    """A data folder with the samples, and what was printed as they were loaded."""

    home: Path
    resumes: str
    postings: str
