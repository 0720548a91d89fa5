"""What int8 costs: the figures of a model in both arithmetics, compared."""

from __future__ import annotations

from dataclasses import dataclass

from training.evaluation.results import Evaluation, Figure

__all__ = ["Loss", "losses"]

_SUFFIX = "@int8"


@dataclass(frozen=True, slots=True)
class Loss:
    """How many points of a hundred a figure loses in int8; negative where it gains.

    AUCs and correlations are taken in hundredths, so that all figures compare.
    """

    model: str
    protocol: str
    scorer: str
    figure: str
    points: float


def losses(evaluation: Evaluation) -> tuple[Loss, ...]:
    """For each model measured in both arithmetics its largest loss over all figures."""
    in_int8 = {(row.model, row.protocol, row.scorer): row for row in evaluation.rows}
    largest: dict[str, Loss] = {}
    for row in evaluation.rows:
        other = in_int8.get((row.model + _SUFFIX, row.protocol, row.scorer))
        for exact in row.figures if other else ():
            assert other is not None
            points = _points(exact) - _points(other.figure(exact.name))
            loss = Loss(row.model, row.protocol, row.scorer, exact.name, points)
            if row.model not in largest or points > largest[row.model].points:
                largest[row.model] = loss
    return tuple(largest.values())


def _points(figure: Figure) -> float:
    return figure.value if figure.is_percentage else 100 * figure.value
