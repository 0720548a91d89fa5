"""overlap@10 is what its definition says, and the worst changes come first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from search.concepts import search_concepts
from search.open_index import OpenIndex, open_index
from search.replay import compare, labels_to_ask
from search.request import ConceptFilter, Page
from skillsearch.encoder.base import Encoder, Progress, Vectors
from skillsearch.queries import AskedQuery
from skillsearch.settings import load_settings
from skillsearch.store.files import copy_tree


class Skewed:
    """The real encoder, but its queries lean: what asking another model looks like."""

    def __init__(self, encoder: Encoder) -> None:
        self.fingerprint = encoder.fingerprint
        self._encode = encoder.encode

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        vectors = self._encode(texts, progress=progress)
        vectors = vectors + np.roll(vectors, 1, axis=1)
        return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def index(sample_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenIndex]:
    folder = tmp_path_factory.mktemp("replay") / "home"
    copy_tree(sample_data_dir, folder)
    with open_index(load_settings(data_dir=folder, query_log=0)) as opened:
        yield opened


@pytest.fixture(scope="module")
def other(index: OpenIndex, tmp_path_factory: pytest.TempPathFactory) -> OpenIndex:
    encoder = Skewed(index.encoder_for(index.collection("skills")))
    return OpenIndex(index.store, lambda: encoder, tmp_path_factory.mktemp("cache"), index.model)


QUERIES = [
    AskedQuery.of("skills", "looks after patients at night"),
    AskedQuery.of("skills", "Python"),
    AskedQuery.of("skills", "joining metal", {"taxonomy": ["ssf"]}),
    AskedQuery.of("occupations", "someone who writes programs"),
]


def first_page(index: OpenIndex, query: AskedQuery) -> list[tuple[str, str, str, str]]:
    wanted = ConceptFilter(**dict(query.filters))
    answer = search_concepts(index, query.collection, query.text, wanted, Page(10))
    return [(h.taxonomy, h.version, h.language, h.id) for h in answer.results]  # type: ignore[union-attr]


def test_an_index_agrees_with_itself(index: OpenIndex) -> None:
    steps: list[int] = []
    same = compare(index, index, QUERIES, recorded=True, progress=steps.append)
    assert same.overlap == 1
    assert same.kept == {"all": 4, "at_least_half": 0, "less_than_half": 0}
    assert same.same_first == 4
    assert not any(change.left or change.came for change in same.changes)
    assert sum(steps) == 4


def test_overlap_is_the_share_of_the_first_ten_that_both_have(
    index: OpenIndex, other: OpenIndex
) -> None:
    compared = compare(index, other, QUERIES, recorded=True)
    assert compared.overlap is not None
    assert 0 < compared.overlap < 1
    assert {change.query for change in compared.changes} == set(QUERIES)
    for change in compared.changes:
        old, new = first_page(index, change.query), first_page(other, change.query)
        assert change.overlap == len(set(old) & set(new)) / max(len(old), len(new))
        assert change.same_first == (old[0] == new[0])
        assert [old[moved.rank - 1][3] for moved in change.left] == [m.id for m in change.left]
        assert {m.id for m in change.left} == {c[3] for c in set(old) - set(new)}
        assert {m.id for m in change.came} == {c[3] for c in set(new) - set(old)}
    overlaps = [change.overlap for change in compared.changes]
    assert overlaps == sorted(overlaps), "most changed first"
    assert compared.overlap == pytest.approx(sum(overlaps) / len(overlaps))
    assert sum(compared.kept.values()) == len(QUERIES)


def test_a_question_about_what_is_no_longer_indexed_is_counted_and_left_out(
    index: OpenIndex,
) -> None:
    gone = AskedQuery.of("skills", "welding", {"taxonomy": ["none such"]})
    older = AskedQuery.of("skills", "welding", {"a_filter_of_the_future": ["x"]})
    compared = compare(index, index, [gone, QUERIES[0], older], recorded=True)
    assert (len(compared.changes), compared.unanswerable) == (1, 2)
    nothing = compare(index, index, [gone], recorded=True)
    assert (nothing.overlap, nothing.unanswerable) == (None, 1)


def test_two_empty_answers_agree(index: OpenIndex) -> None:
    nowhere = AskedQuery.of("skills", "welding", {"tag": ["no such tag"]})
    assert compare(index, index, [nowhere], recorded=True).overlap == 1


def test_the_labels_that_stand_in_are_the_same_every_time_and_find_themselves(
    index: OpenIndex,
) -> None:
    collection = index.collection("skills")
    chosen = labels_to_ask(collection, 20)
    assert len(set(chosen)) == 20
    assert chosen == labels_to_ask(collection, 20)
    assert labels_to_ask(collection, 10) == chosen[:10]
    assert len(labels_to_ask(index.collection("occupations"), 10**6)) < 10**6
    for query in chosen[:5]:
        (hit, *_) = search_concepts(index, "skills", query.text, ConceptFilter(), Page(1)).results
        assert hit.match in ("exact", "alias"), query.text
