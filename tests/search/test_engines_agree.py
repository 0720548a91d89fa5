"""The same code on another engine gives the same answers: qdrant-client's as the oracle."""

from __future__ import annotations

import warnings

import pytest
from qdrant_client import QdrantClient

from indexer.pipeline import index_taxonomies
from indexer.samples import published_samples
from indexer.taxonomies import read_taxonomies
from search.answers import Hit
from search.concepts import search_concepts
from search.detail import concept_detail, similar_concepts
from search.open_index import OpenIndex
from search.request import ConceptFilter, Page
from skillsearch.store.server import ServerStore

EVERYTHING = ConceptFilter()


@pytest.fixture(scope="module")
def oracle(index: OpenIndex, tmp_path_factory: pytest.TempPathFactory) -> OpenIndex:
    """The bundled samples behind a QdrantClient, indexed by the same pipeline."""
    cache = tmp_path_factory.mktemp("cache")
    encoder = index.encoder_for(index.collection("skills"))
    store = ServerStore(QdrantClient(":memory:"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # payload indexes have no effect there
        index_taxonomies(read_taxonomies(published_samples()), store, encoder, cache)
    return OpenIndex(store, lambda: encoder, cache, index.model)


def facts(hits: tuple[object, ...]) -> list[tuple[str, str, str, str, float]]:
    return [
        (h.id, h.language, h.matched_label, h.match, pytest.approx(h.score, abs=2e-4))
        for h in hits
        if isinstance(h, Hit)
    ]


@pytest.mark.parametrize("alias", ["skills", "occupations"])
@pytest.mark.parametrize(
    "query", ["k8s admin", "pyhton", "looks after patients", "manage", "Frontend-Dev", "gestion"]
)
def test_a_search_has_the_same_hits_and_scores(
    index: OpenIndex, oracle: OpenIndex, alias: str, query: str
) -> None:
    page = Page(25)
    ours = search_concepts(index, alias, query, EVERYTHING, page)
    theirs = search_concepts(oracle, alias, query, EVERYTHING, page)
    assert [f[:4] for f in facts(ours.results)] == [f[:4] for f in facts(theirs.results)]
    assert [f[4] for f in facts(ours.results)] == [
        h.score for h in theirs.results if isinstance(h, Hit)
    ]
    assert ours.warnings == theirs.warnings


def test_details_and_neighbours_are_the_same(index: OpenIndex, oracle: OpenIndex) -> None:
    english = ConceptFilter(taxonomy=("esco",), language=("en",))
    ours = concept_detail(index, "skills", "Kubernetes", english)
    theirs = concept_detail(oracle, "skills", "Kubernetes", english)
    for field in ("id", "paths", "relations", "occupations", "narrower"):
        assert ours[field] == theirs[field], field
    near = similar_concepts(index, "skills", "Kubernetes", english, 10).results
    same = similar_concepts(oracle, "skills", "Kubernetes", english, 10).results
    assert [h.id for h in near] == [h.id for h in same]  # type: ignore[union-attr]
