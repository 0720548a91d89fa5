"""What a user would pick instead: BM25, and a sentence encoder over whole texts or sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from skillsearch.encoder.base import Vectors
from skillsearch.text import stems, words

__all__ = ["BASELINES", "Encode", "Scores", "bm25_scores", "max_sim", "sentences_of"]

Scores = NDArray[np.float32]
"""Shape [postings, resumes], higher is better."""

Encode = Callable[[Sequence[str]], Vectors]

K1, B = 1.2, 0.75

_END = re.compile(r"(?<=[.!?;])\s+|\n+")
_LEAST_LETTERS = 10
"""Of a sentence; less is a date, a bullet or a page number."""


def sentences_of(text: str) -> list[str]:
    """The lines and sentences of a text; the text itself where it has none of ten letters."""
    parts = [" ".join(part.split()) for part in _END.split(text)]
    kept = [part for part in parts if sum(map(str.isalpha, part)) >= _LEAST_LETTERS]
    return kept or [" ".join(text.split())]


def bm25_scores(postings: Sequence[str], resumes: Sequence[str]) -> Scores:
    """BM25 of each posting's distinct stems in each resume (Robertson and Zaragoza 2009).

    Average length and document frequencies are those of these resumes.
    """
    counts = [Counter(stems(words(text), "en")) for text in resumes]
    lengths = np.array([sum(count.values()) for count in counts], np.float64)
    norm = K1 * (1 - B + B * lengths / lengths.mean())
    places: dict[str, list[int]] = {}
    for number, count in enumerate(counts):
        for term in count:
            places.setdefault(term, []).append(number)
    scores = np.zeros((len(postings), len(resumes)), np.float32)
    for row, text in zip(scores, postings, strict=True):
        for term in sorted(set(stems(words(text), "en"))):
            found = places.get(term)
            if found is None:
                continue
            idf = np.log(1 + (len(resumes) - len(found) + 0.5) / (len(found) + 0.5))
            often = np.array([counts[number][term] for number in found])
            row[found] += idf * often * (K1 + 1) / (often + norm[found])
    return scores


def first_tokens(encode: Encode, postings: Sequence[str], resumes: Sequence[str]) -> Scores:
    """The cosine of whole texts, of which the encoder reads as far as its window goes."""
    scores: Scores = encode(postings) @ encode(resumes).T
    return scores


def mean_of_sentences(encode: Encode, postings: Sequence[str], resumes: Sequence[str]) -> Scores:
    """The cosine of the means of the sentences' vectors."""
    scores: Scores = _means(encode, postings) @ _means(encode, resumes).T
    return scores


def max_sim_of_sentences(encode: Encode, postings: Sequence[str], resumes: Sequence[str]) -> Scores:
    """Over a posting's sentences the mean of the best cosine among the resume's."""
    return max_sim(_apart(encode, postings), _apart(encode, resumes))


def max_sim(asking: Sequence[Vectors], held: Sequence[Vectors]) -> Scores:
    """For each pair the mean over the rows of the first of the best dot with a row of the second.

    Each of ``asking`` and ``held`` has a row a sentence, at least one.
    """
    rows = np.concatenate(list(held))
    starts = np.cumsum([0, *(len(each) for each in held[:-1])])
    scores = [np.maximum.reduceat(one @ rows.T, starts, axis=1).mean(axis=0) for one in asking]
    return np.stack(scores).astype(np.float32)


BASELINES: Mapping[str, Callable[[Encode, Sequence[str], Sequence[str]], Scores]] = {
    "first tokens": first_tokens,
    "mean of sentences": mean_of_sentences,
    "MaxSim of sentences": max_sim_of_sentences,
}
"""Every way to compare texts by a sentence encoder."""


def _apart(encode: Encode, texts: Sequence[str]) -> list[Vectors]:
    parts = [sentences_of(text) for text in texts]
    vectors = encode([sentence for part in parts for sentence in part])
    return np.split(vectors, np.cumsum([len(part) for part in parts])[:-1])


def _means(encode: Encode, texts: Sequence[str]) -> Vectors:
    means = np.stack([vectors.mean(axis=0) for vectors in _apart(encode, texts)])
    unit: Vectors = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)
    return unit
