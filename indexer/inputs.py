"""Which files the index was made from, so that an unchanged input need not even be read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from indexer import taxonomies
from indexer.plan import Plan
from indexer.points import ALIASES
from skillsearch.encoder.base import Encoder
from skillsearch.records import Taxonomy, TaxonomyKey
from skillsearch.store.base import VectorStore
from skillsearch.store.conditions import of_taxonomy
from skillsearch.store.generations import Generations, check_fingerprint

__all__ = ["already_indexed", "input_digest", "remember_input"]


def input_digest(paths: Sequence[Path], *options: str | None) -> str:
    """SHA-256 over all that the readers look at: files, the names beside them, the readers' code.

    A path that cannot be read is left to the readers, which say what is wrong with it.
    """
    digest = hashlib.sha256(_readers().encode())
    digest.update(repr((options, [str(path.resolve()) for path in paths])).encode())
    for file in _files(paths):
        digest.update(repr(_state(file)).encode())
        with suppress(OSError):
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    for folder in sorted({path.resolve().parent for path in paths}):
        neighbours = folder.iterdir() if folder.is_dir() else ()
        digest.update(repr([_state(neighbour) for neighbour in sorted(neighbours)]).encode())
    return digest.hexdigest()


def already_indexed(
    store: VectorStore, digest: str, encoder: Callable[[], Encoder]
) -> list[Plan] | None:
    """What this input gave, if everything live is still made of it; None if it must be read.

    ``encoder`` is called only where the input is known. Raises
    :class:`~skillsearch.errors.IndexMismatch` if the index was made by another encoder.
    """
    live = _live(store)
    keys: list[TaxonomyKey] = []
    for name in live.values():
        metadata = store.get_metadata(name)
        known = _inputs(metadata).get(digest)
        if known is None:
            return None
        check_fingerprint(metadata, encoder().fingerprint)
        keys = [TaxonomyKey(*parts) for parts in known]
    plans = []
    for concept_type, alias in ALIASES.items():
        for key in keys if alias in live else ():
            count = store.count(live[alias], filter=of_taxonomy(key))
            plans.append(Plan(key, concept_type, (), (), (), added=0, unchanged=count))
    return plans or None


def remember_input(store: VectorStore, digest: str, indexed: Sequence[Taxonomy]) -> None:
    """Note on all live collections what they are made of; what was replaced is forgotten."""
    keys = [[t.key.name, t.key.version, t.key.language] for t in indexed]
    live = _live(store)
    known: dict[str, list[list[str]]] = {}
    for name in live.values():
        known |= _inputs(store.get_metadata(name))
    known = {d: k for d, k in known.items() if not any(key in keys for key in k)}
    for name in live.values():
        store.set_metadata(name, {**store.get_metadata(name), "inputs": {**known, digest: keys}})


def _live(store: VectorStore) -> dict[str, str]:
    found = ((alias, Generations(store, alias).live()) for alias in ALIASES.values())
    return {alias: name for alias, name in found if name is not None}


def _inputs(metadata: dict[str, object]) -> dict[str, list[list[str]]]:
    inputs = metadata.get("inputs")
    return inputs if isinstance(inputs, dict) else {}


def _files(paths: Sequence[Path]) -> list[Path]:
    """The files named and those below the folders named, sorted."""
    below = [p for path in paths for p in path.resolve().rglob("*")]
    return sorted({p for p in (*(path.resolve() for path in paths), *below) if p.is_file()})


def _state(path: Path) -> tuple[str, int, int]:
    """What changes when a file does; a link that leads nowhere counts as empty."""
    try:
        state = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), state.st_size, state.st_mtime_ns


@cache
def _readers() -> str:
    """A digest of the readers' code: another version of it may read the same files otherwise."""
    digest = hashlib.sha256()
    for file in sorted(Path(taxonomies.__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()
