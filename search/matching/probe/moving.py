"""Scores with each variant of a cue → how far scores and ranks move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from search.matching.probe.answers import Moved, Movement

__all__ = ["kendall_tau", "movement_of"]


def movement_of(
    shown: Mapping[str, float],
    names: Mapping[str, str],
    scores: Mapping[str, Mapping[str, float]],
) -> Movement:
    """``shown`` (point → score as the candidate is) ranks the others; ``names`` are external ids.

    ``scores`` has of every point that the cue was put into its score with each variant, the same
    variants in the same order; the other points keep what is shown.
    """
    moved = []
    for point, by_variant in scores.items():
        low, high = (
            min(by_variant, key=by_variant.__getitem__),
            max(by_variant, key=by_variant.__getitem__),
        )
        if by_variant[high] == by_variant[low]:
            continue
        ranks = [_rank({**shown, point: score}, point) for score in by_variant.values()]
        moved.append(
            Moved(point, names[point], by_variant[low], low, by_variant[high], high,
                  min(ranks), max(ranks))
        )  # fmt: skip
    moved.sort(key=lambda each: (each.lowest - each.highest, each.id))
    variants = list(next(iter(scores.values()), {}))
    spans = [each.highest - each.lowest for each in moved]
    orders = [
        _order({**shown, **{p: s[variant] for p, s in scores.items()}}) for variant in variants
    ]
    taus = [tau for one, other in combinations(orders, 2)
            if (tau := kendall_tau(one, other)) is not None]  # fmt: skip
    return Movement(
        largest=round(max(spans, default=0.0), 1),
        mean=round(sum(spans) / len(scores), 2) if scores else 0.0,
        by_variant=_favoured(scores, variants),
        kendall_tau=round(min(taus), 3) if taus else None,
        largest_jump=max((each.worst_rank - each.best_rank for each in moved), default=0),
        moved=tuple(moved),
    )


def kendall_tau(one: Sequence[str], other: Sequence[str]) -> float | None:
    """Kendall's tau of two orders of the same things: 1 the same, -1 reversed; None below two."""
    place = {name: number for number, name in enumerate(other)}
    pairs = len(one) * (len(one) - 1) // 2
    if not pairs:
        return None
    agreeing = sum(place[a] < place[b] for a, b in combinations(one, 2))
    return (2 * agreeing - pairs) / pairs


def _favoured(
    scores: Mapping[str, Mapping[str, float]], variants: Sequence[str]
) -> dict[str, float]:
    if not scores:
        return {}
    means = {v: sum(by[v] for by in scores.values()) / len(scores) for v in variants}
    middle = sum(means.values()) / len(means)
    return {variant: round(mean - middle, 2) + 0.0 for variant, mean in means.items()}


def _order(scores: Mapping[str, float]) -> list[str]:
    """Best first, equals in order of id, as the ranking has them."""
    return sorted(scores, key=lambda point: (-scores[point], point))


def _rank(scores: Mapping[str, float], point: str) -> int:
    return _order(scores).index(point) + 1
