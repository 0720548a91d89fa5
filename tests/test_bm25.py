from __future__ import annotations

import numpy as np

from skillsearch import bm25


def weight(terms: list[str], term: str) -> float:
    vector = bm25.document_vector(terms)
    at = np.flatnonzero(vector.indices == bm25.term_index(term))
    return float(vector.values[at].sum())


def test_a_term_counts_more_when_repeated_but_never_beyond_k1_plus_one() -> None:
    once, twice = weight(["a", *"x" * 9], "a"), weight(["a", "a", *"x" * 8], "a")
    often = weight(["a"] * 10_000, "a")
    assert once < twice < bm25.K1 + 1
    assert often < bm25.K1 + 1


def test_a_term_counts_less_in_a_longer_document() -> None:
    assert weight(["a", "b"], "a") > weight(["a", *["b"] * 200], "a")


def test_a_term_in_a_document_of_average_length_has_the_textbook_weight() -> None:
    terms = ["a", "a", *[f"t{i}" for i in range(bm25.AVERAGE_LENGTH - 2)]]
    assert np.isclose(weight(terms, "a"), 2 * (bm25.K1 + 1) / (2 + bm25.K1))


def test_a_query_names_each_term_once() -> None:
    vector = bm25.query_vector(["a", "b", "a"])
    assert len(vector.indices) == 2
    assert vector.values.tolist() == [1.0, 1.0]


def test_an_empty_text_has_an_empty_vector() -> None:
    assert len(bm25.document_vector([]).indices) == 0
