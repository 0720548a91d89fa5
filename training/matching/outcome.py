"""Pairs → a fitted model, and what it is worth on people that it has not seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.matching.field import FieldModel
from search.matching.scoring import FitModel, fit_model_from
from skillsearch import __version__
from training.evaluation.bootstrap import RESAMPLES
from training.matching.buckets import HELD, fold_of
from training.matching.fitting import fit_model
from training.matching.measuring import Figures, figures_of, scores_of
from training.matching.pairs import Pairs
from training.matching.published import published_scores

__all__ = ["PUBLISHED", "UNKNOWN", "Outcome", "Scores", "chosen_penalty", "is_held", "outcome_of"]

PUBLISHED = "published mapper"

UNKNOWN = "field unknown"

PENALTIES = (1e-4, 1e-3, 1e-2, 1e-1)
"""Tried where pairs are few: of the squared weights."""

Scores = Callable[[Pairs], NDArray[np.float64]]


@dataclass(frozen=True)
class Outcome:
    """A fit: ``values`` are those of ``fit.json``, ``fields`` what stands beside it.

    ``measured`` has the fit first, then what it is compared with, all on the same held-out pairs;
    last, where it was tried, the fit and the published mapper on pairs of the same people whose
    field was not learned.
    ``counts`` are of documents and pairs by name; ``notes`` say what was left out.
    """

    values: Mapping[str, Any]
    model: FitModel
    fields: FieldModel | None
    measured: Mapping[str, Figures]
    counts: Mapping[str, int]
    notes: tuple[str, ...] = ()


def outcome_of(
    name: str,
    pairs: Pairs,
    buckets: Mapping[str, int],
    fields: FieldModel | None,
    encoder: str,
    *,
    beside: Mapping[str, Scores],
    unknown: Pairs | None = None,
    notes: Sequence[str] = (),
    resamples: int = RESAMPLES,
    **fitting: Any,
) -> Outcome:
    """The model called ``name``, fitted to the pairs of people who are not held out.

    ``buckets`` has every candidate; ``beside`` are other ways to score, measured with it and with
    the published mapper. ``unknown`` are the pairs again, with the feature ``field`` of models that
    do not know it: they are learned from, too. ``fitting`` is what
    :func:`~training.matching.fitting.fit_model` takes. Raises ValueError where the pairs that are
    learned from, or those that are held out, are of one kind only.
    """
    held = is_held(pairs, buckets)
    learned, kept = pairs.of(~held), pairs.of(held)
    if not len(kept) or (kept.labels >= 0.5).all() or not (kept.labels >= 0.5).any():
        raise ValueError("the pairs that are held out are all fits, or none is")
    strange: Pairs | None = None
    if unknown is not None:
        apart = is_held(unknown, buckets)
        learned, strange = Pairs.joined([learned, unknown.of(~apart)]), unknown.of(apart)
    values = fit_model(learned, name, **fitting) | {
        "encoder": encoder,
        "made": datetime.now(UTC).date().isoformat(),
        "made_by": f"skillsearch {__version__}",
    }
    model = fit_model_from(values)
    measured = {name: figures_of(kept, scores_of(model, kept.features), resamples)}
    measured |= {way: figures_of(kept, scored(kept), resamples) for way, scored in beside.items()}
    tried = kept if strange is None else Pairs.joined([kept, strange])
    published = published_scores(learned, tried)
    measured[PUBLISHED] = figures_of(kept, published[: len(kept)], resamples)
    if strange is not None and 0 < (strange.labels >= 0.5).mean() < 1:
        for way, scores in (
            (name, scores_of(model, strange.features)),
            (PUBLISHED, published[len(kept) :]),
        ):
            measured[f"{way}, {UNKNOWN}"] = figures_of(strange, scores, resamples)
    counts = {
        "postings": len(set(pairs.postings.tolist())),
        "people": len(set(pairs.candidates.tolist())),
        "pairs": len(pairs),
        "fits": int((pairs.labels >= 0.5).sum()),
        "held_people": len(set(kept.candidates.tolist())),
        "held_pairs": len(kept),
        "held_fits": int((kept.labels >= 0.5).sum()),
    }
    return Outcome(values, model, fields, measured, counts, tuple(notes))


def chosen_penalty(pairs: Pairs, buckets: Mapping[str, int], **fitting: Any) -> float:
    """The penalty with the least log loss over four folds of the people who are learned from."""
    learned = pairs.of(~is_held(pairs, buckets))
    folds = np.array([fold_of(buckets[name]) for name in learned.candidates.tolist()])
    losses = {penalty: _loss(learned, folds, penalty, fitting) for penalty in PENALTIES}
    return min(losses, key=lambda penalty: (losses[penalty], -penalty))


def is_held(pairs: Pairs, buckets: Mapping[str, int]) -> NDArray[np.bool_]:
    """Of each pair, whether its person is held out."""
    return np.array([buckets[name] in HELD for name in pairs.candidates.tolist()], bool)


def _loss(
    pairs: Pairs, folds: NDArray[np.int64], penalty: float, fitting: Mapping[str, Any]
) -> float:
    losses = []
    for fold in sorted(set(folds.tolist())):
        try:
            values = fit_model(pairs.of(folds != fold), "", penalty=penalty, **fitting)
        except ValueError:
            continue
        kept = pairs.of(folds == fold)
        chances = np.clip(scores_of(fit_model_from(values), kept.features), 1e-6, 1 - 1e-6)
        one = kept.labels * np.log(chances) + (1 - kept.labels) * np.log(1 - chances)
        losses.append(-float(one.mean()))
    return float(np.mean(losses)) if losses else 0.0
