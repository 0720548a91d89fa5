"""Texts in groups, and where models put them: what the maps of an evaluation are drawn from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from skillsearch.encoder.base import Vectors
from skillsearch.errors import SettingError, SourceError
from skillsearch.records import Concept
from training.data.esco import Esco, read_esco
from training.data.held import held
from training.data.layout import DataFolder
from training.data.titles import JitteredTitle, read_jittered
from training.plots.palette import MAX_NAMED_GROUPS

__all__ = [
    "MAX_POINTS",
    "Encode",
    "MapPoint",
    "TextMap",
    "VectorMap",
    "skill_map",
    "standard_maps",
    "title_map",
]

MAX_POINTS = 1_500

Encode = Callable[[Sequence[str]], Vectors]
"""Texts → float32 [n, d], a row a text."""

_SEED = 42
_SKILL_GROUP_LEVEL = 2
"""Of the hierarchy of ESCO: level 0 only tells skills from knowledge, and the groups of level 1
("information skills") are too wide to be one place.
"""


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A text on a map, and the group with which it should stand together."""

    text: str
    group: str


@dataclass(frozen=True, slots=True, eq=False)
class VectorMap:
    """Where one model puts the points of a map: ``vectors`` is float32 [n, d], a row a point."""

    model: str
    vectors: Vectors


@dataclass(frozen=True, slots=True, eq=False)
class TextMap:
    """Points, and the same points seen by models; the first model is what others compare with.

    ``id`` is part of file names; ``title`` says what a good map shows; ``kind`` says what a group
    is. ``named`` are the groups with a colour of their own, all others are grey. ``missing`` says
    why there are no points, where that is so. Raises
    :class:`~skillsearch.errors.SettingError` where points and vectors do not fit together.
    """

    id: str
    title: str
    kind: str
    points: tuple[MapPoint, ...]
    named: tuple[str, ...]
    views: tuple[VectorMap, ...] = ()
    missing: str = ""

    def __post_init__(self) -> None:
        if len(self.named) > MAX_NAMED_GROUPS:
            raise SettingError(
                f"The map {self.id!r} names {len(self.named)} groups, and readers can tell "
                f"{MAX_NAMED_GROUPS} apart.",
                remedy="Name the largest groups; the others are drawn in grey.",
            )
        for view in self.views:
            if view.vectors.ndim != 2 or len(view.vectors) != len(self.points):
                raise SettingError(
                    f"The map {self.id!r} has {len(self.points)} points, and the vectors of "
                    f"{view.model} are of shape {view.vectors.shape}.",
                    remedy="Give one row of vectors for each point, in the order of the points.",
                )

    @property
    def others(self) -> str:
        """What the groups without a colour are called together."""
        count = len({point.group for point in self.points} - set(self.named))
        return f"{count:,} other{'' if count == 1 else 's'}"

    def seen_by(self, encoders: Mapping[str, Encode]) -> TextMap:
        """The same map with the vectors of each model, in the order of the mapping."""
        texts = [point.text for point in self.points]
        views = tuple(
            VectorMap(model, np.asarray(encode(texts), np.float32))
            for model, encode in encoders.items()
        )
        return replace(self, views=views)


def standard_maps(data: DataFolder, encoders: Mapping[str, Encode]) -> tuple[TextMap, ...]:
    """Job titles and ESCO skills that no recipe trains on, as the given models see them.

    Where the file that a map is made from is missing or another one, the map has no points and
    says so.
    """
    makers: dict[str, Callable[[], TextMap]] = {
        "titles": lambda: title_map(read_jittered(data.jittered_val)),
        "skills": lambda: skill_map(read_esco(data.esco_1_1_0)),
    }
    maps = []
    for name, make in makers.items():
        try:
            maps.append(make().seen_by(encoders))
        except SourceError as error:
            maps.append(TextMap(name, "", "", (), (), missing=error.message))
    return tuple(maps)


def title_map(rows: Sequence[JitteredTitle], seeds: int = MAX_NAMED_GROUPS) -> TextMap:
    """Seed titles with their variants, ``seeds`` of them in colour, drawn by a fixed seed.

    Seeds enter whole, at most 1,500 points in all; a text that comes twice counts once.
    """
    variants: dict[str, list[str]] = {}
    for row in rows:
        variants.setdefault(row.seed, [row.seed]).append(row.text)
    order = [sorted(variants)[place] for place in _shuffled(len(variants))]
    points: dict[str, str] = {}
    for seed in order:
        new = [text for text in dict.fromkeys(variants[seed]) if text not in points]
        if len(points) + len(new) <= MAX_POINTS:
            points.update(dict.fromkeys(new, seed))
    return TextMap(
        id="titles",
        title="Spellings of one job title should stand together, apart from all other titles",
        kind="seed title",
        points=_points(points),
        named=tuple(sorted(order[:seeds])),
    )


def skill_map(esco: Esco, groups: int = MAX_NAMED_GROUPS) -> TextMap:
    """Preferred labels of the ESCO skills kept out of training, by their skill group.

    The ``groups`` that hold most of them are in colour. At most 1,500 skills, drawn by a fixed
    seed; a skill in several groups counts in the first.
    """
    kept = [skill for skill in esco.skills if held(skill.id) and _skill_group(skill)]
    chosen = sorted(_shuffled(len(kept))[:MAX_POINTS])
    points = {kept[place].label: _skill_group(kept[place]) for place in chosen}
    largest = sorted(Counter(points.values()).items(), key=lambda item: (-item[1], item[0]))
    return TextMap(
        id="skills",
        title="Skills of one group should stand in one neighbourhood",
        kind="skill group",
        points=_points(points),
        named=tuple(name for name, _ in largest[:groups]),
    )


def _skill_group(skill: Concept) -> str:
    path = skill.paths[0] if skill.paths else ()
    return path[min(_SKILL_GROUP_LEVEL, len(path) - 1)].label if path else ""


def _points(groups: Mapping[str, str]) -> tuple[MapPoint, ...]:
    return tuple(MapPoint(text, group) for text, group in groups.items())


def _shuffled(count: int) -> list[int]:
    order: list[int] = np.random.default_rng(_SEED).permutation(count).tolist()
    return order
