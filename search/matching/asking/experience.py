"""Years of experience, in general or of one thing: "5+ years", "3-5 yrs of SQL"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.matching.asking.importance import Manners
from search.matching.asking.sheet import Sheet

__all__ = ["Years", "read_years"]

MOST_YEARS = 60
"""More is no experience of one person."""

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_COUNT = rf"(?:\d{{1,2}}(?:[.,]\d)?|{'|'.join(_NUMBERS)})"
_LEAST = r"at (?:the )?least|minimum(?: of)?|min\.?|no(?:t)? (?:less|fewer) than|>=|≥"
_MOST = r"at (?:the )?most|maximum(?: of)?|max\.?|no(?:t)? more than|<=|≤"
_OVER = r"more than|over|above|upwards of|>"
_UNDER = r"up to|less than|fewer than|under|below|<"
_YEARS = re.compile(
    rf"(?:(?<![\w-])(?:a |an |with )?(?:(?P<least>{_LEAST})|(?P<most>{_MOST})|(?P<over>{_OVER})"
    rf"|(?P<under>{_UNDER}))\s*(?:a )?)?"
    rf"(?<![\w.,$£€-])(?P<low>{_COUNT})\s?(?P<plus>\+|plus\b|or more\b)?"
    rf"(?:\s?(?:-|–|—|to|or)\s?(?P<high>{_COUNT}))?\s?(?P<plus_too>\+)?[\s-]?"
    r"(?P<unit>years?|yrs?|yoe|y/?o(?![a-z])|months?|mths?)\b(?:['’]s?)?"
    r"(?P<minimum>\s*(?:minimum|min\b\.?|or (?:more|above|over)|and (?:above|over|up)|plus\b"
    r"|at least))?"
    r"(?P<maximum>\s*(?:maximum|max\b\.?|or (?:less|fewer|under)|at most|tops))?"
    r"(?P<rest>\s*(?:(?:of|in) )?(?:(?:relevant|solid|proven|professional|total|overall"
    r"|work(?:ing)?"
    r"|hands[- ]on|prior|previous|industry|commercial|practical) )*(?:experience[ds]?|exp\b\.?))?",
    re.IGNORECASE,
)
_NO_EXPERIENCE = re.compile(
    r"^\s*(?:old|of age|ago|contract|degree|diploma|course|warranty)\b", re.I
)
_NOT_BEFORE = re.compile(
    r"\b(?:last|past|previous|recent|next|within|aged?|every|first)\s+(?:the\s+)?$", re.IGNORECASE
)
_OF_ONE_THING = re.compile(r"\s*(?:of|in|with|using|on|doing|as)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Years:
    """Years asked for at ``text[start:end]``; ``least`` and ``most`` where it is a firm bound.

    ``of`` is whether "of", "in" or the like follows: then they are those of what comes next.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    least: bool = False
    most: bool = False
    of: bool = False

    @property
    def shown(self) -> str:
        """The bounds in words."""
        if self.low is None:
            return f"at most {self.high:g} years"
        if self.high is None:
            return f"{self.low:g} years or more"
        return f"{self.low:g} to {self.high:g} years"


def read_years(sheet: Sheet, manners: Manners) -> list[Years]:
    """Find and take all numbers of years that are experience, in order.

    A bound is firm where "at least", "minimum", "at most" or "maximum" says so, or a "must" before
    it. "5 years" asks for five or more; months are counted as parts of a year.
    """
    found: list[Years] = []
    for match in sheet.find(_YEARS):
        before, after = sheet.text[: match.start()], sheet.text[match.end() :]
        if _NO_EXPERIENCE.match(after) or _NOT_BEFORE.search(before):
            continue
        months = match["unit"].lower().startswith("m")
        low, high = _number(match["low"], months), _number(match["high"], months)
        if low is None or max(low, high or 0) > MOST_YEARS:
            continue
        if high is not None and high < low:
            low, high = high, low
        manner = manners.at(match.start(), match.end())
        said = manner.importance == "must" or manner.strict
        if match["most"] or match["under"] or match["maximum"]:
            bounds: tuple[float | None, float | None] = (None, high or low)
            firm_low = False
            firm_high = said or bool(match["most"] or match["maximum"])
        else:
            bounds = (low, high)
            firm_low = said or bool(match["least"] or match["minimum"])
            firm_high = said and high is not None
        of = _OF_ONE_THING.match(after) is not None
        found.append(
            Years(match.start(), match.end(), *bounds, least=firm_low, most=firm_high, of=of)
        )
        sheet.take(match.start(), match.end(), "")
    return found


def _number(written: str | None, months: bool) -> float | None:
    if written is None:
        return None
    value = float(_NUMBERS.get(written.lower(), 0) or written.replace(",", "."))
    return round(value / 12, 1) if months else value
