"""nDCG and AUC of resumes ranked for postings of known categories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.evaluation.bootstrap import RESAMPLES, Counts, Measure, figure_of
from training.evaluation.results import Figure

__all__ = ["DEPTH", "CategoryRanking", "measure_categories"]

DEPTH = 20
"""How many resumes of a ranking a recruiter is taken to read."""

Scores = NDArray[np.float32]
"""Shape [postings, resumes], higher is better."""


@dataclass(frozen=True)
class CategoryRanking:
    """The figures of each posting, in the order of the rows of the scores.

    ``ndcg`` is nDCG@20 and ``auc`` the chance that a resume of the posting's category scores above
    one of another (equal scores count half), both from 0 to 1.
    """

    categories: tuple[str, ...]
    ndcg: NDArray[np.float64]
    auc: NDArray[np.float64]

    @property
    def measures(self) -> tuple[Measure, Measure]:
        """Both as means over categories, each the mean over its postings; nDCG in per cent."""
        return (
            _macro(f"nDCG@{DEPTH}", 100 * self.ndcg, self.categories),
            _macro("AUC", self.auc, self.categories),
        )

    def figures(self, resamples: int = RESAMPLES) -> tuple[Figure, Figure]:
        """Both with 95 % intervals over resamples of the postings."""
        ndcg, auc = self.measures
        return figure_of(ndcg, resamples), figure_of(auc, resamples)

    def by_category(self) -> dict[str, tuple[float, float]]:
        """Category → means of nDCG@20 and AUC over its postings, by name."""
        names = np.array(self.categories)
        return {
            name: (float(self.ndcg[names == name].mean()), float(self.auc[names == name].mean()))
            for name in sorted(set(self.categories))
        }


def measure_categories(
    scores: Scores, posting_categories: Sequence[str], resume_categories: Sequence[str]
) -> CategoryRanking:
    """How far above the others each posting ranks the resumes of its own category.

    ``scores`` has a row a posting and a column a resume. A resume is relevant where the categories
    are the same. Of equal scores the earlier resume ranks first. Raises ValueError for other
    shapes, for a score that is no number, and for a posting whose category has no resume or all.
    """
    if scores.shape != (len(posting_categories), len(resume_categories)):
        raise ValueError(
            f"scores of shape {scores.shape} for {len(posting_categories)} postings and "
            f"{len(resume_categories)} resumes"
        )
    if np.isnan(scores).any():
        raise ValueError("a score is no number")
    filed = np.array(resume_categories)
    ndcg, auc = [], []
    for row, category in zip(scores, posting_categories, strict=True):
        relevant = filed == category
        if not relevant.any() or relevant.all():
            raise ValueError(f"{relevant.sum()} of {len(filed)} resumes are of {category!r}")
        ndcg.append(_ndcg(row, relevant))
        auc.append(_auc(row, relevant))
    return CategoryRanking(tuple(posting_categories), np.array(ndcg), np.array(auc))


def _ndcg(row: Scores, relevant: NDArray[np.bool_]) -> float:
    """Binary gains, discount 1 / log2(rank + 1) (Järvelin and Kekäläinen 2002)."""
    first = relevant[np.argsort(-row, kind="stable")[:DEPTH]]
    discounts = 1 / np.log2(np.arange(2, len(first) + 2))
    best = discounts[: min(len(first), int(relevant.sum()))].sum()
    return float((discounts * first).sum() / best)


def _auc(row: Scores, relevant: NDArray[np.bool_]) -> float:
    """The Mann–Whitney statistic over the number of pairs."""
    others = np.sort(row[~relevant])
    below = np.searchsorted(others, row[relevant], side="left")
    not_above = np.searchsorted(others, row[relevant], side="right")
    return float((below + not_above).mean() / (2 * len(others)))


def _macro(name: str, values: NDArray[np.float64], categories: Sequence[str]) -> Measure:
    """The mean over categories; in a resample, over those that have a posting in it."""
    names = np.array(categories)
    of = (names[:, None] == np.array(sorted(set(categories)))).astype(np.float64)
    value = float(((values @ of) / of.sum(0)).mean())

    def resampled(counts: Counts) -> NDArray[np.float64]:
        drawn = counts @ of
        with np.errstate(invalid="ignore"):
            means = (counts @ (of * values[:, None])) / drawn
        found: NDArray[np.float64] = np.nanmean(means, axis=1)
        return found

    return Measure(name, value, len(values), resampled)
