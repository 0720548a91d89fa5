"""The open index: the store, its live collections and the encoder, shared by all questions."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

from search.answers import IndexedTaxonomy, Stamp
from skillsearch import __version__
from skillsearch.closing import Closing
from skillsearch.encoder.base import Encoder, Fingerprint
from skillsearch.errors import NothingIndexed
from skillsearch.lexicon import Lexicon, load_lexicon
from skillsearch.queries import AskedQuery, QueryLog, open_query_log
from skillsearch.records import TaxonomyKey
from skillsearch.settings import Settings
from skillsearch.store.base import VectorStore
from skillsearch.store.generations import check_fingerprint

__all__ = ["LiveCollection", "OpenIndex", "open_index"]

T = TypeVar("T")

REFRESH_SECONDS = 2.0
"""How long a server may have switched an alias before a running process follows it."""


@dataclass(frozen=True)
class LiveCollection:
    """One generation, as it was when the alias was last looked up."""

    alias: str
    name: str
    metadata: dict[str, object]
    load: Callable[[], Lexicon]

    @cached_property
    def lexicon(self) -> Lexicon:
        """The labels of its concepts; a collection of documents has none."""
        return self.load()

    @property
    def fingerprint(self) -> str:
        """The digest of what made its vectors."""
        return Fingerprint(**self._made_by).digest if self._made_by else ""

    @property
    def model(self) -> str:
        """The name of the model that made its vectors."""
        return str(self._made_by.get("model", ""))

    @property
    def _made_by(self) -> dict[str, Any]:
        fingerprint = self.metadata.get("fingerprint")
        return fingerprint if isinstance(fingerprint, dict) else {}

    def stamp(self, keys: Sequence[TaxonomyKey]) -> Stamp:
        """What an answer from these taxonomies of the collection came from."""
        return Stamp(
            product_version=__version__,
            model=self.model,
            fingerprint=self.fingerprint,
            generation=self.name,
            taxonomies=tuple(IndexedTaxonomy(k.name, k.version, k.language) for k in sorted(keys)),
        )


class OpenIndex(Closing):
    """Everything that the read side needs, opened once; safe to use from several threads.

    ``queries`` records what is asked (None: nothing does). ``pinned`` names the generation to ask
    behind each alias, instead of the live one; other aliases are then empty. ``fit_model`` is the
    folder of the models behind a match's score, None for those that come with skillsearch.
    """

    def __init__(
        self,
        store: VectorStore,
        encoder: Callable[[], Encoder],
        cache: Path,
        model: str,
        queries: QueryLog | None = None,
        pinned: Mapping[str, str] | None = None,
        fit_model: Path | None = None,
    ) -> None:
        self.store = store
        self.model = model
        self.fit_model = fit_model
        self._queries = queries
        self._pinned = pinned
        self._load_encoder = encoder
        self._encoder: Encoder | None = None
        self._reference = model
        self.cache = cache
        self._derived: dict[tuple[str, Hashable], object] = {}
        self._deriving = threading.RLock()
        self._live: dict[str, LiveCollection] = {}
        self._targets: dict[str, str] = {}
        self._looked_up = -REFRESH_SECONDS  # never yet; the clock may have started just now
        self._lock = threading.Lock()

    def collection(self, alias: str) -> LiveCollection:
        """The live generation behind ``skills`` or ``occupations``.

        Raises :class:`~skillsearch.errors.NothingIndexed` if there is none.
        """
        with self._lock:
            if time.monotonic() - self._looked_up >= REFRESH_SECONDS:
                pinned = self._pinned
                aliases = self.store.get_aliases() if pinned is None else dict(pinned)
                self._live = {a: c for a, c in self._live.items() if aliases.get(a) == c.name}
                self._targets = aliases
                self._looked_up = time.monotonic()
            live = self._live.get(alias)
            if live is None:
                live = self._live[alias] = self._open(alias)
            return live

    def encoder_for(self, collection: LiveCollection) -> Encoder:
        """The encoder, once it is known to have made the collection's vectors.

        Raises :class:`~skillsearch.errors.IndexMismatch` if it did not.
        """
        with self._lock:
            if self._encoder is None:
                from skillsearch.encoder.references import reference_of

                self._encoder = self._load_encoder()
                self._reference = reference_of(self.model)
        check_fingerprint(collection.metadata, self._encoder.fingerprint, model=self._reference)
        return self._encoder

    def derived(self, collection: LiveCollection, what: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` makes of a generation: once, and forgotten when another one is live."""
        with self._deriving:
            key = (collection.name, what)
            if key not in self._derived:
                with self._lock:
                    current = {live.name for live in self._live.values()}
                self._derived = {k: v for k, v in self._derived.items() if k[0] in current}
                self._derived[key] = make()
            made: T = self._derived[key]  # type: ignore[assignment]
            return made

    def model_knows(self, script: str) -> bool:
        """Whether the model was made for a writing system; a model of one's own may be."""
        from skillsearch.encoder.registry import KNOWN_MODELS

        known = KNOWN_MODELS.get(self.model)
        return known is None or script in known.scripts

    def answered(self, query: AskedQuery) -> None:
        """A question was answered: it is recorded, where questions are."""
        if self._queries is not None:
            self._queries.record(query)

    def close(self) -> None:
        """Release the store and the recorded questions."""
        if self._queries is not None:
            self._queries.close()
        self.store.close()

    def _open(self, alias: str) -> LiveCollection:
        name = self._targets.get(alias)
        if name is None:
            raise NothingIndexed(
                f"No {alias} are indexed at {self.store.description}.",
                remedy="Run: skillsearch index taxonomy PATH (an ESCO zip, SSF workbooks, a CSV).",
            )
        metadata = self.store.get_metadata(name)
        return LiveCollection(
            alias, name, metadata, partial(load_lexicon, self.store, name, self.cache)
        )


def open_index(settings: Settings) -> OpenIndex:
    """The index that the settings describe; the encoder is loaded at the first question."""
    from skillsearch.encoder import load_encoder
    from skillsearch.store import open_store

    return OpenIndex(
        store=open_store(settings),
        encoder=lambda: load_encoder(settings),
        cache=settings.home / "cache",
        model=settings.model,
        queries=open_query_log(settings),
        fit_model=settings.fit_model,
    )
