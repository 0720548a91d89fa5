"""Pairs kept on disk, a file a posting: a run that was killed goes on where it was.

No text stands in a file: ids, features and vectors.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

import search.matching
from skillsearch.store.models import Record
from training.matching.pairs import Pairs

__all__ = ["KeptPairs", "PostingPairs", "joined", "light"]

_OF_FIELDS = ("dense", "title", "beginning")


@dataclass(frozen=True, eq=False)
class PostingPairs:
    """The pairs of one posting, and what :func:`light` leaves of it."""

    pairs: Pairs
    posting: Record


def light(record: Record) -> Record:
    """A document with nothing but the vectors that tell its field of work."""
    return Record(record.id, {}, _dense(record))


class KeptPairs:
    """A folder of the pairs of postings.

    ``made_by`` is whatever decides the features besides the documents. The code that compares
    counts as part of it: pairs of another version are not taken.
    """

    def __init__(self, folder: Path, made_by: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._made_by = f"{made_by}\x1f{_code()}"

    def get(self, posting: str, people: Iterable[tuple[str, float]]) -> PostingPairs | None:
        """The pairs of a posting with people (what tells one from all others, and the label)."""
        path = self._path(posting, people)
        try:
            with np.load(path, allow_pickle=False) as held:
                pairs = Pairs(
                    held["postings"], held["candidates"], held["features"], held["labels"]
                )
                vectors = {name: held[name] for name in _OF_FIELDS if name in held}
                return PostingPairs(pairs, Record(str(held["id"]), {}, vectors))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            path.unlink(missing_ok=True)
            return None

    def put(
        self, posting: str, people: Iterable[tuple[str, float]], made: PostingPairs
    ) -> PostingPairs:
        """Keep them, and give them back."""
        path = self._path(posting, people)
        part = path.with_name(f".{path.name}")
        pairs = made.pairs
        np.savez_compressed(
            part,
            postings=pairs.postings,
            candidates=pairs.candidates,
            features=pairs.features,
            labels=pairs.labels,
            id=made.posting.id,
            **_dense(made.posting),
        )
        part.replace(path)
        return made

    def _path(self, posting: str, people: Iterable[tuple[str, float]]) -> Path:
        said = "\x1e".join(f"{name}\x1f{label}" for name, label in people)
        text = f"{self._made_by}\x1d{posting}\x1d{said}"
        return self._folder / f"{hashlib.sha256(text.encode()).hexdigest()[:24]}.npz"


def joined(made: Sequence[PostingPairs]) -> Pairs:
    """All pairs in one; at least one posting."""
    return Pairs.joined([each.pairs for each in made])


def _dense(record: Record) -> dict[str, Any]:
    return {name: record.vector[name] for name in _OF_FIELDS if name in record.vector}


@cache
def _code() -> str:
    """SHA-256 (hex) of the sources that make features."""
    digest = hashlib.sha256()
    for file in sorted(Path(search.matching.__path__[0]).glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()
