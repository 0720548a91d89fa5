"""What the probe found: how far scores and ranks move when a cue is exchanged for another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Moved", "Movement", "Probe", "SwapResult"]


@dataclass(frozen=True, slots=True)
class Moved:
    """A candidate whose score depends on the cue: the least and the greatest, and with which.

    ``best_rank`` and ``worst_rank`` are this candidate's among those probed, while the others stay
    as they are.
    """

    id: str
    external_id: str
    lowest: float
    lowest_with: str
    highest: float
    highest_with: str
    best_rank: int
    worst_rank: int


@dataclass(frozen=True, slots=True)
class Movement:
    """Over the candidates into whom the cue was put; points of score, 0 to 100.

    A candidate's movement is the greatest score with any variant less the least. ``largest`` and
    ``mean`` are over candidates. ``by_variant`` is the mean score with each variant, less the mean
    over all variants: whom the swap favours. ``kendall_tau`` compares the orders when everyone has
    one variant or another, the least of any two (1: the same order; None below two candidates).
    ``largest_jump`` is the most ranks that one candidate moves when theirs alone is exchanged.
    """

    largest: float
    mean: float
    by_variant: Mapping[str, float]
    kendall_tau: float | None
    largest_jump: int
    moved: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class SwapResult:
    """One kind of cue.

    ``applied`` candidates could take it. ``masked`` says of how many of their copies indexing
    would mask something of the cue, out of ``copies``. ``movement`` is what the product does;
    ``unmasked`` what it would do if nothing were masked, None where nothing is.
    """

    name: str
    tells: str
    variants: tuple[str, ...]
    applied: int
    copies: int
    masked: int
    movement: Movement
    unmasked: Movement | None
    says: str


@dataclass(frozen=True, slots=True)
class Probe:
    """Every swap over the ``probed`` first candidates.

    ``unscored`` have not enough evidence for a score and are left out. ``rebuilt_within``: put
    together again without any cue, the candidates' scores differ by at most so many points from
    those shown.
    """

    probed: int
    unscored: int
    rebuilt_within: float
    swaps: tuple[SwapResult, ...]
