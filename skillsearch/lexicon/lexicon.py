"""The lexicon: sorted arrays of labels and words that are mapped from disk, not parsed."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skillsearch.records import TaxonomyKey
from skillsearch.text import stems

__all__ = ["FORMAT", "Lexicon", "Scope", "Strings"]

FORMAT = 1
"""Raised whenever the files change their meaning, so that an old cache is built anew."""

MIN_STEM = 3
"""Stems this short are looked up whole: fewer letters begin half the vocabulary."""


@dataclass(frozen=True)
class Strings:
    """Many strings in one UTF-8 buffer: string i is ``data[ends[i - 1]:ends[i]]``."""

    data: NDArray[np.uint8]
    ends: NDArray[np.int64]

    @classmethod
    def of(cls, strings: Iterable[str]) -> Strings:
        """Pack strings, in the order given."""
        encoded = [s.encode("utf-8", "surrogatepass") for s in strings]
        ends = np.cumsum([len(e) for e in encoded], dtype=np.int64)
        return cls(np.frombuffer(b"".join(encoded), np.uint8), ends)

    def __len__(self) -> int:
        return len(self.ends)

    def raw(self, index: int) -> bytes:
        """String ``index`` as UTF-8; sorting these bytes sorts by code point."""
        start = int(self.ends[index - 1]) if index else 0
        return self.data[start : int(self.ends[index])].tobytes()

    def __getitem__(self, index: int) -> str:
        return self.raw(index).decode("utf-8", "surrogatepass")

    @cached_property
    def lengths(self) -> NDArray[np.int64]:
        """The length of each string in bytes."""
        return np.diff(self.ends, prepend=0)

    def equal_range(self, key: str, order: NDArray[np.int32] | None = None) -> range:
        """Positions whose string is ``key``, in a sorted whole or along a sorting ``order``."""
        wanted = key.encode("utf-8", "surrogatepass")
        at = self._at(order)
        return range(
            bisect_left(range(len(self)), wanted, key=at),
            bisect_right(range(len(self)), wanted, key=at),
        )

    def prefix_range(self, prefix: str, order: NDArray[np.int32] | None = None) -> range:
        """Positions whose string starts with ``prefix``, sorted as above."""
        wanted = prefix.encode("utf-8", "surrogatepass")
        at = self._at(order)
        return range(
            bisect_left(range(len(self)), wanted, key=at),
            bisect_left(range(len(self)), wanted + b"\xff", key=at),
        )

    def _at(self, order: NDArray[np.int32] | None) -> Any:
        if order is None:
            return self.raw
        return lambda position: self.raw(int(order[position]))


@dataclass(frozen=True)
class Scope:
    """Which concepts a question is about: flags by scope number and by kind number."""

    scopes: NDArray[np.bool_]
    kinds: NDArray[np.bool_]

    def mask(self, lexicon: Lexicon) -> NDArray[np.bool_]:
        """Concept number → whether it belongs."""
        inside: NDArray[np.bool_] = (
            self.scopes[lexicon.concept_scope] & self.kinds[lexicon.concept_kind]
        )
        return inside


@dataclass(frozen=True)
class Lexicon:
    """Concepts, their labels ("rows") and the words of those, all numbered from 0.

    A label whose qualifier in brackets was taken off is a row of its own with the same surface.
    Shapes: c concepts, r rows, w distinct words.
    """

    keys: tuple[TaxonomyKey, ...]
    """Scope number → taxonomy, version, language."""
    kinds: tuple[str, ...]
    """Kind number → kind."""
    concept_id: NDArray[np.bytes_]
    """(c,) point ids, 36 ASCII characters."""
    concept_ref: Strings
    """(c,) the taxonomy's own ids."""
    concept_scope: NDArray[np.int16]
    concept_kind: NDArray[np.int16]
    row_concept: NDArray[np.int32]
    """(r,) rows are sorted by their stems."""
    row_role: NDArray[np.int8]
    """(r,) 0 preferred, 1 alternative, 2 hidden."""
    row_number: NDArray[np.int16]
    """(r,) the label's place among the labels of its concept: the row of its multivector."""
    surface: Strings
    """(r,) labels as the taxonomy writes them."""
    form: Strings
    """(r,) their normal forms."""
    stem: Strings
    """(r,) their stems, sorted."""
    form_order: NDArray[np.int32]
    """(r,) rows in the order of their normal forms."""
    word: Strings
    """(w,) the distinct words of all normal forms, sorted."""
    word_frequency: NDArray[np.int32]
    """(w,) in how many concepts the word stands in a label."""
    word_row_ends: NDArray[np.int64]
    word_rows: NDArray[np.int32]
    """Word i stands in rows ``word_rows[word_row_ends[i - 1]:word_row_ends[i]]``."""

    @property
    def concept_count(self) -> int:
        """How many concepts there are."""
        return len(self.concept_id)

    def point_id(self, concept: int) -> str:
        """The point id of a concept."""
        return str(self.concept_id[concept], "ascii")

    @cached_property
    def vocabulary(self) -> list[str]:
        """All distinct words, sorted."""
        return [self.word[i] for i in range(len(self.word))]

    @cached_property
    def concept_number(self) -> dict[str, int]:
        """Point id → concept number."""
        return {raw.decode("ascii"): i for i, raw in enumerate(self.concept_id.tolist())}

    @cached_property
    def scope_sizes(self) -> NDArray[np.int64]:
        """Scope number → how many concepts it has."""
        return np.bincount(self.concept_scope, minlength=len(self.keys))

    def word_number(self, word: str) -> int | None:
        """The number of a word, None if no label has it."""
        found = self.word.equal_range(word)
        return found.start if found else None

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of its taxonomies, sorted."""
        return tuple(sorted({key.language for key in self.keys}))

    def relatives(self, word: str) -> list[int]:
        """The numbers of the words that are ``word`` or another inflection of it, ascending.

        If there are none, those that it abbreviates: "admin" stands for "administration".
        """
        found: set[int] = set()
        for language in self.languages:
            (stem,) = stems([word], language)
            # a stem's last letter may change with the ending: "studi" stands for "study"
            near = self.word.prefix_range(stem[:-1] if len(stem) > MIN_STEM else stem)
            same = stems([self.word[i] for i in near], language)
            found.update(i for i, other in zip(near, same, strict=True) if other == stem)
        exact = self.word_number(word)
        if exact is not None:
            found.add(exact)
        if not found and len(word) > MIN_STEM:
            found.update(self.word.prefix_range(word))
        return sorted(found)

    def rows_of_word(self, number: int) -> NDArray[np.int32]:
        """The rows in which a word stands, ascending."""
        start = int(self.word_row_ends[number - 1]) if number else 0
        rows: NDArray[np.int32] = self.word_rows[start : int(self.word_row_ends[number])]
        return rows

    def has_words(self, numbers: range) -> NDArray[np.bool_]:
        """Row → whether any word of a range of numbers stands in it."""
        found = np.zeros(len(self.row_concept), bool)
        if numbers:
            start = int(self.word_row_ends[numbers.start - 1]) if numbers.start else 0
            found[self.word_rows[start : int(self.word_row_ends[numbers.stop - 1])]] = True
        return found

    def scope(self, keys: Sequence[TaxonomyKey], kinds: Sequence[str] | None) -> Scope:
        """The scope of these taxonomies and kinds (None: every kind)."""
        wanted = set(keys)
        return Scope(
            np.fromiter((k in wanted for k in self.keys), bool, len(self.keys)),
            np.fromiter((kinds is None or k in kinds for k in self.kinds), bool, len(self.kinds)),
        )

    def save(self, folder: Path) -> None:
        """Write one ``.npy`` file an array and ``lexicon.json``."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, array in self._arrays().items():
            np.save(folder / f"{name}.npy", array, allow_pickle=False)
        head = {
            "format": FORMAT,
            "keys": [[k.name, k.version, k.language] for k in self.keys],
            "kinds": list(self.kinds),
        }
        (folder / "lexicon.json").write_text(json.dumps(head), encoding="utf-8")

    @classmethod
    def open(cls, folder: Path) -> Lexicon:
        """Map a saved lexicon; OSError or ValueError if it is absent, damaged or outdated."""
        head = json.loads((folder / "lexicon.json").read_text(encoding="utf-8"))
        if head["format"] != FORMAT:
            raise ValueError("the lexicon was saved in another format")
        parts: dict[str, Any] = {
            "keys": tuple(TaxonomyKey(*key) for key in head["keys"]),
            "kinds": tuple(head["kinds"]),
        }
        for field in fields(cls):
            if field.name in parts:
                continue
            if field.type == "Strings":
                parts[field.name] = Strings(
                    _map(folder / f"{field.name}.data.npy"), _map(folder / f"{field.name}.ends.npy")
                )
            else:
                parts[field.name] = _map(folder / f"{field.name}.npy")
        return cls(**parts)

    def _arrays(self) -> dict[str, NDArray[Any]]:
        arrays: dict[str, NDArray[Any]] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, Strings):
                arrays[f"{field.name}.data"] = value.data
                arrays[f"{field.name}.ends"] = value.ends
            elif isinstance(value, np.ndarray):
                arrays[field.name] = value
        return arrays


def _map(path: Path) -> NDArray[Any]:
    try:
        array: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
    except ValueError:  # an empty array cannot be mapped
        array = np.load(path, allow_pickle=False)
    return array.view(np.ndarray)
