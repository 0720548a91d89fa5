"""What the product itself says: its score of each resume for each posting, without a search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from indexer.documents.parsing import read, understand
from indexer.ingest.unindexed import point_of
from search.extraction.live import live_extractor
from search.matching.documents import IndexedDocument
from search.matching.matcher import Matcher
from search.matching.reading import need_of_document
from search.open_index import OpenIndex
from skillsearch.documents import DocumentKind, Posting
from skillsearch.store.models import Record
from training.evaluation.matching.baselines import Scores

__all__ = ["AS_OF", "posting_records", "product_scores", "text_records"]

NO_EVIDENCE = -1.0
"""Stands for "not enough evidence": below every score, as in a search."""


AS_OF = "2025-12-01"
"""What "today" is to texts of invented people: their years do not grow with the calendar."""


def text_records(index: OpenIndex, paths: Iterable[Path], kind: DocumentKind) -> list[Record]:
    """The points that indexing would make of files; nothing is stored.

    Raises :class:`~skillsearch.documents.Quarantined` for a file that is no such document.
    """
    live = live_extractor(index)
    made = []
    for path in paths:
        document = understand(kind, read(kind, path.name, data=path.read_bytes()), as_of=AS_OF)
        made.append(point_of(document, path.name, "", live.extractor, live.sentences.of))
    return made


def posting_records(index: OpenIndex, postings: Iterable[Posting]) -> list[Record]:
    """The points that indexing would make of postings; nothing is stored."""
    live = live_extractor(index)
    return [
        point_of(posting, f"posting {number}", "", live.extractor, live.sentences.of)
        for number, posting in enumerate(postings)
    ]


def product_scores(
    index: OpenIndex, postings: Sequence[Record], resumes: Sequence[Record]
) -> Scores:
    """Scores of 0 to 100, :data:`NO_EVIDENCE` where there is none; a row a posting.

    All records have payload and vectors; none needs to be indexed. The taxonomies, the model of
    scores and the fields of work are those that ``skillsearch match`` uses with ``index``.
    """
    matcher = Matcher.of(index, "resume", "")
    scores = np.full((len(postings), len(resumes)), NO_EVIDENCE, np.float32)
    for row, posting in zip(scores, postings, strict=True):
        need = need_of_document(IndexedDocument(posting.id, posting.payload), "resume")
        asked = matcher.asked(need, posting)
        for column, resume in enumerate(resumes):
            score = matcher.score(asked, resume).score
            row[column] = NO_EVIDENCE if score is None else score
    return scores
