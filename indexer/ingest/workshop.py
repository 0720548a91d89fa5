"""What the tasks work with: ledger, parsers, encoder, extractor, store; opened when used."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.documents.parsing import PARSER_VERSION
from indexer.ingest import notice
from indexer.ingest.collections import ALIASES, live_collection
from indexer.ingest.timing import Stopwatch
from skillsearch.closing import Closing
from skillsearch.documents import DocumentKind
from skillsearch.encoder.base import Encoder, Vectors
from skillsearch.errors import StoreReadOnly, StoreUnavailable
from skillsearch.settings import Settings
from skillsearch.store.base import VectorStore

if TYPE_CHECKING:
    from indexer.documents.isolation import ParserPool
    from skillsearch.encoder.sentences import SentenceVectors
    from skillsearch.extraction import SkillExtractor
    from skillsearch.ledger import Ledger
    from skillsearch.ledger.records import Stage

__all__ = ["Workshop"]


class Workshop(Closing):
    """Everything a task needs, opened at its first use and shared by the threads of a process.

    ``owns_store``: this process writes to the vector store: it speaks to a server, or it holds the
    folder of the embedded engine. Without it points are spooled for the process that does.
    ``store`` and ``encoder`` are given by a caller that has them open already. ``writing`` is held
    by whoever writes points and says so to the ledger, and by whoever erases: one after the other.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        owns_store: bool = True,
        parsers: int = 1,
        store: VectorStore | None = None,
        encoder: Callable[[], Encoder] | None = None,
    ) -> None:
        self.settings = settings
        self.owns_store = owns_store or settings.qdrant_url is not None
        self.spool = settings.home / "spool"
        self.watch = Stopwatch()
        self.writing = threading.RLock()
        self._parsers = parsers
        self._given_store = store
        self._given_encoder = encoder
        self._lock = threading.RLock()
        self._aliases: dict[str, str] = {}
        self._live: dict[DocumentKind, str] = {}
        self._pipelines: dict[DocumentKind, str] = {}
        self._as_of: dict[str, str] = {}
        self._extraction = ""

    @cached_property
    def ledger(self) -> Ledger:
        """Jobs, items and documents."""
        from skillsearch.ledger import open_ledger

        return open_ledger(self.settings)

    @cached_property
    def parsers(self) -> ParserPool:
        """Child processes that parse."""
        from indexer.documents.isolation import ParserPool
        from indexer.documents.parsing import ENTRY

        return ParserPool(ENTRY, self._parsers)

    @property
    def store(self) -> VectorStore:
        """The vector store, in the process that owns it."""
        with self._lock:
            return self._store

    @property
    def encoder(self) -> Encoder:
        """The encoder that the settings name."""
        with self._lock:
            return self._encoder

    @property
    def sentences(self) -> SentenceVectors:
        """Vectors of texts, each encoded once."""
        with self._lock:
            return self._sentences

    @property
    def extractor(self) -> SkillExtractor:
        """What finds skills; its generation must be of the same model."""
        with self._lock:
            return self._extractor

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, float32 [n, d]; what was seen lately is not encoded again."""
        return self.sentences.of(texts)

    def collection(self, kind: DocumentKind) -> str:
        """The live generation of a kind in the store, made where there is none."""
        from skillsearch.encoder.references import reference_of

        with self._lock:
            name = self._live.get(kind)
            if name is None:
                model = reference_of(self.settings.model)
                with ExitStack() as stack:
                    if ALIASES[kind] not in self.store.get_aliases():
                        # beside a server the first document may come to several processes at once
                        stack.enter_context(self.ledger.alone(f"make {ALIASES[kind]}"))
                    name = live_collection(self.store, kind, self.encoder, model)
                self._live[kind] = name
            return name

    def as_of(self, job: str) -> str:
        """The date that the job's documents are read relative to, "" for each its own."""
        with self._lock:
            if job not in self._as_of:
                self._as_of[job] = str(self.ledger.job(job).options.get("as_of", ""))
            return self._as_of[job]

    def current(self, kind: DocumentKind) -> str:
        """What makes the points of a kind now: while it and a file are the same, so is the point.

        Covers the reading, the model, the taxonomies, the rules of extraction and the collection
        itself, so that a store which was emptied is filled again. "" where this process does not
        own the store and the one that does has not said it yet.
        """
        with self._lock:
            if not self.owns_store:
                return notice.read(self.spool).pipelines.get(kind, "")
            known = self._pipelines.get(kind)
            if known is None:
                known = self._pipelines[kind] = self._pipeline(kind)
            return known

    def refresh(self) -> None:
        """Follow what has changed in the store: other skills, another generation of documents."""
        with self._lock:
            if self.owns_store:
                live = self.store.get_aliases()
                if live != self._aliases:
                    self._aliases = live
                    self._live.clear()
                    self._pipelines.clear()
                    self.__dict__.pop("_extractor", None)
            else:
                said = notice.read(self.spool)
                if said.extraction != self._extraction:
                    self.__dict__.pop("_extractor", None)

    def make_ready(self, stage: Stage) -> None:
        """Open what ``embed`` or ``write`` needs, and ask the store whether it is there.

        Raises what is in the way, which heals if :func:`indexer.ingest.faults.heals` says so.
        """
        self.refresh()
        if stage == "embed":
            _ = self.extractor

    def publish(self) -> None:
        """Tell the processes that do not own the store what they need of it.

        Raises :class:`~skillsearch.errors.NothingIndexed` if there are no skills to find.
        """
        self.refresh()
        extractor = self.extractor
        if extractor.folder is None or not extractor.folder.is_dir():
            raise StoreReadOnly(
                f"What finds skills could not be kept in {self.cache}.",
                remedy="Make room there, or let the folder be written.",
            )
        notice.write(
            self.spool,
            notice.Notice(
                extraction=extractor.folder.relative_to(self.cache).as_posix(),
                generation=extractor.generation,
                fingerprint=extractor.encoder_fingerprint,
                pipelines={kind: self.current(kind) for kind in ALIASES},
            ),
        )

    def _pipeline(self, kind: DocumentKind) -> str:
        parts = [
            PARSER_VERSION,
            self.encoder.fingerprint.digest,
            self.extractor.fingerprint,
            self.store.get_metadata(self.collection(kind)).get("uid"),
        ]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]

    def close(self) -> None:
        """Release what was opened here."""
        for name in ("parsers", "ledger"):
            if name in self.__dict__:
                self.__dict__.pop(name).close()
        if self._given_store is None and "_store" in self.__dict__:
            self.__dict__.pop("_store").close()

    @cached_property
    def _store(self) -> VectorStore:
        if self._given_store is not None:
            return self._given_store
        from skillsearch.store import open_store

        return open_store(self.settings)

    @cached_property
    def _encoder(self) -> Encoder:
        if self._given_encoder is not None:
            return self._given_encoder()
        from skillsearch.encoder import load_encoder

        return load_encoder(self.settings)

    @cached_property
    def _sentences(self) -> SentenceVectors:
        from skillsearch.encoder.sentences import SentenceVectors

        return SentenceVectors(self.encoder)

    @cached_property
    def _extractor(self) -> SkillExtractor:
        from skillsearch.extraction import open_extractor, reopen_extractor
        from skillsearch.store.compatibility import check_fingerprint

        if self.owns_store:
            extractor = open_extractor(self.store, self.cache)
        else:
            said = notice.read(self.spool)
            if not said.extraction:
                raise StoreUnavailable(
                    f"No process that holds the index in {self.settings.home} has been started.",
                    remedy="Start one: skillsearch serve, or skillsearch worker --queues write.",
                )
            self._extraction = said.extraction
            extractor = reopen_extractor(
                self.cache / said.extraction,
                encoder_fingerprint=said.fingerprint,
                generation=said.generation,
            )
        check_fingerprint(
            {"fingerprint": dict(extractor.encoder_fingerprint)}, self.encoder.fingerprint
        )
        return extractor

    @property
    def cache(self) -> Path:
        """What can be made again."""
        return self.settings.home / "cache"
