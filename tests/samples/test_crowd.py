"""The candidates that matching is measured with: mixed from the sample resumes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from loaded_samples import LoadedSamples

from benchmarks.matching.answering import Answering
from benchmarks.matching.crowd import Crowd
from benchmarks.matching.growing import grow, new_generation
from benchmarks.matching.growth import exponent, linear, projected
from benchmarks.matching.plain import PlainLoop
from benchmarks.matching.stages import STAGES, shares
from benchmarks.matching.storage import Asking, questions_of
from search.extraction.live import LiveExtractor, live_extractor
from search.open_index import OpenIndex, open_index
from skillsearch.errors import StoreReadOnly
from skillsearch.settings import load_settings
from skillsearch.store.files import copy_tree
from skillsearch.store.models import Record, SparseVector

COUNT = 60


@dataclass(frozen=True)
class Sampled:
    """The sample candidates in a folder of their own, and what makes a crowd of them."""

    home: Path
    index: OpenIndex
    live: LiveExtractor
    parents: list[Record]

    def crowd(self, seed: int = 42) -> Crowd:
        return Crowd(
            self.parents,
            sparse=self.live.extractor.sparse,
            encode=self.live.sentences.of,
            seed=seed,
        )


@pytest.fixture(scope="module")
def sampled(
    loaded_samples: LoadedSamples, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Sampled]:
    home = tmp_path_factory.mktemp("crowd") / "home"
    copy_tree(loaded_samples.home, home)
    with open_index(load_settings(data_dir=home, query_log=0)) as index:
        name = index.store.get_aliases()["candidates"]
        parents, _ = index.store.scroll(name, with_vectors=True)
        yield Sampled(home, index, live_extractor(index), parents)


def test_a_mixture_depends_on_its_number_and_the_seed_alone(sampled: Sampled) -> None:
    together = sampled.crowd().points(0, 6)
    alone = sampled.crowd().points(4, 1)[0]
    assert alone.id == together[4].id
    assert alone.payload == together[4].payload
    for name, vector in alone.vector.items():
        other = together[4].vector[name]
        if isinstance(vector, SparseVector):
            assert isinstance(other, SparseVector)
            assert np.array_equal(vector.values, other.values)
        else:
            assert np.array_equal(vector, other)
    assert sampled.crowd(seed=7).points(4, 1)[0].payload["pieces"] != alone.payload["pieces"]


def test_mixtures_are_new_people_with_what_real_ones_have(sampled: Sampled) -> None:
    points = sampled.crowd().points(0, COUNT)
    real = {record.id for record in sampled.parents}
    assert len({point.id for point in points} | real) == COUNT + len(real)
    assert len({point.payload["external_id"] for point in points}) == COUNT
    fields = set(sampled.parents[0].payload)
    assert all(set(point.payload) == fields for point in points)
    texts = {tuple(p["text"] for p in record.payload["pieces"]) for record in sampled.parents}
    mixed = [tuple(p["text"] for p in point.payload["pieces"]) for point in points]
    assert len(set(mixed) - texts) > 0.9 * COUNT


def test_every_piece_has_its_row_and_every_mention_its_piece(sampled: Sampled) -> None:
    seen = 0
    for point in sampled.crowd().points(0, COUNT):
        pieces = point.payload["pieces"]
        chunks = point.vector["chunks"]
        assert not isinstance(chunks, SparseVector)
        assert len(chunks) == len(pieces)
        ends = [0, *(piece["end"] for piece in pieces)]
        assert all(before <= piece["start"] for before, piece in zip(ends, pieces, strict=False))
        for skill in point.payload["evidence"]:
            assert skill["skill"] in point.payload["skills"]
            for mention in skill["mentions"]:
                seen += 1
                piece = pieces[mention["piece"]]
                assert piece["start"] <= mention["start"] < mention["end"] <= piece["end"]
                within = slice(mention["start"] - piece["start"], mention["end"] - piece["start"])
                assert piece["text"][within] == mention["text"]
    assert seen > COUNT


def test_the_row_of_a_piece_is_the_vector_of_its_text(sampled: Sampled) -> None:
    point = sampled.crowd().points(2, 1)[0]
    made = sampled.live.sentences.of([piece["text"] for piece in point.payload["pieces"]])
    chunks = point.vector["chunks"]
    assert not isinstance(chunks, SparseVector)
    assert np.allclose((made * chunks).sum(axis=1), 1, atol=2e-3)  # they were stored in float16


def test_nobody_ends_a_position_after_the_day_of_the_resume_unless_the_parent_did(
    sampled: Sampled,
) -> None:
    honest = all(
        not position["end"] or position["end"][:7] <= record.payload["as_of"][:7]
        for record in sampled.parents
        for position in record.payload["experience"]
    )
    assert honest
    for point in sampled.crowd().points(0, COUNT):
        for position in point.payload["experience"]:
            assert position["end"][:4] <= point.payload["as_of"][:4]
            assert position["start_offset"] < position["end_offset"]


def test_a_collection_grows_to_the_size_and_not_twice(sampled: Sampled) -> None:
    store, crowd = sampled.index.store, sampled.crowd()
    folder = sampled.home / "store" / "collections"
    name = new_generation(
        store, sampled.index.encoder_for(sampled.live.collection), sampled.index.model
    )
    assert grow(store, name, crowd, 20, folder).points == 20
    grown = grow(store, name, crowd, 30, folder)
    assert store.count(name) == 30
    assert grown.disk_bytes > 30 * 1000
    with pytest.raises(StoreReadOnly, match="are needed"):
        grow(store, name, crowd, 10**9, folder)
    assert store.count(name) == 30


def test_two_people_are_too_few_to_mix(sampled: Sampled) -> None:
    with pytest.raises(ValueError, match="three are needed"):
        Crowd(sampled.parents[:2], sparse=sampled.live.extractor.sparse, encode=lambda _: np.eye(1))


def test_the_plain_loop_finds_a_resume_by_itself_and_each_sentence_by_itself(
    sampled: Sampled,
) -> None:
    texts = [[piece["text"] for piece in r.payload["pieces"]] for r in sampled.parents]
    encoder = sampled.index.encoder_for(sampled.live.collection)
    matrix = encoder.encode([" ".join(text) for text in texts])
    loop = PlainLoop(matrix, encoder, lambda places: [texts[place] for place in places])
    found = loop.answer(texts[1])
    assert found.places[0] == 1
    own = [texts[1][place] for place in found.nearest[0]]
    assert own == texts[1]


def test_every_question_to_the_store_and_every_side_has_an_answer(sampled: Sampled) -> None:
    store, aliases = sampled.index.store, sampled.index.store.get_aliases()
    postings, _ = store.scroll(aliases["postings"], with_vectors=True)
    name = aliases["candidates"]
    asked = [Asking.of(record) for record in postings]
    answers = {title: ask(0) for title, ask in questions_of(store, name, asked)}
    empty = [title for title, answer in answers.items() if answer in ([], {}, None)]
    assert not [title for title in empty if "place" not in title]
    sides = Answering(sampled.index, name, postings)
    hits = sides.answer(0).results
    assert hits
    assert all(hit.ledger for hit in hits)
    assert sides.plain().p50 > 0


def test_the_time_of_a_stage_is_counted_under_its_name() -> None:
    def entries() -> None:
        time.sleep(0.1)

    def work() -> None:
        entries()
        time.sleep(0.02)

    measured = shares(work)
    assert next(iter(measured)) == STAGES["entries"]
    assert 0.5 < measured[STAGES["entries"]] < 1
    assert sum(measured.values()) == pytest.approx(1)


def test_growth_is_the_power_between_the_two_largest_sizes() -> None:
    at = {1_000: 900.0, 10_000: 10.0, 100_000: 20.0}
    assert exponent(at) == pytest.approx(0.30103)
    assert linear(at, 1_000_000) == pytest.approx(120.0)
    low, high = projected(at, 1_000_000)
    assert (low, high) == pytest.approx((40.0, 120.0))
    assert projected({10: 5.0, 100: 4.0}, 1000) == pytest.approx((4.0, 4.0))
    with pytest.raises(ValueError, match="two sizes"):
        exponent({10: 1.0})
