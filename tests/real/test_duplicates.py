"""Which sector titles of SkillsFuture 2025 became one skill: found, compared, calibrated; pinned.

The weights were learned from half of the titles (``tests/real/sector_titles.py``, run as a program,
learns them again); everything here is measured on the other half, against all titles, with the
shipped encoder. To measure again after a change of the encoder: run that program, put its table
into ``search/duplicates/weights.py``, and take the figures that this test prints.

The shipped encoder has seen, in its training, which unique skill most sector titles of the 2026
mapping belong to; docs/duplicates.md has the figures of the stock encoder, which has not.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from rapidfuzz.fuzz import token_sort_ratio
from rapidfuzz.process import cdist
from sector_titles import SectorTitles, featured, read_sector_titles
from sklearn.metrics import average_precision_score

from search.duplicates.confidence import confidences
from search.duplicates.entries import EntryVectors, encode_entries
from search.duplicates.survivor import propose_survivor
from skillsearch.encoder import load_encoder
from skillsearch.settings import load_settings
from training.data.layout import DataFolder

# recall at two pairs a title: of all candidate pairs the surest, twice as many as there are titles,
# are proposed; the mean share of a title's twins among them. recall@2: two for every title.
PINS = {
    "recall at two pairs a title": 0.907,
    "recall@2": 0.789,
    "average precision": 0.264,
    "average precision of token_sort_ratio": 0.11,
    "average precision of the title cosine": 0.24,
}
TOLERANCE = 0.015


@dataclass(frozen=True)
class Measured:
    """Every pair of titles with an end in the second half: scores, and which became one."""

    titles: SectorTitles
    sure: NDArray[np.float64]
    cosine: NDArray[np.float64]
    letters: NDArray[np.float64]

    @property
    def asked(self) -> list[int]:
        half = self.titles.second_half
        return [row for row, own in enumerate(self.titles.twins) if own and half[row]]

    def recall(self, scores: NDArray[np.float64], pairs: int) -> float:
        """Mean share of a title's twins among the surest ``pairs`` of all titles."""
        upper = np.triu_indices(len(scores), 1)
        least = np.sort(scores[upper])[-pairs]
        return self._share(scores >= max(least, 1e-9))

    def recall_at_two(self, scores: NDArray[np.float64]) -> float:
        nearest = np.argsort(-scores, axis=1, kind="stable")[:, :2]
        taken = np.zeros(scores.shape, bool)
        np.put_along_axis(taken, nearest, True, axis=1)
        return self._share(taken)

    def average_precision(self, scores: NDArray[np.float64]) -> float:
        rows = np.flatnonzero(self.titles.second_half)
        same = np.zeros(scores.shape, bool)
        for row, own in enumerate(self.titles.twins):
            same[row, list(own)] = True
        apart = ~np.eye(len(scores), dtype=bool)[rows]
        return float(average_precision_score(same[rows][apart], scores[rows][apart]))

    def _share(self, taken: NDArray[np.bool_]) -> float:
        twins = self.titles.twins
        return float(np.mean([taken[row, list(twins[row])].mean() for row in self.asked]))


def measure(titles: SectorTitles, vectors: EntryVectors) -> Measured:
    features = featured(titles, vectors)
    count = len(titles.entries)
    sure = np.zeros((count, count))
    left, right = features.pairs.T
    sure[left, right] = sure[right, left] = confidences(features)
    cosine = (vectors.label @ vectors.label.T).astype(np.float64)
    labels = [entry.label.lower() for entry in titles.entries]
    letters = cdist(labels, labels, scorer=token_sort_ratio, dtype=np.float32) / 100
    for scores in (cosine, letters):
        np.fill_diagonal(scores, -1)
    return Measured(titles, sure, cosine, letters.astype(np.float64))


@pytest.fixture(scope="module")
def measured(datasets: Path) -> Measured:
    titles = read_sector_titles(DataFolder(datasets))
    encoder = load_encoder(load_settings(model="skill-minilm-v1", encoder="onnx"))
    return measure(titles, encode_entries(encoder, titles.entries))


def test_the_material_is_that_of_the_protocol(measured: Measured) -> None:
    titles = measured.titles
    assert len(titles.entries) == 2360
    assert sum(bool(own) for own in titles.twins) == 314
    assert 0.4 < titles.second_half.mean() < 0.6
    assert np.mean([bool(e.description) and bool(e.details) for e in titles.entries]) > 0.95


def test_merges_are_found_and_pinned(measured: Measured) -> None:
    count = len(measured.titles.entries)
    found = {
        "recall at two pairs a title": measured.recall(measured.sure, 2 * count),
        "recall@2": measured.recall_at_two(measured.sure),
        "average precision": measured.average_precision(measured.sure),
        "average precision of token_sort_ratio": measured.average_precision(measured.letters),
        "average precision of the title cosine": measured.average_precision(measured.cosine),
    }
    shown = {name: round(value, 3) for name, value in found.items()}
    for name, scores in (("cosine", measured.cosine), ("letters", measured.letters)):
        shown[f"{name} at two pairs a title"] = round(measured.recall(scores, 2 * count), 3)
        shown[f"{name} recall@2"] = round(measured.recall_at_two(scores), 3)
    print(f"\n{shown}")
    assert found == pytest.approx(PINS, abs=TOLERANCE)
    assert found["recall at two pairs a title"] >= 0.85
    assert found["average precision"] > 1.5 * found["average precision of token_sort_ratio"]
    assert found["recall@2"] > measured.recall_at_two(measured.letters) + 0.15


def test_a_confidence_is_about_how_often_such_pairs_became_one(measured: Measured) -> None:
    half = measured.titles.second_half
    rows, columns = np.nonzero(np.triu(measured.sure) * half[:, None] * half[None, :])
    sure = measured.sure[rows, columns]
    same = np.array([b in measured.titles.twins[a] for a, b in zip(rows, columns, strict=True)])
    for low, high in ((0.02, 0.1), (0.1, 0.3), (0.3, 1.0)):
        within = (sure >= low) & (sure < high)
        said, was = sure[within].mean(), same[within].mean()
        print(f"\n{low}-{high}: {within.sum()} pairs, said {said:.3f}, was {was:.3f}")
        assert abs(said - was) < max(0.12, 0.5 * said)


def test_the_proposed_survivor_is_often_the_title_that_stayed(measured: Measured) -> None:
    titles = measured.titles
    groups = {tuple(sorted({row, *own})) for row, own in enumerate(titles.twins) if own}
    entries = titles.entries
    labelled = [g for g in groups if titles.became[g[0]] in {entries[row].label for row in g}]
    right = [
        entries[propose_survivor(entries, group)[0]].label == titles.became[group[0]]
        for group in labelled
    ]
    chance = np.mean([1 / len(group) for group in labelled])
    print(f"\n{np.mean(right):.3f} of {len(right)}; by chance {chance:.3f}")
    assert np.mean(right) > chance + 0.05
