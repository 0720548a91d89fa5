"""What single signals of the index are worth: each alone ranks the resumes for the postings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from scipy.sparse import csr_matrix

from skillsearch.encoder.base import Vectors
from skillsearch.store.models import SparseVector
from training.evaluation.matching.baselines import Encode, Scores, max_sim
from training.evaluation.matching.indexed import VectorsOf

__all__ = ["signals"]

HEADLINE = 3
"""Pieces at the head of a resume, where it says what the person is."""


def signals(
    encode: Encode, postings: Sequence[VectorsOf], resumes: Sequence[VectorsOf]
) -> dict[str, Scores]:
    """Name → scores of shape [postings, resumes]; ``encode`` is the encoder of the index."""
    asks, has = _rows(p.dense for p in postings), _rows(r.dense for r in resumes)
    title, titles = _rows(p.title for p in postings), _rows(r.title for r in resumes)
    chunks, held = [p.chunks for p in postings], [r.chunks for r in resumes]
    heads = [each[:HEADLINE] for each in held]
    one_by_one = _single_titles(encode, resumes)
    forward = max_sim(chunks, held)
    found = {
        "dense · dense": asks @ has.T,
        "title · titles": title @ titles.T,
        "title · best single title": _best(title, one_by_one),
        "title · first single title": title @ _rows(each[0] for each in one_by_one).T,
        "title · dense": title @ has.T,
        "dense · titles": asks @ titles.T,
        "title · best chunk": _best(title, held),
        "title · first chunk": title @ _rows(each[0] for each in held).T,
        "title · best of first 3 chunks": _best(title, heads),
        "dense · mean of first 3 chunks": asks @ _unit(_rows(each.mean(0) for each in heads)).T,
        "dense · mean of chunks": asks @ _unit(_rows(each.mean(0) for each in held)).T,
        "MaxSim posting → resume": forward,
        "MaxSim resume → posting": max_sim(held, chunks).T,
        **_sparse_signals(postings, resumes),
    }
    found["dense + titles, standardised"] = sum_of(found["dense · dense"], found["title · titles"])
    return {name: np.asarray(scores, np.float32) for name, scores in found.items()}


def sum_of(*scores: Scores) -> Scores:
    """The sum of scores, each brought to mean 0 and deviation 1 within a posting."""
    parts = [
        (each - each.mean(1, keepdims=True)) / np.maximum(each.std(1, keepdims=True), 1e-9)
        for each in scores
    ]
    total: Scores = np.sum(parts, axis=0, dtype=np.float32)
    return total


def _sparse_signals(
    postings: Sequence[VectorsOf], resumes: Sequence[VectorsOf]
) -> dict[str, Scores]:
    asked, named = _matrices([p.skills for p in postings], [r.skills for r in resumes])
    rare = np.log(1 + len(resumes) / (1 + np.asarray((named > 0).sum(0)).ravel()))
    weighted = named.multiply(rare).tocsr()
    words, written = _matrices([p.bm25 for p in postings], [r.bm25 for r in resumes])
    often = np.asarray((written > 0).sum(0)).ravel()
    idf = np.log(1 + (len(resumes) - often + 0.5) / (often + 0.5))
    return {
        "skills · skills": _product(asked, named),
        "skills, cosine": _product(_unit_rows(asked), _unit_rows(named)),
        "skills, rare ones more": _product(asked, weighted),
        "skills, rare ones more, cosine": _product(
            _unit_rows(asked.multiply(rare).tocsr()), _unit_rows(weighted)
        ),
        "BM25 of the index": _product(
            (words > 0).astype(np.float32), written.multiply(idf).tocsr()
        ),
    }


def _single_titles(encode: Encode, resumes: Sequence[VectorsOf]) -> list[Vectors]:
    """A row a title; one of zeros where there is none."""
    distinct = sorted({title for resume in resumes for title in resume.titles})
    vectors = encode(distinct)
    row = {title: vectors[number] for number, title in enumerate(distinct)}
    none = np.zeros((1, vectors.shape[1]), np.float32)
    return [_rows(row[t] for t in each.titles) if each.titles else none for each in resumes]


def _best(one: Vectors, held: Sequence[Vectors]) -> Scores:
    return max_sim(list(one[:, None, :]), held)


def _rows(vectors: Iterable[Vectors]) -> Vectors:
    return np.stack(list(vectors)).astype(np.float32)


def _unit(rows: Vectors) -> Vectors:
    unit: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return unit


def _matrices(
    first: Sequence[SparseVector], second: Sequence[SparseVector]
) -> tuple[csr_matrix, csr_matrix]:
    """Sparse vectors as rows over the dimensions that any of them has."""
    known = np.unique(np.concatenate([each.indices for each in (*first, *second)]))

    def matrix(vectors: Sequence[SparseVector]) -> csr_matrix:
        ends = np.cumsum([0, *(len(each.indices) for each in vectors)])
        columns = np.searchsorted(known, np.concatenate([each.indices for each in vectors]))
        values = np.concatenate([each.values for each in vectors])
        return csr_matrix((values, columns, ends), shape=(len(vectors), len(known)))

    return matrix(first), matrix(second)


def _unit_rows(matrix: csr_matrix) -> csr_matrix:
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(1)).ravel())
    return matrix.multiply((1 / np.maximum(length, 1e-9))[:, None]).tocsr()


def _product(first: csr_matrix, second: csr_matrix) -> Scores:
    dense: Scores = (first @ second.T).toarray().astype(np.float32)
    return dense
