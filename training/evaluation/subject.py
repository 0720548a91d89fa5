"""One model under evaluation: its vectors, and the product's own index made with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from indexer.pipeline import Silent, Watcher, index_taxonomies
from search.open_index import OpenIndex
from skillsearch.closing import Closing
from skillsearch.encoder.base import Vectors
from skillsearch.records import Concept, Taxonomy, TaxonomyKey
from skillsearch.store.edge import EdgeStore
from training.evaluation.models import EvaluatedModel, VectorCache

__all__ = ["Subject"]


class Subject(Closing):
    """What protocols ask; close it to remove the indexes, which lie in temporary folders."""

    def __init__(
        self, model: EvaluatedModel, vectors: VectorCache, watcher: Watcher | None = None
    ) -> None:
        self.model = model
        self._cache = vectors
        self._watcher = watcher or Silent()
        self._indexes: dict[str, OpenIndex] = {}
        self._opened = ExitStack()

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of the texts: float32 [n, d], in order."""
        new = self._cache.missing(texts)
        if new:
            self._watcher.stage(f"{self.model.label}: encode", len(new))
        return self._cache.encode(texts, progress=self._watcher.advance)

    def index(self, name: str, skills: Callable[[], Sequence[Concept]]) -> OpenIndex:
        """The product's index of ``skills``, made at the first call with this ``name``."""
        if name not in self._indexes:
            folder = Path(self._opened.enter_context(TemporaryDirectory(prefix="skillsearch-")))
            store = self._opened.enter_context(EdgeStore(folder / "store"))
            concepts = tuple(skills())
            self.vectors([label for concept in concepts for label in concept.labels])
            taxonomy = Taxonomy(TaxonomyKey(name, "1", "en"), concepts, format="own")
            index_taxonomies([taxonomy], store, self._cache, folder / "cache", self._watcher)
            self._indexes[name] = OpenIndex(
                store, lambda: self._cache, folder / "cache", self.model.name
            )
        return self._indexes[name]

    def close(self) -> None:
        """Remove the indexes."""
        self._indexes.clear()
        self._opened.close()
