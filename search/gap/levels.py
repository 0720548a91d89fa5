"""Levels of proficiency: as they are written, compared, and estimated from years."""

from __future__ import annotations

import re

from skillsearch.errors import QueryError

__all__ = ["level_from_years", "parse_told", "shortfall"]

_NAMED = {"basic": 1, "intermediate": 2, "advanced": 3}

_YEARS_OF_NUMBER = (0.0, 1.0, 3.0, 5.0, 8.0, 12.0)
"""Years from which a level of SSF's scale of six is taken for reached. A convention: the framework
defines levels by what somebody can do, not by time, so an answer says that years were counted."""

_YEARS_OF_NAME = (0.0, 2.0, 5.0)
"""The same for basic, intermediate, advanced."""

_TOLD = re.compile(
    r"(?P<name>.+?)\s*:\s*(?:level\s*)?"
    r"(?:(?P<level>[1-9]|basic|intermediate|advanced)|(?P<years>\d+(?:\.\d+)?)\s*(?:y|yrs?|years?))",
    re.IGNORECASE,
)


def parse_told(entry: str) -> tuple[str, str, float | None]:
    """Name, level ("" if none) and years of ``Data Analysis:3``, ``SQL:5y`` or ``Python``.

    Raises :class:`~skillsearch.errors.QueryError` for an entry without a name.
    """
    text = " ".join(entry.split())
    found = _TOLD.fullmatch(text)
    name = found["name"] if found else text
    if not any(c.isalpha() for c in name):
        raise QueryError(
            f"{entry!r} names no skill.",
            remedy="Write a skill, with its level or years if known: Data Analysis:3, SQL:5y.",
        )
    if not found:
        return name, "", None
    level = (found["level"] or "").capitalize()
    return name, level, float(found["years"]) if found["years"] else None


def level_from_years(years: float | None, asked: str) -> str:
    """The level that so many years suggest, on the scale of ``asked``; "" where nothing does."""
    if years is None or not asked:
        return ""
    if asked.isdecimal():
        return str(sum(years >= least for least in _YEARS_OF_NUMBER) or 1)
    if asked.casefold() in _NAMED:
        reached = sum(years >= least for least in _YEARS_OF_NAME) or 1
        return next(name for name, rank in _NAMED.items() if rank == reached).capitalize()
    return ""


def shortfall(asked: str, held: str) -> tuple[int, float]:
    """Levels lacking, and the share of the asked level that is held (1 where none is lacking).

    Levels of two scales are not compared: (0, 1.0).
    """
    wanted, has = _rank(asked), _rank(held)
    if wanted is None or has is None or asked.isdecimal() != held.isdecimal():
        return 0, 1.0
    return max(0, wanted - has), min(1.0, has / wanted)


def _rank(level: str) -> int | None:
    if level.isdecimal():
        return int(level)
    return _NAMED.get(level.casefold())
