"""How far one skill stands in for another: the same, narrower, broader, or near in meaning."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from search.extraction.live import LiveExtractor, live_extractor
from search.matching.kinship import TIES, Kinship, KinTable, Tie
from search.open_index import OpenIndex
from skillsearch.encoder.base import Vectors
from skillsearch.extraction.snapshot import Snapshot

__all__ = ["Kinship", "SkillSpace", "Tie", "skill_space"]

EQUIVALENT_COSINE = 0.92
"""From here two labels of different taxonomies are taken for the same skill."""

NEAR_COSINE = 0.6
"""Below this, two skills have nothing to do with each other."""

NARROWER_DEGREE = 0.9
BROADER_DEGREE = 0.5
EQUIVALENT_DEGREE = 0.95
MOST_NEAR_DEGREE = 0.7
"""Near is never as good as having it."""

MOST_STEPS = 4
"""How many steps up the taxonomy a narrower skill still counts for the broader one."""


class SkillSpace:
    """The skills of the chosen taxonomies with their vectors and what is above them.

    Skills are named by their point ids. Immutable; safe to use from several threads.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        vocabulary = snapshot.vocabulary
        self._snapshot = snapshot
        self._vectors = snapshot.vectors
        point = vocabulary.point
        self._point = [point[i] for i in range(len(point))]
        self._number = {name: i for i, name in enumerate(self._point)}
        self._edition = np.asarray(vocabulary.skill_edition)
        self._ancestors: dict[int, frozenset[int]] = {}

    @property
    def dimension(self) -> int:
        """The dimension of the vectors."""
        return int(self._vectors.shape[1])

    def __contains__(self, skill: str) -> bool:
        return skill in self._number

    def label(self, skill: str) -> str:
        """The preferred label; the id itself of a skill that is not indexed any more."""
        number = self._number.get(skill)
        return skill if number is None else self._snapshot.vocabulary.label[number]

    def ref(self, skill: str) -> str:
        """The taxonomy's own id, "" where the skill is not known."""
        number = self._number.get(skill)
        return "" if number is None else self._snapshot.vocabulary.ref[number]

    def taxonomy(self, skill: str) -> str:
        """The name of its taxonomy, "" where the skill is not known."""
        number = self._number.get(skill)
        if number is None:
            return ""
        return self._snapshot.vocabulary.editions[int(self._edition[number])].name

    def vectors(self, skills: Sequence[str]) -> Vectors:
        """The vectors of the preferred labels, (n, d); zeros where a skill is not known."""
        rows = np.zeros((len(skills), self._vectors.shape[1]), np.float32)
        for row, skill in enumerate(skills):
            number = self._number.get(skill)
            if number is not None:
                rows[row] = self._vectors[number]
        return rows

    def kin(self, asked: Sequence[str], held: Sequence[str]) -> list[Kinship | None]:
        """For each asked skill the held one that stands in for it best; None where none does.

        Of equals the first of ``held`` counts, so give the surest first.
        """
        if not len(asked) or not len(held):
            return [None] * len(asked)
        return self.table(asked, held).kin(asked, held)

    def table(self, asked: Sequence[str], held: Sequence[str]) -> KinTable:
        """All pairs of the two, for many questions about them; each skill is given once."""
        wanted, known = self._numbers(asked), self._numbers(held)
        cosines = self._vectors[np.maximum(wanted, 0)] @ self._vectors[np.maximum(known, 0)].T
        degrees, ties = self._degrees(wanted, known, cosines)
        place = {skill: number for number, skill in enumerate(held)}
        for row, skill in enumerate(asked):  # also of skills that are not indexed
            if (column := place.get(skill)) is not None:
                degrees[row, column], ties[row, column] = 1.0, TIES.index("same")
        return KinTable(asked, held, degrees, ties, cosines)

    def _numbers(self, skills: Sequence[str]) -> NDArray[np.int64]:
        return np.array([self._number.get(skill, -1) for skill in skills], np.int64)

    def _degrees(
        self,
        wanted: NDArray[np.int64],
        known: NDArray[np.int64],
        cosines: NDArray[np.float32],
    ) -> tuple[NDArray[np.float32], NDArray[np.int8]]:
        """Degree and tie of every pair, (asked, held); 0 for a skill that is not indexed."""
        degrees = degree_of(cosines)
        ties = np.full(cosines.shape, TIES.index("near"), np.int8)
        places: dict[int, list[int]] = {}
        for row, number in enumerate(wanted.tolist()):
            places.setdefault(number, []).append(row)
        held: dict[int, list[int]] = {}
        for column, number in enumerate(known.tolist()):
            held.setdefault(number, []).append(column)
        for number, rows in places.items():
            for up in self._directly_above(number) if number >= 0 else ():
                _raise(degrees, ties, rows, held.get(up, ()), "broader", BROADER_DEGREE)
        for number, columns in held.items():
            for up in self.above(number) & places.keys() if number >= 0 else ():
                _raise(degrees, ties, places[up], columns, "narrower", NARROWER_DEGREE)
        apart = self._edition[np.maximum(wanted, 0)][:, None] != self._edition[np.maximum(known, 0)]
        alike = (cosines >= EQUIVALENT_COSINE) & apart
        degrees[alike], ties[alike] = EQUIVALENT_DEGREE, TIES.index("equivalent")
        degrees[wanted < 0, :] = 0.0
        degrees[:, known < 0] = 0.0
        return degrees, ties

    def above(self, number: int) -> frozenset[int]:
        """The numbers of the skills up to four steps above one."""
        found = self._ancestors.get(number)
        if found is None:
            reached: set[int] = set()
            level: Iterable[int] = (number,)
            for _ in range(MOST_STEPS):
                level = {up for n in level for up in self._directly_above(n)} - reached
                reached |= level
            found = self._ancestors[number] = frozenset(reached)
        return found

    def _directly_above(self, number: int) -> list[int]:
        ends = self._snapshot.broader_ends
        first = int(ends[number - 1]) if number else 0
        above: list[int] = self._snapshot.broader[first : int(ends[number])].tolist()
        return above


def _raise(
    degrees: NDArray[np.float32],
    ties: NDArray[np.int8],
    rows: Sequence[int],
    columns: Sequence[int],
    tie: Tie,
    degree: float,
) -> None:
    for row in rows:
        for column in columns:
            if degrees[row, column] < degree:
                degrees[row, column], ties[row, column] = degree, TIES.index(tie)


def degree_of(cosines: NDArray[np.float32]) -> NDArray[np.float32]:
    """What nearness in meaning is worth, 0 to :data:`MOST_NEAR_DEGREE`."""
    over = np.clip((cosines - NEAR_COSINE) / (1 - NEAR_COSINE), 0.0, 1.0)
    degrees: NDArray[np.float32] = np.minimum(MOST_NEAR_DEGREE, over**2).astype(np.float32)
    return degrees


def skill_space(
    index: OpenIndex, taxonomies: Sequence[str] = (), language: str = "en"
) -> tuple[SkillSpace, LiveExtractor]:
    """The skills of the live extractor, made once a generation, and the extractor itself.

    Raises what :func:`~search.extraction.live.live_extractor` raises.
    """
    live = live_extractor(index, taxonomies, language)
    key: Hashable = ("skill space", tuple(sorted(set(taxonomies))), language)
    space = index.derived(live.collection, key, lambda: SkillSpace(live.extractor.snapshot))
    return space, live
