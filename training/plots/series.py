"""What is drawn of an evaluation: its rows as named, coloured series, stock first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

import numpy as np
from numpy.typing import NDArray

from training.evaluation.models import STOCK
from training.evaluation.results import Evaluation, Pairs
from training.plots.palette import DASHES, GRADES, model_colour

__all__ = [
    "Grade",
    "PairProtocol",
    "ScoredSeries",
    "Series",
    "pair_protocols",
    "series_of",
    "short_names",
]

_MEANINGS: dict[str, dict[float, str]] = {
    "ssf-statements": {1.0: "right title", 0.0: "wrong title"},
    "ssf-skills": {1.0: "right title", 0.0: "wrong title"},
    "esco-relatedness": {
        1.0: "own alias",
        0.6: "related skill",
        0.3: "sibling",
        0.0: "random skill",
    },
}


@dataclass(frozen=True, slots=True)
class Series:
    """One model with one scorer; ``dash`` is a Plotly line style that tells scorers apart."""

    model: str
    scorer: str
    name: str
    colour: str
    dash: str


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade of the scored pairs of a protocol; ``value`` in 0..1."""

    value: float
    name: str
    colour: str


@dataclass(frozen=True, slots=True, eq=False)
class ScoredSeries:
    """The scored pairs of one series, all of them finite."""

    series: Series
    pairs: Pairs

    @property
    def binary(self) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Similarity of the pairs that are right (grade 1) or wrong (below .5), and which.

        Grades between, such as .6 of related skills, are neither and left out.
        """
        right, wrong = _right_and_wrong(self.pairs.grade)
        chosen = right | wrong
        return self.pairs.similarity[chosen], right[chosen]

    def of_grade(self, grade: Grade) -> NDArray[np.float32]:
        """Similarity of the pairs of one grade."""
        return self.pairs.similarity[np.isclose(self.pairs.grade, grade.value, atol=1e-4)]


@dataclass(frozen=True, slots=True)
class PairProtocol:
    """A protocol that scores pairs; ``grades`` from the best to the worst."""

    id: str
    title: str
    grades: tuple[Grade, ...]
    series: tuple[ScoredSeries, ...]


def series_of(evaluation: Evaluation) -> tuple[Series, ...]:
    """Every model and scorer that has rows: stock first, then in the order of the rows.

    The scorer is part of the name only where there are several.
    """
    models = sorted(evaluation.models, key=lambda model: not _is_stock(model))
    scorers = tuple(dict.fromkeys(row.scorer for row in evaluation.rows))
    present = {(row.model, row.scorer) for row in evaluation.rows}
    names = short_names(models)
    return tuple(
        Series(
            model,
            scorer,
            names[model] if len(scorers) == 1 else f"{names[model]} · {scorer}",
            model_colour(place),
            DASHES[number % len(DASHES)],
        )
        for place, model in enumerate(models)
        for number, scorer in enumerate(scorers)
        if (model, scorer) in present
    )


def pair_protocols(evaluation: Evaluation) -> tuple[tuple[PairProtocol, ...], tuple[str, ...]]:
    """The protocols with scored pairs, and a sentence for each series that cannot be drawn.

    Right and wrong pairs are both needed, two of each at least, so that half of them can calibrate
    the other half.
    """
    series = {(one.model, one.scorer): one for one in series_of(evaluation)}
    order = {key: place for place, key in enumerate(series)}
    protocols, skipped = [], []
    for protocol in evaluation.protocols:
        rows = [row for row in evaluation.of_protocol(protocol) if row.pairs is not None]
        rows.sort(key=lambda row: order[row.model, row.scorer])
        drawn = []
        for row in rows:
            assert row.pairs is not None
            one = series[row.model, row.scorer]
            reason = _unusable(row.pairs)
            if reason:
                skipped.append(f"{row.title}, {one.name}: {reason}, so no curve is drawn.")
            else:
                drawn.append(ScoredSeries(one, row.pairs))
        if drawn:
            grades = _grades(protocol, (one.pairs for one in drawn))
            protocols.append(PairProtocol(protocol, rows[0].title, grades, tuple(drawn)))
    if not protocols and not skipped:
        skipped.append(
            "The evaluation has no scored pairs, so there are no curves, histograms and "
            "reliability diagrams; the protocols ssf-statements, ssf-skills and esco-relatedness "
            "have them."
        )
    return tuple(protocols), tuple(skipped)


def short_names(models: Iterable[str]) -> dict[str, str]:
    """Each model → the fewest last parts of its name or path that no other model shares.

    A folder called ``model``, as training makes in the folder of each run, goes by the run.
    """
    parts = {model: _parts(model) for model in models}
    for count in range(1, max((len(p) for p in parts.values()), default=1) + 1):
        names = {model: "/".join(p[-count:]) for model, p in parts.items()}
        if len(set(names.values())) == len(names):
            return names
    return {model: model for model in parts}


def _parts(model: str) -> tuple[str, ...]:
    path, at, arithmetic = model.partition("@")
    parts = PurePath(path).parts or (path,)
    if len(parts) > 1 and parts[-1] == "model":
        parts = parts[:-1]
    return (*parts[:-1], f"{parts[-1]}{at}{arithmetic}")


def _is_stock(model: str) -> bool:
    return PurePath(model.partition("@")[0]).name == STOCK


def _right_and_wrong(
    grade: NDArray[np.float32],
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    return grade > 0.999, grade < 0.5


def _unusable(pairs: Pairs) -> str:
    if not (np.isfinite(pairs.similarity).all() and np.isfinite(pairs.grade).all()):
        return "some similarities or grades are not finite"
    right, wrong = _right_and_wrong(pairs.grade)
    if right.sum() < 2 or wrong.sum() < 2:
        return f"it has {right.sum()} right and {wrong.sum()} wrong pairs"
    return ""


def _grades(protocol: str, pairs: Iterable[Pairs]) -> tuple[Grade, ...]:
    found = np.unique(np.concatenate([np.round(one.grade.astype(float), 4) for one in pairs]))
    values = [float(value) for value in found[::-1]]
    meanings = _MEANINGS.get(protocol, {})
    steps = np.linspace(0, len(GRADES) - 1, len(values)).round().astype(int)
    return tuple(
        Grade(value, meanings.get(value, f"grade {value:g}"), GRADES[step])
        for value, step in zip(values, steps, strict=True)
    )
