"""The skills of a document in short: what a ranking reads of each, without the places in the text.

The write side keeps these rows beside the evidence, which is some eight times as long; the read
side makes them of the evidence of a document that has none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from skillsearch.text import normal_form

__all__ = ["Held", "HeldBy", "held_skills"]

HeldBy = Literal["label", "alias", "fuzzy", "semantic"]


class Held(NamedTuple):
    """A skill that a document has; a stored one is the list of these.

    ``skill`` is its point id, ``by`` how the text names it: by its preferred label, another one, a
    misspelled one, or by meaning alone. ``years`` are those of the dated positions that name it and
    ``last_year`` the last of them, 9999 of one that is held still; None where nothing is dated.
    """

    skill: str
    confidence: float
    years: float | None
    by: HeldBy
    last_year: int | None


def held_skills(
    evidence: Sequence[Mapping[str, Any]], experience: Sequence[Mapping[str, Any]]
) -> list[Held]:
    """The rows of a payload's ``evidence`` and ``experience``, in the order of the evidence."""
    dated = [
        (date.max.year if one["current"] else int((one["end"] or one["start"])[:4]), one)
        for one in experience
        if one["current"] or one["end"] or one["start"]
    ]
    return [
        Held(
            each["skill"],
            each["confidence"],
            each["years"],
            _by(each["label"], each["mentions"]),
            _last_year(each["mentions"], dated),
        )
        for each in evidence
    ]


def _by(label: str, mentions: Sequence[Mapping[str, Any]]) -> HeldBy:
    spelled = next((m for m in mentions if m["match"] in ("alias", "fuzzy")), None)
    if spelled is None:
        return "semantic"
    if spelled["match"] == "fuzzy":
        return "fuzzy"
    return "label" if normal_form(spelled["text"]) == normal_form(label) else "alias"


def _last_year(
    mentions: Sequence[Mapping[str, Any]], dated: Sequence[tuple[int, Mapping[str, Any]]]
) -> int | None:
    years = (
        year
        for year, position in dated
        if any(
            position["start_offset"] <= m["start"] and m["end"] <= position["end_offset"]
            for m in mentions
        )
    )
    return max(years, default=None)
