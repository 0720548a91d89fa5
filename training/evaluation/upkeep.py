"""Taxonomy upkeep: which sector titles are one skill, and what a retired title became.

Merges, SSF 2025: a sector title → the other titles that were merged into the same unique skill,
among all other sector titles. Unmerged look-alikes count as wrong here and need not be: precision
is for people to judge. Renames, SSF 2026: a previous title → the other titles that it became,
among all updated titles. Both compare titles alone, without descriptions and codes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from skillsearch.encoder.base import Vectors
from training.data.ssf import Renames, read_merges, read_renames
from training.evaluation.bootstrap import mean_of
from training.evaluation.labels import LabelSpace
from training.evaluation.materials import Materials
from training.evaluation.protocol import Measured, Protocol, Scorer
from training.evaluation.ranking import average_precision, r_precision, ranks_by, recall
from training.evaluation.subject import Subject

__all__ = ["PROTOCOLS", "measure_merges", "measure_renames"]


def measure_merges(subject: Subject, merges: Mapping[str, Sequence[str]]) -> Measured:
    """Recall@2 and MAP of the titles that have a twin."""
    titles = list(merges)
    merged: dict[str, set[int]] = {}
    for index, title in enumerate(titles):
        for skill in merges[title]:
            merged.setdefault(skill, set()).add(index)
    twins = [set().union(*(merged[s] for s in merges[t])) - {i} for i, t in enumerate(titles)]
    asked = [index for index, others in enumerate(twins) if others]
    vectors = subject.vectors(titles)

    def scores(start: int, stop: int) -> Vectors:
        rows = asked[start:stop]
        products: Vectors = vectors[rows] @ vectors.T
        products[np.arange(len(rows)), rows] = -np.inf
        return products

    ranks = ranks_by(scores, [twins[index] for index in asked], len(titles))
    return Measured(
        (mean_of("recall@2", recall(ranks, 2)), mean_of("MAP", average_precision(ranks)))
    )


def measure_renames(subject: Subject, renames: Renames) -> Measured:
    """R@1 and RP@5; a title that is still in use is among the candidates, and is wrong."""
    number = {title: index for index, title in enumerate(renames.titles)}
    gold = [[number[title] for title in to] for to in renames.updates.values()]
    space = LabelSpace.of([title] for title in renames.titles)
    ranks = space.ranks(subject, list(renames.updates), gold)
    return Measured((mean_of("R@1", r_precision(ranks, 1)), mean_of("RP@5", r_precision(ranks, 5))))


def _merges(subject: Subject, scorer: Scorer, materials: Materials) -> Measured:
    return measure_merges(subject, read_merges(materials.folder.ssf_mapping_2025))


def _renames(subject: Subject, scorer: Scorer, materials: Materials) -> Measured:
    return measure_renames(subject, read_renames(materials.folder.ssf_mapping_2026))


PROTOCOLS = (
    Protocol("upkeep-merges", "Sector titles that are one skill: SSF 2025", ("dense",), _merges),
    Protocol("upkeep-renames", "Previous title → updated title: SSF 2026", ("dense",), _renames),
)
