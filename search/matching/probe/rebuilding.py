"""Drafts → points, each sentence encoded and read for skills once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast

import numpy as np

from search.extraction.live import LiveExtractor
from search.matching.probe.drafts import Draft, masked_again, resume_of
from skillsearch.documents import Piece
from skillsearch.encoder.base import Vectors
from skillsearch.extraction import Mention, SkillExtractor
from skillsearch.extraction.mentions import TextKind
from skillsearch.store.models import Record, SparseVector
from workers.rebuilding import personal_of, rebuilt

__all__ = ["Rebuilder"]


class Rebuilder:
    """Makes the points of a candidate's copies, masked, understood and encoded as indexing does.

    ``record`` is the candidate with payload and vectors: the vectors of sentences that did not
    change are those that are stored.
    """

    def __init__(self, record: Record, live: LiveExtractor) -> None:
        from skillsearch.extraction.weights import sparse_vector

        self._name = str(record.payload["external_id"])
        self._live = live
        self._known: dict[str, Vectors] = {}
        chunks = np.asarray(record.vector["chunks"], np.float32)
        for piece, row in zip(record.payload["pieces"], chunks, strict=True):
            self._known.setdefault(piece["text"], row)
        self._reader = _Reader(live.extractor, sparse_vector({}))

    def masked(self, draft: Draft) -> Draft:
        """The draft as indexing would mask it."""
        resume = resume_of(draft)
        return masked_again(draft, resume, personal_of(resume.text, resume.sections))

    def record(self, draft: Draft) -> Record:
        """The point of a draft, as it stands."""
        extractor = cast(SkillExtractor, self._reader)
        return rebuilt(resume_of(draft), self._name, extractor, self._encode)

    def _encode(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._live.sentences.of(new), strict=True))
        return np.stack([self._known[text] for text in texts])


class _Reader:
    """An extractor with a memory of sentences: what one names does not depend on the others."""

    def __init__(self, extractor: SkillExtractor, nothing: SparseVector) -> None:
        self._extractor = extractor
        self._nothing = nothing
        self._named: dict[tuple[str, str], list[Mention]] = {}

    def extract(
        self, text: str, pieces: Sequence[Piece], vectors: Vectors, *, kind: TextKind
    ) -> list[Mention]:
        """As :meth:`SkillExtractor.extract`; ``text[piece.start : piece.end]`` is its text."""
        new: dict[tuple[str, str], int] = {}
        for number, piece in enumerate(pieces):
            if (piece.text, piece.section) not in self._named:
                new.setdefault((piece.text, piece.section), number)
        self._named.update((key, []) for key in new)
        if new:
            asked = [pieces[number] for number in new.values()]
            rows = vectors[list(new.values())]
            for mention in self._extractor.extract(text, asked, rows, kind=kind):
                piece = asked[mention.piece]
                self._named[piece.text, piece.section].append(_shifted(mention, -piece.start, 0))
        return [
            _shifted(mention, piece.start, number)
            for number, piece in enumerate(pieces)
            for mention in self._named[piece.text, piece.section]
        ]

    def sparse(self, mentions: Iterable[Mention]) -> SparseVector:
        """Nothing: by this vector documents are found, and not scored."""
        return self._nothing


def _shifted(mention: Mention, characters: int, piece: int) -> Mention:
    return replace(
        mention,
        start=mention.start + characters,
        end=mention.end + characters,
        sentence_start=mention.sentence_start + characters,
        sentence_end=mention.sentence_end + characters,
        piece=piece,
    )
