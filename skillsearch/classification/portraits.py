"""A resume as a classifier looks at it: its pieces with their sections and vectors, its titles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from skillsearch.documents import Resume
from skillsearch.encoder.base import Vectors
from skillsearch.store.models import Record, SparseVector

__all__ = ["POINT_PAYLOAD", "POINT_VECTORS", "Portrait", "portrait_of_point", "portraits_of"]

POINT_PAYLOAD = (
    "tenant", "external_id", "external_id_masked", "source_masked", "sha256", "pieces", "titles",
)  # fmt: skip
POINT_VECTORS = ("chunks", "title")
"""What of a candidate's point :func:`portrait_of_point` reads."""

_TITLES = 3
"""How many titles, the latest first, the vector of the titles is made of: as in the index."""


@dataclass(frozen=True, eq=False)
class Portrait:
    """``chunks`` (n, d) has a row for each of ``texts`` (masked) and ``sections``, n ≥ 1.

    ``title`` (d,) is the vector of the latest titles, zeros where there are none.
    """

    texts: tuple[str, ...]
    sections: tuple[str, ...]
    chunks: Vectors
    title: Vectors
    titles: tuple[str, ...] = ()

    def without(self, piece: int) -> Portrait:
        """The same resume had it not said this; there must be another piece."""
        kept = [place for place in range(len(self.texts)) if place != piece]
        return Portrait(
            tuple(self.texts[place] for place in kept),
            tuple(self.sections[place] for place in kept),
            self.chunks[kept],
            self.title,
            self.titles,
        )

    def untitled(self) -> Portrait:
        """The same resume without its titles."""
        return Portrait(self.texts, self.sections, self.chunks, np.zeros_like(self.title))


def portraits_of(
    resumes: Sequence[Resume], encode: Callable[[Sequence[str]], Vectors]
) -> list[Portrait]:
    """The portraits of resumes, each with a piece at least; all texts are encoded together."""
    titles = [", ".join(resume.titles[:_TITLES]) for resume in resumes]
    texts = [piece.text for resume in resumes for piece in resume.pieces]
    vectors = encode([*texts, *filter(None, titles)])
    chunks = np.split(vectors[: len(texts)], np.cumsum([len(r.pieces) for r in resumes])[:-1])
    rows = iter(vectors[len(texts) :])
    nothing = np.zeros(vectors.shape[1], np.float32)
    return [
        Portrait(
            tuple(piece.text for piece in resume.pieces),
            tuple(piece.section for piece in resume.pieces),
            part,
            next(rows) if title else nothing,
            resume.titles,
        )
        for resume, part, title in zip(resumes, chunks, titles, strict=True)
    ]


def portrait_of_point(record: Record) -> Portrait:
    """The portrait of an indexed candidate; of the record :data:`POINT_VECTORS` must be read."""
    chunks, title = record.vector["chunks"], record.vector.get("title")
    assert not isinstance(chunks, SparseVector)
    pieces = record.payload["pieces"]
    return Portrait(
        tuple(piece["text"] for piece in pieces),
        tuple(piece["section"] for piece in pieces),
        np.asarray(chunks, np.float32),
        np.zeros(chunks.shape[1], np.float32)
        if title is None or isinstance(title, SparseVector)
        else title,
        tuple(record.payload.get("titles") or ()),
    )
