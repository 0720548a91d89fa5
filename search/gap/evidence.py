"""Where a document shows something: its sentences, and the phrases that they are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from search.matching.answers import Evidence
from skillsearch.documents import Piece, SectionKind
from skillsearch.encoder.base import Vectors
from skillsearch.extraction import Phrase, phrases_of
from skillsearch.extraction.meaning import SILENT
from skillsearch.store.models import Record

__all__ = ["ASIDE", "MOST_SHOWN", "Encode", "Sentences", "evidence_of"]

Encode = Callable[[Sequence[str]], Vectors]
"""Texts → unit vectors, (n, d)."""

MOST_SHOWN = 3
"""Places of one skill that are shown; the document itself has all."""

ASIDE: frozenset[SectionKind] = frozenset(
    {"about_employer", "benefits", "how_to_apply", "equal_opportunity", "references", "interests"}
)
"""Sections of a posting that ask for nothing."""


def evidence_of(
    pieces: Sequence[Mapping[str, Any]], places: Sequence[Mapping[str, Any]]
) -> tuple[Evidence, ...]:
    """The sentences of some stored mentions, each once, the surest first."""
    shown: dict[int, Evidence] = {}
    for place in places:
        number = place["piece"]
        if number in shown or not 0 <= number < len(pieces):
            continue
        piece = pieces[number]
        shown[number] = Evidence(
            piece["text"], piece["section"], place["text"], place["start"], place["end"]
        )
        if len(shown) == MOST_SHOWN:
            break
    return tuple(shown.values())


@dataclass(frozen=True, eq=False)
class Sentences:
    """What a document says: its sentences and their phrases, ``texts`` (p), with vectors (p, d).

    ``piece`` names for each the piece of the document that it is, or is a part of.
    """

    pieces: Sequence[Mapping[str, Any]] = ()
    texts: Sequence[str] = ()
    piece: Sequence[int] = ()
    rows: Vectors = field(default_factory=lambda: np.zeros((0, 0), np.float32))

    @classmethod
    def of(cls, record: Record, encode: Encode) -> Sentences:
        """Those of a point that carries the vectors of its pieces; phrases are encoded.

        Left out is what says nothing of work: the head, references, interests.
        """
        pieces, chunks = record.payload["pieces"], record.vector.get("chunks")
        if not isinstance(chunks, np.ndarray) or len(chunks) != len(pieces):
            return cls()
        kept = [n for n, piece in enumerate(pieces) if piece["section"] not in SILENT]
        phrases = _phrases(pieces)
        rows = chunks[kept].astype(np.float32, copy=False)
        if phrases:
            rows = np.concatenate([rows, encode([phrase.text for phrase in phrases])])
        return cls(
            pieces,
            [pieces[n]["text"] for n in kept] + [phrase.text for phrase in phrases],
            kept + [phrase.piece for phrase in phrases],
            rows,
        )

    def shown(self, piece: int) -> Evidence:
        """A piece as evidence."""
        said = self.pieces[piece]
        return Evidence(said["text"], said["section"], said["text"], said["start"], said["end"])


def _phrases(pieces: Sequence[Mapping[str, Any]]) -> Sequence[Phrase]:
    """The phrases of stored pieces, whose texts stand one a line."""
    placed = []
    start = 0
    for piece in pieces:
        end = start + len(piece["text"])
        placed.append(Piece(piece["text"], piece["section"], start, end))
        start = end + 1
    return phrases_of("\n".join(piece.text for piece in placed), placed, "resume")
