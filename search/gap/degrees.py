"""How far each of many people has each thing asked: one number a person and thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from search.gap.answers import Asked
from search.gap.levels import level_from_years, shortfall
from search.gap.person import Holding
from search.gap.standing import BROADER_COSINE, HELD_DEGREE, PARTLY_DEGREE
from search.matching.skill_space import SkillSpace

__all__ = ["Degrees"]


class Degrees:
    """Rows of degrees, of shape (things asked,), by the skills alone: sentences are not read.

    1 is held; below that it is as :func:`search.gap.standing.compare` would have it. How far a
    skill does for each thing is worked out once for all people.
    """

    def __init__(self, space: SkillSpace, asked: Sequence[Asked]) -> None:
        self._space = space
        self._asked = asked
        flat = [(n, skill.point) for n, one in enumerate(asked) for skill in one.skills]
        self._things = np.array([n for n, _ in flat], np.int64)
        self._skills = [skill for _, skill in flat]
        self._levels = [one.level for one in asked]
        self._known: dict[str, NDArray[np.float64]] = {}

    def of(self, holdings: Iterable[Holding]) -> NDArray[np.float64]:
        """The row of a person with these holdings."""
        row = np.zeros(len(self._asked))
        for holding in holdings:
            degrees = self._row(holding.skill)
            if not degrees.any():
                continue
            found = degrees if holding.is_sure else np.minimum(degrees, holding.confidence)
            shares, short = self._level_shares(holding, degrees)
            value = np.where((found >= HELD_DEGREE) & ~short, 1.0, np.minimum(found * shares, 0.99))
            row = np.maximum(row, np.where(found >= PARTLY_DEGREE, value, 0.0))
        return row

    def _row(self, skill: str) -> NDArray[np.float64]:
        known = self._known.get(skill)
        if known is None:
            known = np.zeros(len(self._asked))
            kin = self._space.kin(self._skills, [skill]) if skill in self._space else []
            for thing, one in zip(self._things.tolist(), kin, strict=False):
                if one is not None and (one.tie != "broader" or one.cosine >= BROADER_COSINE):
                    known[thing] = max(known[thing], one.degree)
            self._known[skill] = known
        return known

    def _level_shares(
        self, holding: Holding, degrees: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Of each thing, the share of its level that is held, and whether levels are lacking."""
        shares = np.ones(len(self._asked))
        short = np.zeros(len(self._asked), bool)
        for thing in np.flatnonzero(degrees >= HELD_DEGREE).tolist():
            asked = self._levels[thing]
            held = holding.level or level_from_years(holding.years, asked)
            lacking, shares[thing] = shortfall(asked, held)
            short[thing] = lacking > 0
        return shares, short
