"""Where the API hands in jobs and asks about them, and about the people in them."""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skillsearch.closing import Closing
from skillsearch.documents import DocumentKind
from skillsearch.encoder.base import Encoder, Vectors
from skillsearch.errors import NothingIndexed, QueryError, SourceError
from skillsearch.settings import Settings
from skillsearch.store.base import VectorStore
from workers.background import Background

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indexer.ingest.holding import Held
    from indexer.ingest.submitting import Submission
    from indexer.ingest.workshop import Workshop
    from skillsearch.extraction import SkillExtractor
    from skillsearch.ledger import Ledger
    from skillsearch.ledger.records import ItemState, Job
    from skillsearch.store.models import Record

__all__ = ["JobDesk"]


class JobDesk(Closing):
    """Jobs and people of an index that somebody else has open.

    ``store`` and ``encoder`` are those that questions use. Nothing is opened before it is needed:
    the ledger not before the first job or receipt, unless there is one with unfinished work. Any
    thread may call any method. Ids of jobs are whole here; ``tenant`` defaults to that of the
    settings.
    """

    def __init__(
        self, settings: Settings, *, store: VectorStore, encoder: Callable[[], Encoder]
    ) -> None:
        self.settings = settings
        self._store = store
        self._encoder = encoder
        self._lock = threading.Lock()
        self._opened: Workshop | None = None
        self._background = Background(self._shop)

    def start(self) -> None:
        """Take up work that was left unfinished, and be ready for more."""
        home = self.settings.home
        left = self.settings.ledger_url is not None or (home / "ledger.sqlite3").exists()
        self._background.start(awake=left or self.settings.broker_url is not None)

    def close(self) -> None:
        """Finish what is in hand and release what was opened here."""
        self._background.close()
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None

    @contextmanager
    def incoming(self) -> Iterator[Path]:
        """A new folder for what arrives; gone afterwards unless :meth:`submit` took it."""
        from indexer.ingest.uploads import INCOMING, uploads_folder
        from skillsearch.store.files import os_failures

        folder = uploads_folder(self.settings.home) / f"{INCOMING}{uuid.uuid4().hex}"
        with os_failures(folder):
            folder.mkdir(parents=True, mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def submit(
        self,
        kind: DocumentKind,
        folder: Path,
        *,
        tenant: str | None = None,
        fields: str = "",
        as_of: str = "",
    ) -> dict[str, Any]:
        """Make a job of the files in a folder of :meth:`incoming`; gives it, and what was seen.

        Raises :class:`NothingIndexed` while there are no skills, and what
        :func:`indexer.ingest.submitting.submit` raises.
        """
        from indexer.documents.sources import parse_fields
        from indexer.ingest.submitting import Submission, checked_date, fill, new_job
        from indexer.ingest.uploads import discard_uploads

        self._require_skills()
        files = [path for path in folder.rglob("*") if path.is_file()]
        submission = Submission(
            kind,
            [folder],
            tenant or self.settings.tenant,
            fields=parse_fields(fields),
            as_of=checked_date(as_of),
            label=_label(folder, len(files), "file"),
        )
        _check_tables(submission, files, folder)
        job = new_job(self.ledger, submission)
        kept = self._keep(folder, job)
        try:
            submitted = fill(self.ledger, job, replace(submission, paths=[kept]))
        except BaseException:
            discard_uploads(self.settings.home, job.id)
            raise
        self._background.wake()
        shown = self.job(job.id)
        shown["recognised"] = list(submitted.report.lines())
        return shown

    def submit_items(
        self,
        kind: DocumentKind,
        items: Sequence[Mapping[str, Any]],
        *,
        tenant: str | None = None,
        as_of: str = "",
    ) -> dict[str, Any]:
        """Make a job of documents given as ``{"id", "text"}`` or ``{"id", "fields"}``."""
        from indexer.ingest.loose_items import LooseItem, checked_items, fill_loose
        from indexer.ingest.submitting import Submission, checked_date, new_job
        from indexer.ingest.uploads import discard_uploads, uploads_of

        self._require_skills()
        loose = checked_items([LooseItem(**item) for item in items])
        submission = Submission(
            kind,
            [],
            tenant or self.settings.tenant,
            as_of=checked_date(as_of),
            label=_label(Path(uuid.uuid4().hex), len(loose), "item"),
        )
        job = new_job(self.ledger, submission)
        try:
            fill_loose(self.ledger, job, loose, uploads_of(self.settings.home, job.id))
        except BaseException:
            discard_uploads(self.settings.home, job.id)
            raise
        self._background.wake()
        shown = self.job(job.id)
        shown["recognised"] = []
        return shown

    def read_text(
        self,
        kind: DocumentKind,
        text: str,
        extractor: SkillExtractor,
        encode: Callable[[Sequence[str]], Vectors],
    ) -> Record:
        """The point that a text would have in the index; nothing of it is stored.

        Raises :class:`~skillsearch.documents.Quarantined` where it is no such document.
        """
        from indexer.ingest.unindexed import point_of
        from workers.understanding import understood_text

        sha256 = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        return point_of(understood_text(text, kind), f"{kind}.txt", sha256, extractor, encode)

    def jobs(
        self, tenant: str | None = None, limit: int = 100, before: str | None = None
    ) -> list[dict[str, Any]]:
        """The newest jobs of a tenant; ``before``: older than the one of that id."""
        from indexer.display.jobs import job_as_dict

        found = self.ledger.jobs(tenant or self.settings.tenant, limit, before)
        return [job_as_dict(job, self.ledger.counts(job.id)) for job in found]

    def job(self, job: str) -> dict[str, Any]:
        """How far a job is; raises :class:`NotFound`."""
        from indexer.display.jobs import job_as_dict

        found = self.ledger.job(job)
        return job_as_dict(found, self.ledger.counts(job), self.ledger.rate(job))

    def items(
        self, job: str, states: Sequence[ItemState] | None, limit: int, after: int
    ) -> list[dict[str, Any]]:
        """The items of a job, each with its outcome; raises :class:`NotFound`."""
        from indexer.display.jobs import item_as_dict

        return [item_as_dict(item) for item in self.ledger.items(job, states, limit, after)]

    def cancel(self, job: str) -> dict[str, Any]:
        """Stop a job; one that is over stays as it is."""
        self.ledger.cancel(job)
        return self.job(job)

    def retry(self, job: str, states: Sequence[ItemState]) -> dict[str, Any]:
        """Give ended items back to work."""
        count = self.ledger.retry(job, states)
        self._background.wake()
        return {**self.job(job), "retried": count}

    def portrait(self, kind: DocumentKind, name: str, tenant: str | None) -> dict[str, Any]:
        """Everything understood of a document, masked; raises :class:`NotFound`."""
        from indexer.ingest.portraits import portrait

        return portrait(self._held(kind, name, tenant))

    def export(self, kind: DocumentKind, name: str, tenant: str | None) -> dict[str, Any]:
        """Everything held about a document, personal data and all."""
        from indexer.ingest.exporting import exported

        return exported(self.ledger, self._held(kind, name, tenant))

    def erase(
        self, kind: DocumentKind, name: str, tenant: str | None, *, rewrite: bool = True
    ) -> dict[str, Any]:
        """Forget a document, and prove it; see :func:`indexer.ingest.erasing.erase`."""
        from indexer.ingest.erasing import erase

        named = tenant or self.settings.tenant
        return erase(self._shop(), named, kind, name, rewrite=rewrite).as_dict()

    @property
    def ledger(self) -> Ledger:
        """Where answers are kept, and jobs; opened at its first use."""
        return self._shop().ledger

    def _shop(self) -> Workshop:
        with self._lock:
            if self._opened is None:
                from indexer.ingest.loading import default_parsers
                from indexer.ingest.workshop import Workshop
                from workers.sharing import SharedEncoder

                self._opened = Workshop(
                    self.settings,
                    parsers=default_parsers(),
                    store=self._store,
                    encoder=lambda: SharedEncoder(self._encoder),
                )
            return self._opened

    def _held(self, kind: DocumentKind, name: str, tenant: str | None) -> Held:
        from indexer.ingest.holding import find_held

        named = tenant or self.settings.tenant
        return find_held(self.ledger, self._store, self.settings.home, named, kind, name)

    def _require_skills(self) -> None:
        if "skills" not in self._store.get_aliases():
            raise NothingIndexed(
                f"No skills are indexed at {self._store.description}, so none could be found.",
                remedy="Run: skillsearch index taxonomy PATH (an ESCO zip, SSF workbooks, a CSV).",
            )

    def _keep(self, folder: Path, job: Job) -> Path:
        from indexer.ingest.uploads import uploads_of
        from skillsearch.store.files import os_failures

        kept = uploads_of(self.settings.home, job.id)
        with os_failures(kept):
            return folder.rename(kept)


def _check_tables(submission: Submission, files: Sequence[Path], folder: Path) -> None:
    """Refuse a table that cannot be used as it is; inside a folder it would be quarantined."""
    from indexer.documents.sources import enumerate_sources

    for path in files:
        try:
            enumerate_sources([path], submission.kind, fields=submission.fields)
        except SourceError as error:  # the caller knows names, not our folders
            message = error.message.replace(f"{folder}{os.sep}", "")
            raise QueryError(message, remedy=error.remedy) from None


def _label(folder: Path, count: int, what: str) -> str:
    """A label that no other request has: an upload never takes the place of another."""
    return f"{count:,} {what}{'' if count == 1 else 's'} over HTTP ({folder.name[-8:]})"
