"""Set cover: what teaches as much of a gap as can be taught, for the least."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

__all__ = ["MOST_EXACT", "Offer", "cheapest_cover"]

MOST_EXACT = 14
"""So many offers are searched through entirely (2¹⁴ sets, a fraction of a second); of more, one at
a time is taken that teaches most for its price."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The numbers of what it teaches, and its price, above 0 or 0."""

    teaches: frozenset[int]
    price: float


def cheapest_cover(offers: Sequence[Offer], weights: Sequence[float]) -> list[int]:
    """The offers (by number, ascending) that together teach all that any of them teaches.

    The sum of their prices is the least there is where at most :data:`MOST_EXACT` offers are worth
    looking at; of equally cheap ones the fewest are taken. ``weights`` says what each thing counts
    and decides what the greedy way takes first.
    """
    useful = _undominated(offers)
    wanted = frozenset[int]().union(*(offers[n].teaches for n in useful))
    if len(useful) <= MOST_EXACT:
        return sorted(_exact(offers, useful, wanted))
    return sorted(_greedy(offers, useful, wanted, weights))


def _undominated(offers: Sequence[Offer]) -> list[int]:
    """Without those of which another one teaches all, for no more."""
    order = sorted(
        (n for n, offer in enumerate(offers) if offer.teaches),
        key=lambda n: (-len(offers[n].teaches), offers[n].price, n),
    )
    kept: list[int] = []
    for number in order:
        one = offers[number]
        better = (offers[k] for k in kept)
        if not any(one.teaches <= o.teaches and o.price <= one.price for o in better):
            kept.append(number)
    return kept


def _exact(offers: Sequence[Offer], useful: Sequence[int], wanted: frozenset[int]) -> list[int]:
    things = {thing: bit for bit, thing in enumerate(sorted(wanted))}
    masks = [sum(1 << things[t] for t in offers[n].teaches) for n in useful]
    best: dict[int, tuple[float, int, tuple[int, ...]]] = {0: (0.0, 0, ())}
    for number, mask in zip(useful, masks, strict=True):
        for covered, (price, count, chosen) in list(best.items()):
            more = covered | mask
            if more == covered:
                continue
            candidate = (price + offers[number].price, count + 1, (*chosen, number))
            if more not in best or candidate < best[more]:
                best[more] = candidate
    return list(best[(1 << len(things)) - 1][2])


def _greedy(
    offers: Sequence[Offer], useful: Sequence[int], wanted: frozenset[int], weights: Sequence[float]
) -> list[int]:
    rest, chosen = wanted, list[int]()
    while rest:
        taken = max(useful, key=lambda n: (*_gain(offers[n], rest, weights), -n))
        chosen.append(taken)
        rest -= offers[taken].teaches
    for number in sorted(chosen, key=lambda n: -offers[n].price):
        others = frozenset[int]().union(*(offers[n].teaches for n in chosen if n != number))
        if others >= wanted:
            chosen.remove(number)
    return chosen


def _gain(offer: Offer, rest: Set[int], weights: Sequence[float]) -> tuple[float, float]:
    """What it teaches of the rest for its price; of what is free, what it teaches."""
    new = sum(weights[thing] for thing in offer.teaches & rest)
    return new / max(offer.price, 1e-9), new
