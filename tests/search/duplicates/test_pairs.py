"""Which entries are proposed as one, with what evidence, and within what memory."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workshop_skills import ENTRIES, Listed, row

from search.duplicates.candidates import candidate_pairs
from search.duplicates.confidence import SAME_LABEL
from search.duplicates.entries import Entry, EntryVectors
from search.duplicates.neighbours import neighbourhood
from search.duplicates.pairs import find_pairs

STOCK = (row("Stock Control"), row("Stock Control Management"))
BLADES = (row("Blade Sharpening"), row("Sharpening of Blades"))


def test_what_is_listed_twice_comes_before_all_else(workshop: Listed) -> None:
    pairs = find_pairs(workshop.entries, workshop.vectors)
    assert {(pair.left, pair.right) for pair in pairs[:2]} == {STOCK, BLADES}
    assert all(pair.confidence < pairs[1].confidence / 3 for pair in pairs[2:])


def test_the_evidence_says_why(workshop: Listed) -> None:
    found = {(p.left, p.right): p.evidence for p in find_pairs(workshop.entries, workshop.vectors)}
    blades = found[BLADES]
    assert blades.shared_words == ("blade", "sharpening")
    assert blades.label_cosine > 0.9
    assert blades.description_cosine is not None
    assert blades.description_cosine > 0.8
    assert blades.detail_cosine is None, "none has levels"


def test_equal_labels_are_a_pair_however_different_the_rest(workshop: Listed) -> None:
    entries = [*workshop.entries, Entry("other", "fire  SAFETY!", "Unrelated words altogether.")]
    vectors = _with_another(workshop.vectors, seed=3)
    pair, *rest = [p for p in find_pairs(entries, vectors) if p.right == len(ENTRIES)]
    assert pair.left == row("Fire Safety")
    assert pair.confidence >= SAME_LABEL
    assert pair.evidence.shared_labels == ("Fire Safety",)
    assert all(other.confidence < 0.1 for other in rest)


def test_a_shared_alias_makes_a_candidate_of_what_looks_nothing_alike(workshop: Listed) -> None:
    entries = list(workshop.entries)
    entries[0] = replace(entries[0], other_labels=("keeping count",))
    entries[5] = replace(entries[5], other_labels=("Keeping Count",))
    found = {(p.left, p.right): p for p in find_pairs(entries, workshop.vectors)}
    assert found[0, 5].evidence.shared_labels == ("keeping count",)


def test_a_concept_and_the_one_above_it_are_two(workshop: Listed) -> None:
    entries = list(workshop.entries)
    left, right = STOCK
    entries[right] = replace(entries[right], broader=frozenset({entries[left].id}))
    found = {(p.left, p.right) for p in find_pairs(entries, workshop.vectors)}
    assert STOCK not in found
    assert BLADES in found


@pytest.mark.parametrize("count", [0, 1])
def test_a_list_too_short_to_repeat_itself_has_no_pairs(workshop: Listed, count: int) -> None:
    none = EntryVectors(*(np.zeros((count, 8), np.float32) for _ in range(3)))
    assert find_pairs(workshop.entries[:count], none) == []


def test_labels_alone_are_enough(workshop: Listed) -> None:
    none = np.zeros_like(workshop.vectors.label)
    bare = [replace(entry, description="") for entry in workshop.entries]
    pairs = find_pairs(bare, EntryVectors(workshop.vectors.label, none, none))
    assert {(pair.left, pair.right) for pair in pairs[:2]} == {STOCK, BLADES}
    assert pairs[0].evidence.description_cosine is None


@settings(max_examples=25, deadline=None)
@given(count=st.integers(2, 60), k=st.integers(1, 20), seed=st.integers(0, 1000))
def test_neighbours_are_the_same_in_blocks_of_any_size(count: int, k: int, seed: int) -> None:
    numbers = np.random.default_rng(seed).integers(-3, 4, (3, count, 5)).astype(np.float32)
    vectors = EntryVectors(*numbers)
    whole, pieces = (neighbourhood(vectors, k, block_bytes=size) for size in (2**30, 1))
    scores = numbers[0] @ numbers[0].T + 0.5 * numbers[1] @ numbers[1].T
    scores += 0.3 * numbers[2] @ numbers[2].T
    np.fill_diagonal(scores, -np.inf)
    best = -np.sort(-scores, axis=1)[:, : min(k, count - 1)]
    for found in (whole, pieces):
        assert not (found.by_all == np.arange(count)[:, None]).any(), "nobody is his own neighbour"
        np.testing.assert_allclose(np.take_along_axis(scores, found.by_all, 1), best, rtol=1e-4)


def test_neighbours_have_to_be_mutual() -> None:
    centre, *ring = np.eye(6, dtype=np.float32)[:4]
    labels = np.stack([centre, *(0.9 * centre + 0.44 * spoke for spoke in ring)])
    none = np.zeros_like(labels)
    near = neighbourhood(EntryVectors(labels, none, none), 1)
    entries = [Entry(str(number), f"word{number}") for number in range(4)]
    assert len(candidate_pairs(entries, near, "en")) == 1, "the centre has one nearest, not three"


def _with_another(vectors: EntryVectors, seed: int) -> EntryVectors:
    random = np.random.default_rng(seed).normal(size=(1, vectors.label.shape[1]))
    other = (random / np.linalg.norm(random)).astype(np.float32)
    return EntryVectors(
        np.concatenate([vectors.label, other]),
        np.concatenate([vectors.description, other]),
        np.concatenate([vectors.detail, np.zeros_like(other)]),
    )
