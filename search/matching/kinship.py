"""What one skill is to another, and all pairs of two lists of skills at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Protocol, get_args

import numpy as np
from numpy.typing import NDArray

__all__ = ["TIES", "Kin", "KinTable", "Kinship", "Tie"]

Tie = Literal["same", "equivalent", "narrower", "broader", "near"]

TIES: tuple[Tie, ...] = get_args(Tie)


@dataclass(frozen=True, slots=True)
class Kinship:
    """How ``held`` (a point id) stands in for an asked skill; ``degree`` in (0, 1], 1 the same.

    ==========  ==========================================================  ============
    tie         what the held skill is                                      degree
    ==========  ==========================================================  ============
    same        the skill itself                                            1
    equivalent  that of another taxonomy with nearly the same label         .95
    narrower    below it in the taxonomy: who has it has the broader one    .9
    near        near in meaning: the square of how far it is above .6       0 to .7
    broader     directly above it                                           .5
    ==========  ==========================================================  ============
    """

    held: str
    tie: Tie
    degree: float
    cosine: float


class Kin(Protocol):
    """What knows how far one skill stands in for another."""

    def kin(self, asked: Sequence[str], held: Sequence[str]) -> list[Kinship | None]:
        """For each asked skill the held one that stands in for it best; None where none does.

        Of equals the first of ``held`` counts, so give the surest first.
        """
        ...


@dataclass(frozen=True, eq=False)
class KinTable:
    """All pairs of the skills ``asked`` and ``held``: arrays of shape (asked, held).

    Made once for many documents, and read for each: as a :class:`Kin` it knows these skills only,
    and raises ``KeyError`` for others. ``ties`` are places in :data:`TIES`.
    """

    asked: Sequence[str]
    held: Sequence[str]
    degrees: NDArray[np.float32]
    ties: NDArray[np.int8]
    cosines: NDArray[np.float32]

    def kin(self, asked: Sequence[str], held: Sequence[str]) -> list[Kinship | None]:
        """As :meth:`Kin.kin`."""
        if not len(asked) or not len(held):
            return [None] * len(asked)
        rows = [self._row[skill] for skill in asked]
        columns = [self._column[skill] for skill in held]
        degrees = self.degrees[np.ix_(rows, columns)]
        best = degrees.argmax(axis=1)
        chosen = np.asarray(columns)[best]
        return [
            Kinship(held[place], TIES[tie], degree, cosine) if degree > 0 else None
            for place, tie, degree, cosine in zip(
                best.tolist(),
                self.ties[rows, chosen].tolist(),
                self.degrees[rows, chosen].tolist(),
                self.cosines[rows, chosen].tolist(),
                strict=True,
            )
        ]

    @cached_property
    def _row(self) -> dict[str, int]:
        return {skill: number for number, skill in enumerate(self.asked)}

    @cached_property
    def _column(self) -> dict[str, int]:
        return {skill: number for number, skill in enumerate(self.held)}
