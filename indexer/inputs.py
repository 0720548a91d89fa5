"""Which files the index was made from, so that an unchanged input need not even be read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from indexer.plan import Plan
from indexer.points import ALIASES
from skillsearch.encoder.base import Encoder
from skillsearch.records import Taxonomy, TaxonomyKey
from skillsearch.store.base import VectorStore
from skillsearch.store.conditions import of_taxonomy
from skillsearch.store.generations import Generations, check_fingerprint

__all__ = ["Inputs", "already_indexed", "input_digest", "known_inputs", "remember_input"]

Inputs = dict[str, list[list[str]]]
"""Digest of an input → name, version and language of each taxonomy that came from it."""


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


def known_inputs(store: VectorStore) -> Inputs:
    """What is indexed now by the input it came from: what *everything* live agrees on.

    A collection that was rolled back does not name what was undone, so nor does the agreement.
    """
    named = [_inputs(store.get_metadata(name)) for name in _live(store).values()]
    if not named:
        return {}
    return {d: keys for d, keys in named[0].items() if all(i.get(d) == keys for i in named[1:])}


def already_indexed(
    store: VectorStore, known: Inputs, digest: str, encoder: Callable[[], Encoder], model: str = ""
) -> list[Plan] | None:
    """What this input gave, if it is among the ``known`` ones; None if it must be read.

    ``encoder`` is called only where the input is known; ``model`` is how it is configured. Raises
    :class:`~skillsearch.errors.IndexMismatch` if the index was made by another encoder.
    """
    if digest not in known:
        return None
    live = _live(store)
    for name in live.values():
        check_fingerprint(store.get_metadata(name), encoder().fingerprint, model=model)
    return [
        Plan(key, concept_type, (), (), (), added=0, unchanged=store.count(live[alias], filter=own))
        for concept_type, alias in ALIASES.items()
        if alias in live
        for key in (TaxonomyKey(*parts) for parts in known[digest])
        for own in [of_taxonomy(key)]
    ]


def remember_input(
    store: VectorStore, known: Inputs, digest: str, indexed: Sequence[Taxonomy]
) -> None:
    """Note on all live collections what they are made of; what was replaced is forgotten.

    ``known`` is what was indexed before this input was.
    """
    keys = [[t.key.name, t.key.version, t.key.language] for t in indexed]
    kept = {d: k for d, k in known.items() if not any(key in keys for key in k)}
    for name in _live(store).values():
        store.set_metadata(name, {**store.get_metadata(name), "inputs": {**kept, digest: keys}})


def _live(store: VectorStore) -> dict[str, str]:
    found = ((alias, Generations(store, alias).live()) for alias in ALIASES.values())
    return {alias: name for alias, name in found if name is not None}


def _inputs(metadata: dict[str, object]) -> Inputs:
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
    indexer = Path(__file__).parent
    rooms = (indexer / "tables", indexer / "taxonomies")
    code = (file for room in rooms for file in sorted(room.rglob("*.py")))
    for file in (indexer / "archives.py", *code):
        digest.update(file.read_bytes())
    return digest.hexdigest()
