"""From the live skills of a store to an extractor, made once a generation."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import cast

from skillsearch.errors import NothingIndexed
from skillsearch.extraction.building import build_snapshot
from skillsearch.extraction.editions import chosen_editions
from skillsearch.extraction.extractor import SkillExtractor
from skillsearch.extraction.snapshot import FORMAT, Snapshot
from skillsearch.extraction.vocabulary import build_vocabulary
from skillsearch.lexicon import load_lexicon
from skillsearch.records import TaxonomyKey
from skillsearch.store.base import VectorStore
from skillsearch.store.generations import Generations

__all__ = ["open_extractor", "reopen_extractor"]


def open_extractor(
    store: VectorStore,
    cache: Path,
    *,
    alias: str = "skills",
    taxonomies: Sequence[str] | None = None,
    language: str = "en",
) -> SkillExtractor:
    """The extractor of the generation that ``alias`` is on.

    It knows the newest version in ``language`` of each of ``taxonomies`` (None: of all). What is
    costly to make is kept in ``cache/extraction`` and mapped; several processes may do so at once.
    The store may be closed afterwards. Raises :class:`~skillsearch.errors.NothingIndexed` if there
    are no such skills, and :class:`~skillsearch.errors.SettingError` for an unknown taxonomy.
    """
    name = Generations(store, alias).name_of_live()
    metadata = store.get_metadata(name)
    lexicon = load_lexicon(store, name, cache)
    if not lexicon.concept_count:
        raise NothingIndexed(
            f"The {alias} index in the store {store.description} is empty.",
            remedy="Index a taxonomy first: skillsearch index taxonomy …",
        )
    editions = chosen_editions(lexicon.keys, taxonomies, language)
    folder = _folder(cache, name, metadata.get("uid"), editions)
    snapshot = _opened(folder)
    if snapshot is None:
        vocabulary = build_vocabulary(lexicon, editions)
        snapshot = build_snapshot(store, name, vocabulary)
        if folder is not None:
            with suppress(OSError):  # a cache that cannot be written only costs time
                snapshot.save(folder)
            snapshot = _opened(folder) or snapshot
    made_by = metadata.get("fingerprint")
    fingerprint = cast(Mapping[str, object], made_by) if isinstance(made_by, Mapping) else {}
    return SkillExtractor(snapshot, encoder_fingerprint=fingerprint, generation=name, folder=folder)


def reopen_extractor(
    folder: Path, *, encoder_fingerprint: Mapping[str, object], generation: str
) -> SkillExtractor:
    """The extractor whose ``folder`` another process made and told, without the store.

    Raises :class:`~skillsearch.errors.NothingIndexed` where the folder is gone.
    """
    snapshot = _opened(folder)
    if snapshot is None:
        raise NothingIndexed(
            f"The skills to find are not in {folder}.",
            remedy="They come back when the process that holds the index is started again.",
        )
    return SkillExtractor(
        snapshot, encoder_fingerprint=encoder_fingerprint, generation=generation, folder=folder
    )


def _folder(cache: Path, name: str, uid: object, editions: Sequence[TaxonomyKey]) -> Path | None:
    """Where the snapshot belongs; None for a collection without a ``uid``, which may yet change."""
    if not isinstance(uid, str):
        return None
    chosen = "\x1f".join((str(FORMAT), name, uid, *map(str, editions)))
    return cache / "extraction" / f"{name}-{hashlib.sha256(chosen.encode()).hexdigest()[:16]}"


def _opened(folder: Path | None) -> Snapshot | None:
    if folder is None:
        return None
    try:
        return Snapshot.open(folder)
    except (OSError, ValueError, KeyError, TypeError):
        return None
