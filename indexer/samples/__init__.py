"""Small samples written for skillsearch: taxonomies in the official layouts, and documents."""

from __future__ import annotations

from pathlib import Path

__all__ = [
    "own_sample_files",
    "published_samples",
    "sample_courses",
    "sample_postings",
    "sample_resumes",
]

_HERE = Path(__file__).parent
_NOT_PUBLISHED = ("own", "documents")


def published_samples() -> list[Path]:
    """The folders in the layouts of ESCO, SSF and O*NET, sorted."""
    return sorted(_HERE / name for name in _folders() if name not in _NOT_PUBLISHED)


def own_sample_files() -> list[Path]:
    """The files in the layouts for taxonomies of one's own, sorted."""
    return sorted((_HERE / "own").iterdir())


def sample_resumes() -> Path:
    """The folder of resumes: one person is in it twice, and one file is no resume."""
    return _HERE / "documents" / "resumes"


def sample_postings() -> Path:
    """The folder of postings: a table, schema.org JobPostings, and plain text."""
    return _HERE / "documents" / "postings"


def sample_courses() -> Path:
    """A catalogue of courses as a table."""
    return _HERE / "documents" / "courses" / "academy.csv"


def _folders() -> list[str]:
    return [p.name for p in _HERE.iterdir() if p.is_dir() and p.name[0] not in "_."]
