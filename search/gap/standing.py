"""How a person stands to each thing asked: it is held, partly held, or missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.gap.answers import Asked, LevelTold, Line, Met, Standing, Wording
from search.gap.levels import level_from_years, shortfall
from search.gap.naming import name_of
from search.gap.person import Holding, Person
from search.gap.wording import AskedLabels, Said
from search.matching.answers import Nearest
from search.matching.skill_space import Kinship, SkillSpace

__all__ = ["BROADER_COSINE", "HELD_DEGREE", "PARTLY_DEGREE", "compare", "degree_of"]

HELD_DEGREE = 0.85
"""From here one skill does for another: the same, its like in another taxonomy, a narrower one."""

PARTLY_DEGREE = 0.25
"""Below this a near skill is no part of what is asked, only something to build on: the cosine of
two labels is below .8."""

BROADER_COSINE = 0.5
"""A broader skill that means something else is none: a taxonomy's upper floors are wide."""


def compare(
    space: SkillSpace, person: Person, asked: Sequence[Asked], labels: AskedLabels
) -> list[Line]:
    """A line for each thing asked, in their order; nothing has transfers yet.

    A thing is held by a skill or by words that say it, whichever is more; ``labels`` are those of
    what is asked. The degree by a skill is that of the kinship, times the share of the asked level
    that is held; of what is not surely held it is at most the confidence.
    """
    holdings = {holding.skill: holding for holding in person.holdings}
    flat = [(number, skill.point) for number, one in enumerate(asked) for skill in one.skills]
    ways: list[list[_Way]] = [[] for _ in asked]
    kin = space.kin([skill for _, skill in flat], list(holdings))
    for (number, _), found in zip(flat, kin, strict=True):
        if found is not None:
            holding = holdings[found.held]
            ways[number].append(_Way(found, holding, degree_of(found, holding)))
    said = labels.said_in(person.sentences)
    return [
        _line(space, person, one, max(ways[n], key=lambda way: way.degree, default=None), said[n])
        for n, one in enumerate(asked)
    ]


def degree_of(kinship: Kinship, holding: Holding) -> float:
    """How far a holding does for what is asked, 0 to 1, whatever the level."""
    if kinship.tie == "broader" and kinship.cosine < BROADER_COSINE:
        return 0.0
    return kinship.degree if holding.is_sure else min(kinship.degree, holding.confidence)


@dataclass(frozen=True, slots=True)
class _Way:
    kinship: Kinship
    holding: Holding
    degree: float


def _line(
    space: SkillSpace, person: Person, asked: Asked, way: _Way | None, said: Said | None
) -> Line:
    by_skill = _by_skill(space, asked, way) if way and way.degree >= PARTLY_DEGREE else None
    by_words = _by_words(person, asked, said) if said and said.degree else None
    lines = [line for line in (by_skill, by_words) if line is not None]
    if lines:
        # Of equals the skill: it comes with years and a level.
        return max(lines, key=lambda line: line.degree)
    for skill in asked.skills:
        if (level := person.languages.get(skill.label.casefold())) is not None:
            note = f"a language that the resume lists{f': {level}' if level else ''}"
            return Line(asked, "held", 1.0, note=note)
    if said is None:
        return Line(asked, "missing", 0.0)
    shown = person.sentences.shown(said.piece)
    nearest = Nearest(shown.sentence, shown.section, round(1 - said.fit, 4))
    return Line(asked, "missing", 0.0, nearest=nearest)


def _by_words(person: Person, asked: Asked, said: Said) -> Line:
    return Line(
        asked,
        "held" if said.degree >= 1 else "partly",
        said.degree,
        worded=Wording(said.phrase, said.label, said.fit),
        evidence=(person.sentences.shown(said.piece),),
        note=f"level {asked.level} is asked; nothing tells the level held" if asked.level else "",
    )


def _by_skill(space: SkillSpace, asked: Asked, way: _Way) -> Line:
    holding = way.holding
    stands_in = way.kinship.degree >= HELD_DEGREE
    level, source = _level(asked, holding) if stands_in else ("", "")
    short, share = shortfall(asked.level, level)
    is_held = way.degree >= HELD_DEGREE and not short
    standing: Standing = "held" if is_held else "partly"
    return Line(
        asked,
        standing,
        1.0 if is_held else round(min(way.degree * share, 0.99), 4),
        met=Met(name_of(space, holding.skill), way.kinship.tie, round(way.degree, 4)),
        evidence=holding.evidence,
        years=holding.years,
        level_held=level,
        level_from=source,
        level_short=short,
        note="; ".join(_notes(asked, way, level, short, stands_in)),
    )


def _level(asked: Asked, holding: Holding) -> tuple[str, LevelTold]:
    if holding.level:
        return holding.level, "told"
    estimated = level_from_years(holding.years, asked.level)
    return estimated, "years" if estimated else ""


def _notes(asked: Asked, way: _Way, level: str, short: int, stands_in: bool) -> Iterator[str]:
    """What people should know of the line, where it does not speak for itself."""
    if short:
        yield f"level {level} held, {asked.level} asked"
    if not stands_in:
        said = "the broader skill is held" if way.kinship.tie == "broader" else "near to it"
        yield f"{said}, not the same"
    if not way.holding.is_sure:
        yield "the resume says it less than clearly"
    if stands_in and asked.level and not level:
        yield f"level {asked.level} is asked; nothing tells the level held"
