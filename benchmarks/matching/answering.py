"""Whole answers, as the product gives them and as the plain loop does, over the same postings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks.matching.plain import PlainLoop
from benchmarks.matching.stages import shares
from benchmarks.matching.timing import Timing, timed
from benchmarks.measuring import Latency
from search.matching.answers import MatchAnswer
from search.matching.matching import need_for, search_documents
from search.open_index import OpenIndex
from search.request import Page
from skillsearch.encoder.base import Vectors
from skillsearch.store.models import Record
from skillsearch.store.scrolling import scroll_pages

__all__ = ["WARM_UP", "Answering"]

SHOWN = 20

WARM_UP = 20

PLAIN_ROUNDS = 30

TENANT = "default"


class Answering:
    """The postings of ``asking`` against the collection of candidates ``name``."""

    def __init__(self, index: OpenIndex, name: str, asking: Sequence[Record]) -> None:
        self._index = index
        self._name = name
        self._asking = asking

    @property
    def measured(self) -> int:
        """How many postings are asked and measured; the rest warm up."""
        enough = len(self._asking) > 2 * WARM_UP
        return len(self._asking) - (WARM_UP if enough else 0)

    def ours(self) -> Timing:
        """By the product: from the id of a posting to 20 hits with their ledgers.

        Those that warm up ask no second time, where there are enough: a title that was encoded
        once is not encoded again.
        """
        count = self.measured
        for number in range(count, len(self._asking)):
            self.answer(number)
        return timed(self.answer, count, warm_up=0)

    def answer(self, number: int) -> MatchAnswer:
        """What posting ``number`` is answered."""
        need = need_for(self._index, "resume", self._asking[number].id, TENANT)
        return search_documents(self._index, need, Page(SHOWN), TENANT)

    def stages(self) -> dict[str, float]:
        """Stage → its share of the time of an answer."""

        def work() -> None:
            for number in range(self.measured):
                self.answer(number)

        return shares(work)

    def plain(self) -> Latency:
        """By the plain loop, which holds all vectors in memory; its sentences come from the store.

        To encode the whole texts of mixtures would take hours. The ``dense`` vectors stand for
        them: a product takes as long over any of that shape.
        """
        store = self._index.store
        ids, rows = self._vectors()

        def sentences(places: Sequence[int]) -> list[list[str]]:
            found = store.retrieve(
                self._name, [ids[place] for place in places], with_payload=("pieces",)
            )
            return [_texts(record) for record in found]

        encoder = self._index.encoder_for(self._index.collection("skills"))
        loop = PlainLoop(rows, encoder, sentences)
        loop.answer(_texts(self._asking[0]))
        found = [loop.answer(_texts(record)) for record in self._asking[:PLAIN_ROUNDS]]
        return Latency.of([each.finding_seconds + each.evidence_seconds for each in found])

    def _vectors(self) -> tuple[list[str], Vectors]:
        ids: list[str] = []
        rows: list[Vectors] = []
        pages = scroll_pages(
            self._index.store, self._name, with_payload=False, with_vectors=("dense",)
        )
        for page in pages:
            for record in page:
                vector = record.vector["dense"]
                assert isinstance(vector, np.ndarray)
                ids.append(record.id)
                rows.append(vector)
        return ids, np.stack(rows)


def _texts(record: Record) -> list[str]:
    return [str(piece["text"]) for piece in record.payload["pieces"]]
