"""What is compared: entries of any list of skills, and the vectors of their texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skillsearch.encoder.base import Encoder, Vectors

__all__ = ["MAX_DETAILS", "Entry", "EntryVectors", "encode_entries"]

MAX_DETAILS = 1
"""Details of an entry that are encoded: they are long, and take most of the time."""

_TEXTS_AT_A_TIME = 16_384


@dataclass(frozen=True, slots=True)
class Entry:
    """One skill of a list: ``id`` and ``label`` are all that it must have.

    ``details`` are further texts about it (descriptions of its levels). ``sectors`` and ``groups``
    say where it is used and what stands above it; ``broader`` are ids of concepts right above.
    ``weight`` counts what hangs on it (relations, levels, sectors, other labels): who would be
    missed most.
    """

    id: str
    label: str
    description: str = ""
    details: tuple[str, ...] = ()
    other_labels: tuple[str, ...] = ()
    sectors: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    broader: frozenset[str] = frozenset()
    code: str = ""
    weight: int = 0


@dataclass(frozen=True, slots=True)
class EntryVectors:
    """Unit vectors of each entry, float32 [entries, dimension]; a row of zeros where no text is.

    ``detail`` is the direction of the mean of an entry's details.
    """

    label: Vectors
    description: Vectors
    detail: Vectors

    @property
    def has_description(self) -> NDArray[np.bool_]:
        """Which entries are described."""
        return np.asarray(self.description.any(axis=1))

    @property
    def has_detail(self) -> NDArray[np.bool_]:
        """Which entries have details."""
        return np.asarray(self.detail.any(axis=1))


def encode_entries(
    encoder: Encoder,
    entries: Sequence[Entry],
    *,
    labels: Vectors | None = None,
    progress: Callable[[int], None] | None = None,
) -> EntryVectors:
    """The vectors of entries; ``labels`` where those of the labels are there already.

    ``progress`` is told of texts encoded: labels, descriptions and details.
    """
    dimension = encoder.fingerprint.dimension
    if labels is None:
        labels = encoder.encode([entry.label for entry in entries], progress=progress)
    return EntryVectors(
        label=labels,
        description=_means(encoder, [[e.description] for e in entries], dimension, progress),
        detail=_means(encoder, [e.details[:MAX_DETAILS] for e in entries], dimension, progress),
    )


def _means(
    encoder: Encoder,
    texts: Sequence[Sequence[str]],
    dimension: int,
    progress: Callable[[int], None] | None,
) -> Vectors:
    owners = [row for row, own in enumerate(texts) for text in own if text.strip()]
    flat = [text for own in texts for text in own if text.strip()]
    sums: Vectors = np.zeros((len(texts), dimension), np.float32)
    for start in range(0, len(flat), _TEXTS_AT_A_TIME):
        part = slice(start, start + _TEXTS_AT_A_TIME)
        np.add.at(sums, owners[part], encoder.encode(flat[part], progress=progress))
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    unit: Vectors = sums / np.maximum(lengths, 1e-12)
    return unit
