"""Files that came over HTTP: kept in the data folder while a job may still need them."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skillsearch.store.files import os_failures

if TYPE_CHECKING:
    from skillsearch.ledger import Ledger

__all__ = [
    "INCOMING",
    "ITEMS",
    "discard_uploads",
    "sweep_uploads",
    "uploaded_files",
    "uploads_folder",
    "uploads_of",
]


INCOMING = ".incoming-"
"""How folders begin that uploads arrive in, before there is a job."""

STALE_SECONDS = 86_400.0
"""What has been arriving for so long was given up by a process that is no more."""

ITEMS = "items"
"""The folder of what came as JSON: a file an item."""


def uploads_folder(home: Path) -> Path:
    """Where uploads lie: a folder a job."""
    return home / "uploads"


def uploads_of(home: Path, job: str) -> Path:
    """The folder of the uploads of one job."""
    return uploads_folder(home) / job


def uploaded_files(home: Path, references: Iterable[Mapping[str, Any]]) -> dict[Path, bool]:
    """The uploaded files that items refer to → whether they hold nothing but that item.

    A zip or a table is shared by its items. Files from elsewhere are not ours and not given.
    """
    folder = uploads_folder(home)
    found: dict[Path, bool] = {}
    for reference in references:
        if not isinstance(reference.get("path"), str):
            continue
        path = Path(reference["path"])
        if path.is_relative_to(folder) and path.is_file():
            alone = set(reference) <= {"path", "refused"} or path.parent.name == ITEMS
            found[path] = found.get(path, True) and alone
    return found


def discard_uploads(home: Path, job: str) -> None:
    """Delete the uploads of a job; absent is no error."""
    folder = uploads_of(home, job)
    if folder.is_dir():
        with os_failures(folder):
            shutil.rmtree(folder)


def sweep_uploads(ledger: Ledger, home: Path) -> int:
    """Delete uploads that no job will read again; gives of how many jobs.

    Those are the uploads of jobs of which all is indexed, and of jobs that are not known. What was
    quarantined, failed or cancelled may yet be tried again, and keeps them.
    """
    from skillsearch.errors import NotFound

    folder = uploads_folder(home)
    if not folder.is_dir():
        return 0
    swept = 0
    for kept in sorted(folder.iterdir()):
        if kept.name.startswith(INCOMING):
            if time.time() - kept.stat().st_mtime > STALE_SECONDS:
                shutil.rmtree(kept, ignore_errors=True)
            continue
        try:
            job = ledger.job(kept.name)
        except NotFound:
            swept += 1
            discard_uploads(home, kept.name)
            continue
        counts = ledger.counts(job.id)
        if job.state == "done" and not (counts.quarantined or counts.failed or counts.cancelled):
            swept += 1
            discard_uploads(home, job.id)
    return swept
