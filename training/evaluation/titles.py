"""Job titles: rankings that people judged, and variants of one title.

Jittered titles, validation split: the variants of 465 seed titles that no training row has.
``MRR`` ranks all seeds for a variant. ``triplet accuracy`` is how often a variant is nearer to its
seed than to another one, drawn at random; ``… same group`` draws from the seeds of the same O*NET
major group (the first two digits of the code), where it has another. A tie is a failure; the
choice depends on the variant alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from skillsearch.records import Concept
from training.data.titles import (
    JitteredTitle,
    TitleQueries,
    VacancyTitle,
    read_avature,
    read_jittered,
    read_jobbert,
)
from training.evaluation.bootstrap import mean_of
from training.evaluation.choices import chosen
from training.evaluation.labels import LabelSpace
from training.evaluation.materials import Materials
from training.evaluation.protocol import Measured, Protocol, Scorer
from training.evaluation.ranking import average_precision, reciprocal_rank
from training.evaluation.subject import Subject

__all__ = ["PROTOCOLS", "measure_jittered", "measure_ranking", "measure_vacancies"]


def measure_ranking(subject: Subject, titles: TitleQueries) -> Measured:
    """MAP over the queries that have a relevant title."""
    asked = [i for i, right in enumerate(titles.relevant) if right]
    ranks = LabelSpace.of([title] for title in titles.corpus).ranks(
        subject, [titles.queries[i] for i in asked], [titles.relevant[i] for i in asked]
    )
    return Measured((mean_of("MAP", average_precision(ranks)),))


def measure_vacancies(
    subject: Subject,
    scorer: Scorer,
    vacancies: Sequence[VacancyTitle],
    occupations: Sequence[Concept],
) -> Measured:
    """MRR of the occupation of each vacancy title; titles of unknown occupations are left out."""
    number = {occupation.id: index for index, occupation in enumerate(occupations)}
    known = [vacancy for vacancy in vacancies if vacancy.occupation in number]
    kind = LabelSpace.all_labels if scorer == "aliases" else LabelSpace.preferred
    ranks = kind(occupations).ranks(
        subject, [v.text for v in known], [[number[v.occupation]] for v in known]
    )
    return Measured((mean_of("MRR", reciprocal_rank(ranks)),))


def measure_jittered(subject: Subject, titles: Sequence[JitteredTitle]) -> Measured:
    """Triplet accuracies and MRR of variant → seed, among the seeds of ``titles``."""
    group = {title.seed: title.code[:2] for title in titles}
    seeds = list(group)
    number = {seed: index for index, seed in enumerate(seeds)}
    variants = [title.text for title in titles]
    own = [number[title.seed] for title in titles]
    vectors, of_seeds = subject.vectors(variants), subject.vectors(seeds)
    by_group = {code: [s for s in seeds if group[s] == code] for code in set(group.values())}

    def accuracy(name: str, pools: Sequence[Sequence[str]]) -> NDArray[np.bool_]:
        rows = [i for i, pool in enumerate(pools) if pool]
        wrong = [number[chosen(pools[i], key=f"{name} {variants[i]}")] for i in rows]
        right = of_seeds[[own[i] for i in rows]]
        margin: NDArray[np.bool_] = (vectors[rows] * (right - of_seeds[wrong])).sum(axis=1) > 0
        return margin

    others = {seed: [s for s in seeds if s != seed] for seed in seeds}
    near = {seed: [s for s in by_group[group[seed]] if s != seed] for seed in seeds}
    ranks = LabelSpace.of([seed] for seed in seeds).ranks(subject, variants, [[i] for i in own])
    measures = [
        mean_of(name, accuracy(name, [pool[title.seed] for title in titles]))
        for name, pool in (("triplet accuracy", others), ("triplet accuracy, same group", near))
        if any(pool.values())
    ]
    return Measured((*measures, mean_of("MRR", reciprocal_rank(ranks))))


def _avature(subject: Subject, scorer: Scorer, materials: Materials) -> Measured:
    return measure_ranking(subject, read_avature(materials.folder.avature))


def _jobbert(subject: Subject, scorer: Scorer, materials: Materials) -> Measured:
    vacancies = read_jobbert(materials.folder.jobbert)
    return measure_vacancies(subject, scorer, vacancies, materials.occupations)


def _jittered(subject: Subject, scorer: Scorer, materials: Materials) -> Measured:
    return measure_jittered(subject, read_jittered(materials.folder.jittered_val))


PROTOCOLS = (
    Protocol("titles-avature", "Title → titles that fit it: Avature", ("dense",), _avature),
    Protocol(
        "titles-jobbert",
        "Vacancy title → ESCO occupation: JobBERT validation",
        ("dense", "aliases"),
        _jobbert,
    ),
    Protocol("titles-jittered", "Variant of a title → the title", ("dense",), _jittered),
)
