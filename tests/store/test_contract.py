"""The same operations on every engine, and the same answers: qdrant's local mode is the oracle."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from store_engines import opened
from store_samples import DIMENSION, SCHEMA, axis_points, make_point, point_id, sparse

from skillsearch.errors import IndexMismatch, NothingIndexed, StoreUnavailable
from skillsearch.store.base import VectorStore
from skillsearch.store.models import (
    FieldCondition,
    Filter,
    HasIdCondition,
    MatchAny,
    MatchValue,
    PointStruct,
    Prefetch,
    QueryRequest,
    Range,
    Record,
    ScoredPoint,
    SparseVector,
    Vector,
)

pytestmark = [
    pytest.mark.filterwarnings("ignore:Payload indexes have no effect in the local Qdrant"),
    pytest.mark.filterwarnings("ignore:Local mode performs exact"),
]

NUMBERS = st.integers(0, 30)
CONDITIONS = st.one_of(
    st.sampled_from(["python", "sql", "rust", "cobol"]).map(
        lambda word: FieldCondition("word", MatchValue(word))
    ),
    st.lists(st.sampled_from(["sql", "rust", "cobol"]), max_size=3).map(
        lambda words: FieldCondition("word", MatchAny(words))
    ),
    NUMBERS.map(lambda number: FieldCondition("whole", MatchValue(number))),
    st.lists(NUMBERS, max_size=5).map(lambda some: FieldCondition("whole", MatchAny(some))),
    st.booleans().map(lambda flag: FieldCondition("flag", MatchValue(flag))),
    st.tuples(NUMBERS, NUMBERS).map(
        lambda bounds: FieldCondition("real", range=Range(gte=bounds[0] / 4, lt=bounds[1] / 4))
    ),
    NUMBERS.map(lambda number: FieldCondition("whole", range=Range(gt=number))),
    st.lists(NUMBERS, min_size=1, max_size=8).map(
        lambda some: HasIdCondition([point_id(number) for number in some])
    ),
)
FILTERS = st.recursive(
    CONDITIONS,
    lambda inner: st.builds(
        Filter,
        must=st.lists(inner, max_size=2),
        should=st.lists(inner, max_size=2),
        must_not=st.lists(inner, max_size=1),
    ),
    max_leaves=5,
).map(lambda found: found if isinstance(found, Filter) else Filter(must=[found]))
OPERATIONS = st.lists(
    st.one_of(
        st.tuples(st.just("upsert"), st.lists(NUMBERS, min_size=1, max_size=12)),
        st.tuples(st.just("rewrite"), st.lists(NUMBERS, min_size=1, max_size=5)),
        st.tuples(st.just("payload"), st.lists(NUMBERS, min_size=1, max_size=5)),
        st.tuples(st.just("delete"), st.lists(NUMBERS, min_size=1, max_size=5)),
        st.tuples(st.just("delete where"), FILTERS),
    ),
    min_size=1,
    max_size=6,
)


@pytest.fixture(scope="module", params=["embedded", "server"])
def pair(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[VectorStore, VectorStore]]:
    folder = tmp_path_factory.mktemp("contract")
    with opened(request.param, folder) as tested, opened("oracle", folder) as oracle:
        yield tested, oracle


def apply(store: VectorStore, name: str, operation: tuple[str, object]) -> None:
    match operation:
        case ("upsert", list(numbers)):
            store.upsert(name, [make_point(number) for number in dict.fromkeys(numbers)])
        case ("rewrite", list(numbers)):
            store.upsert(name, [make_point(number, version=1) for number in dict.fromkeys(numbers)])
        case ("payload", list(numbers)):
            changed = {"word": "sql", "extra": {"n": 1}}
            store.set_payload(name, changed, [point_id(number) for number in numbers])
        case ("delete", list(numbers)):
            store.delete(name, [point_id(number) for number in numbers])
        case ("delete where", Filter() as condition):
            store.delete(name, condition)


def as_dense(vector: Vector) -> np.ndarray:
    """Any vector as an array that can be compared; a sparse one has indices below 16."""
    if not isinstance(vector, SparseVector):
        return vector
    spread = np.zeros(16, np.float32)
    spread[vector.indices] = vector.values
    return spread


def assert_same_records(tested: Sequence[Record], oracle: Sequence[Record]) -> None:
    assert [(r.id, r.payload) for r in tested] == [(r.id, r.payload) for r in oracle]
    for mine, theirs in zip(tested, oracle, strict=True):
        assert set(mine.vector) == set(theirs.vector)
        for name, vector in mine.vector.items():
            np.testing.assert_allclose(as_dense(vector), as_dense(theirs.vector[name]), atol=1e-5)


def assert_same_hits(tested: Sequence[ScoredPoint], oracle: Sequence[ScoredPoint]) -> None:
    """The same scores, and the same ids wherever a score stands apart from its neighbours."""
    assert [hit.score for hit in tested] == pytest.approx([h.score for h in oracle], abs=1e-5)
    for rank, (mine, theirs) in enumerate(zip(tested, oracle, strict=True)):
        near = [
            h for h in (*oracle[rank + 1 :], *oracle[:rank]) if abs(h.score - mine.score) < 1e-4
        ]
        last = abs(oracle[-1].score - mine.score) < 1e-4
        if not near and not last:
            assert mine.id == theirs.id
            assert mine.payload == theirs.payload
    assert list(tested) == sorted(tested, key=lambda hit: (-hit.score, hit.id))


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    operations=OPERATIONS,
    condition=FILTERS,
    seed=st.integers(0, 2**16),
    limit=st.integers(1, 12),
    offset=st.integers(0, 4),
    exact=st.booleans(),
)
def test_an_engine_answers_as_the_oracle_does(
    pair: tuple[VectorStore, VectorStore],
    operations: list[tuple[str, object]],
    condition: Filter,
    seed: int,
    limit: int,
    offset: int,
    exact: bool,
) -> None:
    name = f"test_{uuid.uuid4().hex[:12]}"
    try:
        for store in pair:
            store.create_collection(name, SCHEMA, {"seed": seed})
            for operation in operations:
                apply(store, name, operation)
        tested, oracle = pair
        for where in (None, condition):
            assert tested.count(name, filter=where) == oracle.count(name, filter=where)
            words = [store.facet(name, "word", filter=where) for store in pair]
            assert list(words[0].items()) == list(words[1].items())
            for mine, theirs in zip(*(pages(s, name, where) for s in pair), strict=True):
                assert_same_records(mine, theirs)

        random = np.random.default_rng(seed)
        dense = random.normal(size=DIMENSION).astype(np.float32)
        labels = random.normal(size=(2, DIMENSION)).astype(np.float32)
        terms = sparse((int(random.integers(9)), 1.0), (9, 0.5))
        first = Prefetch(dense, "dense", limit=8, filter=condition, exact=exact)
        requests = [
            QueryRequest(dense, "dense", limit, offset, exact=exact),
            QueryRequest(dense, "dense", limit, filter=condition, exact=exact),
            QueryRequest(dense, "dense", limit, score_threshold=0.2, with_payload=["whole"]),
            QueryRequest(labels, "labels", limit, offset, filter=condition),
            QueryRequest(labels, "labels", limit, prefetch=[first]),
            QueryRequest(dense, "dense", limit, prefetch=[first, Prefetch(terms, "bm25", 40)]),
        ]
        answers = [store.query_batch_points(name, requests) for store in pair]
        for found, expected in zip(*answers, strict=True):
            assert_same_hits(found, expected)

        by_terms = QueryRequest(terms, "bm25", 100, filter=condition)
        found, expected = (store.query_points(name, by_terms) for store in pair)
        if {kind for kind, _ in operations} <= {"upsert", "payload"}:
            assert_same_hits(found, expected)
        else:
            # The engine's IDF goes on counting deleted and rewritten points until it has
            # rewritten their segment; the oracle forgets them at once. The hits are the same.
            assert {hit.id for hit in found} == {hit.id for hit in expected}
    finally:
        for store in pair:
            store.delete_collection(name)


def pages(store: VectorStore, name: str, where: Filter | None) -> list[list[Record]]:
    seen: list[list[Record]] = []
    offset = None
    while not seen or offset is not None:
        page, offset = store.scroll(name, filter=where, limit=7, offset=offset, with_vectors=True)
        seen.append(page)
    return seen


@pytest.mark.parametrize("using", ["dense", "labels", "bm25"])
@pytest.mark.parametrize("exact", [True, False])
def test_equal_scores_are_cut_in_order_of_id(
    store: VectorStore, name: str, using: str, exact: bool
) -> None:
    store.create_collection(name, SCHEMA, {})
    points = axis_points(range(600))
    store.upsert(name, points[::-1])
    query: Vector = np.eye(1, DIMENSION, dtype=np.float32)[0]
    step = DIMENSION
    if using == "labels":
        query = np.eye(1, DIMENSION, dtype=np.float32)
    elif using == "bm25":
        query, step = sparse((0, 1.0)), 3
    best = sorted(point_id(number) for number in range(0, 600, step))
    request = QueryRequest(query, using, limit=7, offset=3, exact=exact, with_vectors=["dense"])
    hits = store.query_points(name, request)
    assert [hit.id for hit in hits] == best[3:10]
    assert all(hit.payload["whole"] % step == 0 for hit in hits)
    assert all(list(hit.vector) == ["dense"] for hit in hits)


def test_retrieve_answers_in_the_order_asked_for_and_leaves_out_the_absent(
    store: VectorStore, name: str
) -> None:
    store.create_collection(name, SCHEMA, {})
    store.upsert(name, [make_point(number) for number in range(5)])
    asked = [point_id(number) for number in (3, 99, 0, 4)]
    found = store.retrieve(name, asked, with_payload=["whole"], with_vectors=True)
    assert [record.payload for record in found] == [{"whole": 3}, {"whole": 0}, {"whole": 4}]
    vectors = found[0].vector
    assert isinstance(vectors["dense"], np.ndarray)
    assert vectors["dense"].dtype == np.float32
    expected = make_point(3).vector["dense"]
    assert isinstance(expected, np.ndarray)
    np.testing.assert_allclose(vectors["dense"], expected / np.linalg.norm(expected), atol=1e-6)
    assert isinstance(vectors["labels"], np.ndarray)
    assert vectors["labels"].shape == (1, DIMENSION)
    np.testing.assert_array_equal(as_dense(vectors["bm25"]), as_dense(make_point(3).vector["bm25"]))


def test_a_clone_is_a_full_copy_that_goes_its_own_way(store: VectorStore, name: str) -> None:
    metadata = {"state": "complete", "deep": {"list": [1, None, "ä"]}}
    store.create_collection(name, SCHEMA, metadata)
    store.upsert(name, [make_point(number) for number in range(400)])
    copy = f"{name}_copy"
    try:
        store.clone_collection(name, copy)
        assert store.get_metadata(copy) == metadata
        for copied, original in zip(*(pages(store, n, None) for n in (copy, name)), strict=True):
            assert_same_records(copied, original)
        store.delete(copy, Filter())
        store.set_metadata(copy, {"state": "emptied"})
        assert (store.count(copy), store.count(name)) == (0, 400)
        assert store.get_metadata(name) == metadata
        store.delete(name, [point_id(1)])
        store.upsert(copy, [make_point(1)])
        assert (store.count(copy), store.count(name)) == (1, 399)
        assert store.facet(copy, "word") == {"python": 1, "sql": 1}
    finally:
        store.delete_collection(copy)


def test_metadata_is_replaced_as_a_whole(store: VectorStore, name: str) -> None:
    store.create_collection(name, SCHEMA, {"a": 1, "none": None})
    assert store.get_metadata(name) == {"a": 1, "none": None}
    store.set_metadata(name, {"b": {"c": [True]}})
    assert store.get_metadata(name) == {"b": {"c": [True]}}


def test_an_alias_moves_in_one_step_and_reads_like_its_collection(
    store: VectorStore, name: str
) -> None:
    alias, other = f"{name}_alias", f"{name}_other"
    store.create_collection(name, SCHEMA, {"which": "first"})
    store.create_collection(other, SCHEMA, {"which": "second"})
    store.upsert(name, [make_point(1)])
    store.set_aliases({alias: name})
    assert store.get_aliases()[alias] == name
    assert store.collection_exists(alias)
    assert alias not in store.get_collections()
    assert store.count(alias) == 1
    store.set_aliases({alias: other, f"{alias}2": name})
    assert store.get_metadata(alias) == {"which": "second"}
    assert store.count(alias) == 0
    store.set_aliases({f"{alias}2": None})
    assert f"{alias}2" not in store.get_aliases()
    store.delete_collection(other)
    assert alias not in store.get_aliases()
    assert not store.collection_exists(alias)


def test_an_unknown_collection_is_nothing_indexed(store: VectorStore) -> None:
    absent = "test_absent"
    query = QueryRequest(np.ones(DIMENSION, np.float32), "dense")
    calls = [
        lambda: store.count(absent),
        lambda: store.query_points(absent, query),
        lambda: store.scroll(absent),
        lambda: store.get_metadata(absent),
        lambda: store.upsert(absent, [make_point(1)]),
        lambda: store.clone_collection(absent, "test_target"),
        lambda: store.set_aliases({"test_alias": absent}),
    ]
    for call in calls:
        with pytest.raises(NothingIndexed, match="skillsearch index"):
            call()
    store.delete_collection(absent)
    assert not store.collection_exists("test_target")


def test_a_collection_is_not_made_twice(store: VectorStore, name: str) -> None:
    store.create_collection(name, SCHEMA, {})
    store.upsert(name, [make_point(1)])
    with pytest.raises(StoreUnavailable, match="exists already"):
        store.create_collection(name, SCHEMA, {})
    assert store.count(name) == 1


def test_a_query_of_another_dimension_is_a_mismatch_of_the_index(
    store: VectorStore, name: str
) -> None:
    if store.description == "oracle":
        pytest.skip("local mode words it in its own way; a server words it as the engine does")
    store.create_collection(name, SCHEMA, {})
    store.upsert(name, [make_point(1)])
    with pytest.raises(IndexMismatch, match="expected dim: 6, got 4"):
        store.query_points(name, QueryRequest(np.ones(4, np.float32), "dense"))


def test_writing_nothing_and_to_absent_points_changes_nothing(
    store: VectorStore, name: str
) -> None:
    store.create_collection(name, SCHEMA, {})
    store.upsert(name, [])
    store.upsert(name, [make_point(1)])
    store.delete(name, [])
    store.delete(name, [point_id(7)])
    store.set_payload(name, {"extra": 1}, [])
    store.set_payload(name, {"extra": 1}, [point_id(7), point_id(1)])
    assert store.count(name) == 1
    assert store.retrieve(name, [point_id(1)])[0].payload == {**make_point(1).payload, "extra": 1}


def test_points_may_lack_vectors(store: VectorStore, name: str) -> None:
    store.create_collection(name, SCHEMA, {})
    only_dense = make_point(1)
    store.upsert(
        name,
        [PointStruct(only_dense.id, {"dense": only_dense.vector["dense"]}, {}), make_point(2)],
    )
    labels = QueryRequest(np.ones((1, DIMENSION), np.float32), "labels")
    assert [hit.id for hit in store.query_points(name, labels)] == [point_id(2)]
    assert list(store.retrieve(name, [point_id(1)], with_vectors=True)[0].vector) == ["dense"]


def test_optimising_changes_no_answer(store: VectorStore, name: str) -> None:
    store.create_collection(name, SCHEMA, {})
    store.upsert(name, [make_point(number) for number in range(300)])
    request = QueryRequest(np.ones(DIMENSION, np.float32), "dense", 20, exact=True)
    before = store.query_points(name, request)
    store.optimize(name)
    assert_same_hits(store.query_points(name, request), before)
    assert store.count(name) == 300
