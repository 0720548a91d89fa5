"""Features → a score of 0 to 100 that means the same in every search."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from search.matching.answers import Band
from search.matching.features import FEATURES, Features
from skillsearch.errors import SettingError

__all__ = [
    "BANDS",
    "FitModel",
    "band_of",
    "fit_model_from",
    "load_fit_model",
    "shipped_fit_model",
]

BANDS: Sequence[tuple[float, Band]] = (
    (75.0, "strong"), (50.0, "good"), (25.0, "possible"), (0.0, "weak"),
)  # fmt: skip
"""A band begins at its score: the chance, in percent, that the pair is a fit (see docs)."""

UNWANTED_LOGITS = 5.0
"""What a must-not that is surely there takes from the logit: 75 becomes 2."""

LACKING_SHARE = 0.9
"""What must-haves that somebody stated take of the score where none is shown: 95 becomes 9.5, and
52 where half of them are.

Declared, beside what the feature ``must`` learned: labels that tell only the field of work cannot
say what a recruiter who writes "must" means by it. It is as if one in ten had what the document
does not show.
"""

LEAST_SKILLS = 2
"""A document with fewer skills and without a title says too little to be scored."""


@dataclass(frozen=True)
class FitModel:
    """A monotone additive model of the chance that a pair fits.

    logit = ``bias`` + Σ curve(feature): each curve is piecewise linear and never falls, so more of
    anything good never lowers the score. A feature that is None adds its curve's ``missing``.
    ``encoder`` is the SHA-256 of the weights whose vectors it was fitted to, "" where unknown.
    """

    name: str
    bias: float
    curves: Mapping[str, Curve]
    encoder: str = ""

    def score(self, features: Features, *, unwanted: float = 0.0, lacking: float = 0.0) -> float:
        """0–100, rounded to one decimal; see :func:`~search.matching.features.unwanted` and
        :func:`~search.matching.features.lacking`, both 0–1.
        """
        logit = self.bias - UNWANTED_LOGITS * unwanted
        for name, curve in self.curves.items():
            logit += curve.of(features.get(name))
        chance = 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, logit))))
        return round(100.0 * chance * (1.0 - LACKING_SHARE * lacking), 1)


@dataclass(frozen=True)
class Curve:
    """A never falling, piecewise linear function of one feature, in logits."""

    knots: tuple[float, ...]
    values: tuple[float, ...]
    missing: float

    def of(self, value: float | None) -> float:
        """The value at a feature; outside the knots it stays as at the nearest one."""
        if value is None:
            return self.missing
        if value <= self.knots[0]:
            return self.values[0]
        for i in range(1, len(self.knots)):
            if value <= self.knots[i]:
                share = (value - self.knots[i - 1]) / (self.knots[i] - self.knots[i - 1])
                return self.values[i - 1] + share * (self.values[i] - self.values[i - 1])
        return self.values[-1]


def band_of(score: float | None) -> Band:
    """The band of a score; None is "not enough evidence"."""
    if score is None:
        return "not enough evidence"
    return next(band for least, band in BANDS if score >= least)


def load_fit_model(path: Path) -> FitModel:
    """A model that ``skillsearch train ats`` wrote.

    Raises :class:`~skillsearch.errors.SettingError` where the file is not one.
    """
    try:
        return fit_model_from(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingError(
            f"{path} is no model of scores: {error}.",
            remedy="Give the fit.json that `skillsearch train ats` writes.",
        ) from None


@cache
def shipped_fit_model() -> FitModel:
    """The model that comes with skillsearch."""
    return fit_model_from(
        json.loads((files("models") / "match-fit-v1" / "fit.json").read_text("utf-8"))
    )


def fit_model_from(values: Mapping[str, Any]) -> FitModel:
    """The model of what ``fit.json`` holds; raises ValueError, KeyError or TypeError for others."""
    curves = {
        name: Curve(tuple(curve["knots"]), tuple(curve["values"]), float(curve["missing"]))
        for name, curve in values["curves"].items()
    }
    if unknown := sorted(set(curves) - set(FEATURES)):
        raise ValueError(f"the feature {unknown[0]!r} is not known")
    for name, curve in curves.items():
        rising = all(a <= b for a, b in zip(curve.values, curve.values[1:], strict=False))
        ordered = all(a < b for a, b in zip(curve.knots, curve.knots[1:], strict=False))
        if not curve.knots or len(curve.knots) != len(curve.values) or not (rising and ordered):
            raise ValueError(f"the curve of {name!r} is not monotone")
    encoder = str(values.get("encoder", ""))
    return FitModel(str(values["name"]), float(values["bias"]), curves, encoder)
