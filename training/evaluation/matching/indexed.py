"""Resumes and postings as the index has them: vectors and titles, without their texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.ingest.points import Origin, document_point, titles_of, titles_text
from search.extraction.live import live_extractor
from search.open_index import OpenIndex
from skillsearch.documents import Posting, masked
from skillsearch.encoder.base import Vectors
from skillsearch.errors import NothingIndexed
from skillsearch.store.models import PointStruct, SparseVector, Vector
from skillsearch.store.scrolling import scroll_pages

__all__ = ["VectorsOf", "indexed_resumes", "vectors_of_postings"]


@dataclass(frozen=True)
class VectorsOf:
    """A document's vectors: ``dense`` and ``title`` (zeros where it has none) of shape (d,),
    ``chunks`` with a row a piece, and its sparse ``skills`` and ``bm25``.
    """

    id: str
    titles: tuple[str, ...]
    dense: Vectors
    title: Vectors
    chunks: Vectors
    skills: SparseVector
    bm25: SparseVector


def indexed_resumes(index: OpenIndex) -> list[VectorsOf]:
    """All candidates, by external id; raises :class:`~skillsearch.errors.NothingIndexed`."""
    name = index.store.get_aliases().get("candidates")
    if name is None:
        raise NothingIndexed(
            f"No candidates are indexed at {index.store.description}.",
            remedy="Run: skillsearch index resumes FOLDER.",
        )
    pages = scroll_pages(
        index.store,
        name,
        page=200,
        with_payload=["external_id", "titles"],
        with_vectors=True,
    )
    found = [
        _of(record.payload["external_id"], record.payload.get("titles", ()), record.vector)
        for page in pages
        for record in page
    ]
    return sorted(found, key=lambda each: each.id)


def vectors_of_postings(index: OpenIndex, postings: Mapping[str, Posting]) -> list[VectorsOf]:
    """What indexing would store for each posting, by name → record; nothing is written."""
    points = _points(index, postings)
    return [
        _of(name, point.payload["titles"], point.vector)
        for name, point in zip(postings, points, strict=True)
    ]


def _points(index: OpenIndex, postings: Mapping[str, Posting]) -> Iterable[PointStruct]:
    live = live_extractor(index)
    for name, posting in postings.items():
        titles = titles_text(titles_of(posting))
        texts = [piece.text for piece in posting.pieces]
        vectors = live.sentences.of([*texts, titles] if titles else texts)
        chunks = vectors[: len(texts)]
        mentions = live.extractor.extract(
            masked(posting.text, posting.personal), posting.pieces, chunks, kind="posting"
        )
        yield document_point(
            posting,
            Origin("evaluation", "posting", name, name, "", ""),
            mentions,
            chunks,
            vectors[-1] if titles else None,
            live.extractor.sparse(mentions),
        )


def _of(name: str, titles: Sequence[str], vectors: Mapping[str, Vector]) -> VectorsOf:
    dense, chunks = _dense(vectors["dense"]), _dense(vectors["chunks"])
    title = _dense(vectors["title"]) if "title" in vectors else np.zeros_like(dense)
    return VectorsOf(
        name, tuple(titles), dense, title, chunks, _sparse(vectors["skills"]),
        _sparse(vectors["bm25"]),
    )  # fmt: skip


def _dense(vector: Vector) -> Vectors:
    if isinstance(vector, SparseVector):
        raise TypeError("a sparse vector where a dense one is stored")
    return np.asarray(vector, np.float32)


def _sparse(vector: Vector) -> SparseVector:
    if not isinstance(vector, SparseVector):
        raise TypeError("a dense vector where a sparse one is stored")
    return vector
