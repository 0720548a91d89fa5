"""The memory of texts: each encoded once, the right vector for each, and no more than it may."""

from __future__ import annotations

import random

import numpy as np
import pytest

from skillsearch.encoder.base import Fingerprint, Vectors
from skillsearch.encoder.sentences import SentenceVectors


class Letters:
    """An encoder that shows what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    @property
    def fingerprint(self) -> Fingerprint:
        return Fingerprint("letters", "none", 2, "mean", 8, "float32")

    def encode(self, texts: list[str], **_: object) -> Vectors:
        self.given += texts
        return np.array([[len(text), ord(text[0])] for text in texts], np.float32)


def test_a_text_is_encoded_once_however_often_it_comes() -> None:
    letters = Letters()
    sentences = SentenceVectors(letters)
    first = sentences.of(["b", "aa", "b"])
    second = sentences.of(["aa", "c"])
    assert letters.given == ["b", "aa", "c"]
    assert first.tolist() == [[1, 98], [2, 97], [1, 98]]
    assert second.tolist() == [[2, 97], [1, 99]]
    assert (sentences.asked, sentences.encoded) == (5, 3)


def test_what_was_seen_longest_ago_is_forgotten_first() -> None:
    letters = Letters()
    sentences = SentenceVectors(letters, kept=2)
    for texts in (["a"], ["b"], ["a"], ["c"], ["a"], ["b"]):
        sentences.of(texts)
    assert letters.given == ["a", "b", "c", "b"]


@pytest.mark.parametrize("kept", [0, 1, 7])
def test_a_full_memory_never_gives_the_vector_of_another_text(kept: int) -> None:
    rng = random.Random(kept)
    sentences = SentenceVectors(Letters(), kept)
    for _ in range(200):
        texts = [rng.choice("abcdefghij") * rng.randint(1, 3) for _ in range(rng.randint(0, 12))]
        expected = np.array([[len(t), ord(t[0])] for t in texts], np.float32).reshape(-1, 2)
        assert np.array_equal(sentences.of(texts), expected)


def test_vectors_of_earlier_calls_stay_as_they_were() -> None:
    sentences = SentenceVectors(Letters(), kept=1)
    first = sentences.of(["a"])
    sentences.of(["bbb"])
    assert first.tolist() == [[1, 97]]
