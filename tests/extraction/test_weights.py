"""Skills as a sparse vector: near skills meet, and repeating a word pays little."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillsearch.extraction import Mention, SkillExtractor
from skillsearch.extraction.confidence import alias_confidence, semantic_confidence
from skillsearch.extraction.neighbours import LEAST_COSINE, nearest
from skillsearch.extraction.weights import dimension_of, spread
from skillsearch.store.models import SparseVector

Extract = Callable[..., list[Mention]]


def weight(vector: SparseVector, skill: str) -> float:
    at = np.flatnonzero(vector.indices == dimension_of(skill))
    return float(vector.values[at[0]]) if len(at) else 0.0


def test_a_skill_weighs_its_surest_mention(extractor: SkillExtractor, extract: Extract) -> None:
    (sql,) = extract("SQL")
    once = extractor.sparse([sql, replace(sql, confidence=0.2)])
    assert weight(extractor.sparse([sql]), sql.skill) == pytest.approx(sql.confidence)
    assert sql.confidence < weight(once, sql.skill) < 1.2 * sql.confidence


def test_ten_mentions_do_not_weigh_as_two_skills(
    extractor: SkillExtractor, extract: Extract
) -> None:
    (sql,) = extract("SQL")
    assert weight(extractor.sparse([sql] * 10), sql.skill) < 2 * sql.confidence


def test_two_people_with_near_skills_meet(extractor: SkillExtractor, extract: Extract) -> None:
    (java,), (script,) = extract("Java"), extract("JavaScript")
    theirs = extractor.sparse([script])
    asked = extractor.query_sparse({java.skill: 1.0})
    assert asked.indices.tolist() == [dimension_of(java.skill)]
    assert 0 <= weight(theirs, java.skill) < weight(theirs, script.skill)


def test_indices_are_unique_and_sorted(extractor: SkillExtractor, extract: Extract) -> None:
    vector = extractor.sparse(extract("C++, Java, SQL, JavaScript, Node.js, project management"))
    assert vector.indices.tolist() == sorted(set(vector.indices.tolist()))
    assert vector.indices.dtype == np.uint32
    assert vector.values.dtype == np.float32
    assert (vector.values > 0).all()


def test_nothing_mentioned_is_an_empty_vector(extractor: SkillExtractor) -> None:
    assert len(extractor.sparse([]).indices) == 0
    assert len(extractor.query_sparse({"nobody": 0.0}).indices) == 0


def test_neighbours_are_near_sorted_and_not_oneself() -> None:
    generator = np.random.default_rng(7)
    vectors = generator.normal(size=(700, 3)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    numbers, cosines = nearest(vectors)
    for row in (0, 511, 512, 699):
        exact = vectors @ vectors[row]
        exact[row] = -2
        np.testing.assert_allclose(cosines[row], np.sort(exact)[::-1][:8], atol=1e-6)
        assert row not in numbers[row]


def test_far_skills_are_no_neighbours() -> None:
    numbers, cosines = nearest(np.eye(3, dtype=np.float32))
    assert (numbers == -1).all()
    assert (cosines == 0).all()
    assert nearest(np.ones((1, 1), np.float32))[0].tolist() == [[-1] * 8]


@given(st.floats(-1, 1, width=32), st.floats(-1, 1, width=32))
def test_a_nearer_neighbour_or_piece_never_counts_less(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert semantic_confidence(low) <= semantic_confidence(high)
    shares = spread(np.array([low, high], np.float32))
    assert 0 <= shares[0] <= shares[1] <= 1
    assert low >= LEAST_COSINE or shares[0] == 0


@given(st.integers(0, 1), st.integers(0, 1), st.booleans())
def test_one_more_doubt_never_makes_surer(role: int, fit: int, shared: bool) -> None:
    here = alias_confidence("none", role, fit, shared=shared, section="skills")
    for worse in (
        alias_confidence("generic", role, fit, shared=shared, section="skills"),
        alias_confidence("none", role + 1, fit, shared=shared, section="skills"),
        alias_confidence("none", role, fit + 1, shared=shared, section="skills"),
        alias_confidence("none", role, fit, shared=True, section="skills"),
        alias_confidence("none", role, fit, shared=shared, section="interests"),
    ):
        assert 0 <= worse <= here <= 1
