"""Things asked for, and how they are meant → requirements, titles and years."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.matching.asking.experience import Years
from search.matching.asking.importance import Manner, Manners
from search.matching.asking.logic import Asked
from search.matching.asking.plain_words import EMPTY
from search.matching.asking.sheet import BREAK, Sheet
from search.matching.asking.things import Thing
from search.matching.need import Importance, Requirement
from skillsearch.text import words

__all__ = ["AllYears", "requirements_of", "share_years"]

_BEFORE_YEARS = re.compile(r"[\s(:]*(?:for\s+|with\s+)?")
_AND = re.compile(r"\s*(?:and|&|/|\+)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AllYears:
    """Years of experience in general, and of one thing: the place where it begins → years."""

    low: float | None
    high: float | None
    least: bool
    most: bool
    of: Mapping[int, float]


def share_years(sheet: Sheet, years: Sequence[Years], things: Sequence[Thing]) -> AllYears:
    """Which thing each number of years is about: the one right before or after it, else all.

    A job title is no such thing: its years are those in general.
    """
    general: Years | None = None
    of: dict[int, float] = {}
    for asked in years:
        about = _about(sheet, asked, things, of)
        if about and asked.low is not None:
            of.update((thing.start, asked.low) for thing in about)
            shown = " and ".join(thing.said for thing in about)
            sheet.say(asked.start, asked.end, f"{asked.low:g} years of {shown}")
        elif general is None:
            general = asked
            firm = ", others are left out" if asked.least or asked.most else ""
            sheet.say(asked.start, asked.end, f"experience: {asked.shown}{firm}")
        else:
            shown = sheet.text[asked.start : asked.end].strip()
            sheet.refuse(
                asked.start, asked.end, f"Years are asked for twice: {shown!r} was not used."
            )
    if general is None:
        return AllYears(None, None, False, False, of)
    return AllYears(general.low, general.high, general.least, general.most, of)


def _about(
    sheet: Sheet, years: Years, things: Sequence[Thing], given: Mapping[int, float]
) -> list[Thing]:
    before = [t for t in things if t.end <= years.start]
    last = max(before, key=lambda t: t.end, default=None)
    if (
        last is not None
        and last.kind != "title"
        and last.start not in given
        and not years.of
        and _BEFORE_YEARS.fullmatch(sheet.text, last.end, years.start)
    ):
        return [last]
    after = sorted((t for t in things if t.start >= years.end), key=lambda t: (t.start, -t.end))
    if not after or not _is_empty(sheet.text, years.end, after[0].start):
        return []
    if any(t.kind == "title" and t.start <= after[0].start for t in after):
        return []
    about = [after[0]]
    for thing in after[1:]:
        if not _AND.fullmatch(sheet.text, about[-1].end, thing.start):
            break
        about.append(thing)
    return [] if any(t.kind == "title" for t in about) else about


def _is_empty(text: str, start: int, end: int) -> bool:
    return BREAK.search(text, start, end) is None and set(words(text[start:end])) <= EMPTY


def requirements_of(
    sheet: Sheet, asked: Sequence[Asked], manners: Manners, years: Mapping[int, float]
) -> tuple[list[Requirement], tuple[str, ...]]:
    """The requirements in order, each once, and the job titles; says of each what it was taken for.

    What names a skill, or is a name, is a must; other words are nice to have, unless it is said
    how they are meant. A title ranks and excludes nobody, unless it is not wanted.
    """
    titles: dict[str, None] = {}
    found: dict[tuple[object, ...], Requirement] = {}
    for each in asked:
        thing = each.thing
        manner = _manner(thing, manners)
        unwanted = each.unwanted or manner.importance == "not"
        if not unwanted:
            if thing.kind != "title" or manner.importance != "nice":
                titles.update(dict.fromkeys(thing.titles))
            if thing.kind == "title" and manner.importance != "nice":
                _say(sheet, thing, thing.means)
                continue
        requirement = _requirement(each, manner, unwanted, years.get(thing.start))
        key = (requirement.skills or requirement.text.casefold(), requirement.importance)
        if key not in found:
            found[key] = requirement
        _say(sheet, thing, _shown(requirement, thing))
    return list(found.values()), tuple(titles)


def _say(sheet: Sheet, thing: Thing, meaning: str) -> None:
    for start, end in thing.places:
        sheet.say(start, end, meaning)


def _manner(thing: Thing, manners: Manners) -> Manner:
    said = [manners.at(start, end) for start, end in thing.places]
    return max(said, key=lambda m: (m.importance != "", m.weight))


def _requirement(asked: Asked, manner: Manner, unwanted: bool, years: float | None) -> Requirement:
    thing = asked.thing
    importance: Importance = "must" if thing.kind != "words" or asked.strict else "nice"
    if unwanted:
        importance = "not"
    elif manner.importance:
        importance = manner.importance
    strict = (asked.strict or manner.strict) and importance != "nice"
    phrases = thing.phrases
    if strict and not thing.skills and not phrases:
        phrases = (thing.said,)  # by meaning alone nobody is left out
    return Requirement(
        thing.said,
        importance,
        manner.weight,
        thing.skills,
        phrases,
        strict,
        None if unwanted else years,
    )


def _shown(requirement: Requirement, thing: Thing) -> str:
    """What a thing was taken for, for people: how it is meant, and by what it is looked for."""
    word = {"must": "must", "nice": "nice to have", "not": "not wanted"}[requirement.importance]
    strictly = ", strictly" if requirement.strict else ""
    by_words = f"the words {', '.join(map(repr, requirement.phrases))}"
    means = by_words if requirement.phrases and not requirement.skills else thing.means
    return f"{word}{strictly}: {means}"
