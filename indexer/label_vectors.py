"""Label vectors: taken from the index where a text is already there, encoded where it is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from skillsearch.encoder.base import Encoder, Progress, Vectors
from skillsearch.records import LABEL_FIELDS, Concept, stored_labels
from skillsearch.store.base import VectorStore
from skillsearch.store.models import FieldCondition, Filter, MatchAny
from skillsearch.store.scrolling import scroll_pages

__all__ = ["LabelVectors"]


class LabelVectors:
    """Vectors of labels by text; versions of a taxonomy share most of their labels.

    Counts what it did: ``encoded`` and ``reused`` texts.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, NDArray[np.float32]] = {}
        self.encoded = 0
        self.reused = 0

    def take_from(
        self, store: VectorStore, collection: str, taxonomies: Sequence[str], wanted: set[str]
    ) -> None:
        """Remember the vectors of the ``wanted`` texts that these taxonomies already hold."""
        missing = wanted - self._known.keys()
        condition = Filter(must=[FieldCondition("taxonomy", MatchAny(list(taxonomies)))])
        if not missing:
            return
        pages = scroll_pages(
            store,
            collection,
            filter=condition,
            page=500,
            with_payload=LABEL_FIELDS,
            with_vectors=("labels",),
        )
        for page in pages:
            for record in page:
                labels = stored_labels(record.payload)
                rows = record.vector["labels"]
                if not isinstance(rows, np.ndarray) or len(rows) != len(labels):
                    continue
                for label, row in zip(labels, rows, strict=True):
                    if label in missing:
                        missing.discard(label)
                        self._known[label] = row.copy()
                        self.reused += 1
            if not missing:
                return

    def of(
        self, concepts: Iterable[Concept], batch_texts: int, progress: Progress
    ) -> Iterator[list[tuple[Concept, Vectors]]]:
        """Concepts with their label vectors, in batches of about ``batch_texts`` labels.

        ``progress`` is told of each label as it is finished.
        """
        batch: list[Concept] = []
        size = 0
        for concept in concepts:
            batch.append(concept)
            size += len(concept.labels)
            if size >= batch_texts:
                yield self._batch(batch, progress)
                batch, size = [], 0
        if batch:
            yield self._batch(batch, progress)

    def _batch(
        self, concepts: Sequence[Concept], progress: Progress
    ) -> list[tuple[Concept, Vectors]]:
        total = sum(len(concept.labels) for concept in concepts)
        texts = {label for concept in concepts for label in concept.labels}
        fresh = sorted(texts - self._known.keys())
        progress(total - len(fresh))
        vectors = dict(zip(fresh, self._encoder.encode(fresh, progress=progress), strict=True))
        self.encoded += len(fresh)
        return [
            (c, np.stack([vectors[t] if t in vectors else self._known[t] for t in c.labels]))
            for c in concepts
        ]
