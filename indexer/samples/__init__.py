"""Small taxonomies written for skillsearch, in the layouts of the official downloads."""

from __future__ import annotations

from pathlib import Path

__all__ = ["own_sample_files", "published_samples"]

_HERE = Path(__file__).parent


def published_samples() -> list[Path]:
    """The folders in the layouts of ESCO, SSF and O*NET, sorted."""
    return sorted(_HERE / name for name in _folders() if name != "own")


def own_sample_files() -> list[Path]:
    """The files in the layouts for taxonomies of one's own, sorted."""
    return sorted((_HERE / "own").iterdir())


def _folders() -> list[str]:
    return [p.name for p in _HERE.iterdir() if p.is_dir() and p.name[0] not in "_."]
