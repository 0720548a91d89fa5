"""How what is asked is meant: must, nice or not, with which weight, and how far that reaches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from search.matching.asking.sheet import Sheet
from search.matching.need import MAX_WEIGHT, Importance

__all__ = ["Manner", "Manners", "read_manners"]

SAID = 2.0
"""The weight of what is said to be a must; 1 where nothing is said."""

EMPHASISED = 3.0
"""The weight of what is said to be very important."""


@dataclass(frozen=True, slots=True)
class Manner:
    """``importance`` is "" where nothing is said; ``strict`` where who fails is to be left out."""

    importance: Importance | Literal[""] = ""
    weight: float = 1.0
    strict: bool = False


_MUST = Manner("must", SAID)
_STRICT = Manner("must", SAID, True)
_FIRST = Manner("must", EMPHASISED)
_NICE = Manner("nice")
_NOT = Manner("not")

_THAN = r" (?:more|less|fewer|older|newer|later|earlier) than| before| after"
"""After "no" and "not" these begin a bound, which is read where bounds are."""

# The first that matches at a place counts. "list" reaches over commas to the next such word or to
# the end of the sentence, "clause" to the next comma.
_BEFORE: tuple[tuple[Manner, Literal["list", "clause"], str], ...] = (
    (_NOT, "clause", r"(?:must|should|may) not(?: (?:have|be))?|(?:do|does)(?: not|n['’]t) want"),
    (_NOT, "clause", r"exclud(?:e|es|ed|ing)|except(?:ing)?(?: for)?|avoid(?:ing)?|instead of"),
    (
        _NOT,
        "clause",
        rf"without(?: any)?|neither|nor|never|no(?! ?\.|[- ]?one|{_THAN})(?: need for)?",
    ),
    (
        _NOT,
        "clause",
        rf"not(?! (?:only|just|necessarily)\b|{_THAN})(?: (?:any|a|an|from|for|in))?|-free",
    ),
    (_STRICT, "clause", r"(?<!not )only(?: with)?|strictly|absolutely(?: must(?:[- ]have)?)?"),
    (_FIRST, "clause", r"(?:very|most|extremely) important(?:ly)?|critical(?=\s*:)|above all"),
    (_MUST, "list", r"must[- ]haves?|(?:required|essential|mandatory|requirements?)(?=\s*:)"),
    (_MUST, "list", r"must|requires?|required to have|(?:needs?|has|have) to (?:have|be|know)"),
    (_MUST, "clause", r"important(?:ly)?(?=\s*:)|especially|key(?=\s*:)"),
    (
        _NICE,
        "list",
        r"(?:nice|good|great)(?:[- ]to[- ]haves?|-to-have)|bonus(?: points?)?(?: for)?",
    ),
    (_NICE, "list", r"(?:desirable|desired|optional|preferred)(?=\s*:)|pluses(?=\s*:)"),
    (_NICE, "clause", r"ideally|prefer(?:abl[ey]|ring|s)?|optionally|perhaps|maybe|plus(?= if)"),
    (_NICE, "clause", r"(?:would|it['’]s|it is) (?:be )?(?:nice|great|good)(?: to have| if)?"),
)
_AFTER: tuple[tuple[Manner, str], ...] = (
    (_STRICT, r"only|(?:is |a )?(?:deal[- ]?breaker|non[- ]negotiable)|no exceptions"),
    (_FIRST, r"(?:is|are) (?:very|most|extremely) important|(?:is |are )?critical"),
    (
        _MUST,
        r"(?:is |are )?(?:a must(?:[- ]have)?|must[- ]haves?|required|essential|mandatory|needed"
        r"|necessary|important|compulsory)",
    ),
    (
        _NICE,
        r"(?:(?:is|are|as|would be|will be) )?(?:an? )?(?:big |huge |definite |real )?"
        r"(?:plus|bonus|advantage|asset|desirable|desired|preferred|welcome|optional|beneficial"
        r"|nice(?:[- ]to[- ]have)?|great|helpful|good(?: to have)?)|if possible|preferably|ideally",
    ),
)
_BEFORE_ANY = re.compile(
    "|".join(
        rf"(?P<b{n}>(?<![\w-])(?:{words})(?![\w-]))" for n, (_, _, words) in enumerate(_BEFORE)
    ),
    re.IGNORECASE,
)
_AFTER_ANY = re.compile(
    "|".join(
        rf"(?P<a{n}>(?<![\w-])(?:{words})(?![\w-])(?=\s*(?:$|[,;.!?)\]|]|\bbut\b|\band\b|\s[-–—])))"
        for n, (_, words) in enumerate(_AFTER)
    ),
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*[(\[]\s*(?P<word>[a-z][a-z -]{2,20}?)\s*[)\]]", re.IGNORECASE)
_MORE_BRACKETED: dict[str, Manner] = {
    "must": _MUST, "key": _MUST, "very important": _FIRST, "nice": _NICE, "plus": _NICE,
    "no": _NOT, "not": _NOT, "excluded": _NOT,
}  # fmt: skip
_WEIGHT = re.compile(r"(?<=[\w+#)\"”])\^(?P<weight>\d{1,2}(?:\.\d+)?)(?![\w.])")
_NOT_NEEDED = re.compile(
    r"\b(?:no|not|isn['’]t|aren['’]t)\b[^,;.()]{0,40}?"
    r"\b(?:required|needed|necessary|essential|mandatory|a must|important)\b",
    re.IGNORECASE,
)
_REACH_ENDS = re.compile(r"\b(?:with|who|having|must|ideally|plus)\b", re.IGNORECASE)
_LEADS = re.compile(r"[\s,;:]*(?:(?:and|or|with|also|but|is|are|which|who)\b\s*)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Reach:
    start: int
    end: int
    manner: Manner


class Manners:
    """The manner of each place of a text."""

    def __init__(
        self,
        reaches: list[_Reach],
        marks: dict[int, Manner],
        denied: Sequence[tuple[int, int]],
    ) -> None:
        self._reaches = reaches
        self._marks = marks
        self._denied = denied

    def at(self, start: int, end: int) -> Manner:
        """How what stands in ``text[start:end]`` is meant: what is attached to it goes first."""
        if any(first <= start < last for first, last in self._denied):
            return _NOT
        said = Manner()
        for reach in self._reaches:
            if reach.start <= start < reach.end:
                said = reach.manner
        mark = self._marks.get(end)
        if mark is None:
            return said
        return replace(said, weight=mark.weight) if mark.importance == "" else mark


def read_manners(sheet: Sheet, denied: Sequence[tuple[int, int]]) -> Manners:
    """Find and take the words that say how others are meant; ``denied`` stands under NOT.

    A word of importance before what it is about reaches forward, to the next comma or, as a
    heading of a list does ("must have"), to the next such word; after it, back to the last comma.
    """
    marks = _attached(sheet)
    for match in sheet.find(_NOT_NEEDED):
        start = sheet.clause_start(match.start())
        text = sheet.text[start : match.end()].strip()
        begin = sheet.text.index(text, start)
        sheet.refuse(begin, match.end(), f"{text!r} asks for nothing and was not used.")
    after: list[_Reach] = []
    for match in sheet.find(_AFTER_ANY):
        start = max(
            sheet.clause_start(match.start()),
            max((m.end() for m in _REACH_ENDS.finditer(sheet.text, 0, match.start())), default=0),
        )
        if _LEADS.fullmatch(sheet.text, start, match.start()):
            continue  # nothing before it: it is about what follows
        manner = _AFTER[_number(match)][0]
        sheet.take(match.start(), match.end(), "")
        after.append(_Reach(start, match.start(), manner))
    found = [m for m in sheet.find(_BEFORE_ANY) if m[0] != "NOT"]  # the operator
    before: list[_Reach] = []
    for place, match in enumerate(found):
        manner, reach, _ = _BEFORE[_number(match)]
        following = found[place + 1].start() if place + 1 < len(found) else len(sheet.text)
        start = _colon(sheet.text, match.end())
        if reach == "list" or start > match.end():
            end = _sentence_end(sheet.text, start)
        else:
            end = sheet.clause_end(start)
            stop = _REACH_ENDS.search(sheet.text, start, end) if manner is _NOT else None
            end = stop.start() if stop else end
        sheet.take(match.start(), match.end(), "")
        before.append(_Reach(start, min(end, following), manner))
    return Manners([*before, *after], marks, denied)


def _attached(sheet: Sheet) -> dict[int, Manner]:
    """Where something ends → what is attached to it: ``python^3``, ``python (essential)``."""
    marks: dict[int, Manner] = {}
    for match in _WEIGHT.finditer(sheet.text):
        weight = min(float(match["weight"]), MAX_WEIGHT)
        sheet.take(match.start(), match.end(), "")
        if weight <= 0:
            sheet.warn(f"The weight {match['weight']} is not above 0 and was not used.")
            continue
        end = len(sheet.text[: match.start()].rstrip(')"”'))
        marks[end] = Manner(weight=weight)
    for match in sheet.find(_IN_BRACKETS):
        manner = _bracketed(match["word"].casefold())
        if manner is not None:
            sheet.take(match.start(), match.end(), "")
            marks[match.start()] = manner
    return marks


def _bracketed(word: str) -> Manner | None:
    if word in _MORE_BRACKETED:
        return _MORE_BRACKETED[word]
    match = _AFTER_ANY.fullmatch(word)
    return _AFTER[_number(match)][0] if match else None


def _number(match: re.Match[str]) -> int:
    return int(str(match.lastgroup)[1:])


def _colon(text: str, place: int) -> int:
    colon = re.compile(r"\s*:").match(text, place)
    return colon.end() if colon else place


def _sentence_end(text: str, place: int) -> int:
    end = re.compile(r";|[.!?](?=\s|$)").search(text, place)
    return end.start() if end else len(text)
