"""Seniority and education, as a request names them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import get_args

from search.matching.asking.importance import Manners
from search.matching.asking.sheet import Sheet
from skillsearch.documents import EducationLevel, Seniority
from skillsearch.extraction.words import singular

__all__ = ["Schooling", "Standing", "read_schooling", "read_standing"]

_LEVELS: tuple[tuple[Seniority, str], ...] = (
    ("senior", r"(?:seniors?|sr|snr)(?! (?:citizens?|care|living|adults?|school))(?:[- ]level)?"),
    ("mid", r"mid[- ]?(?:level|career|weight)|mid|intermediate[- ]level"),
    ("junior", r"(?:juniors?|jrs?)(?! school)(?:[- ]level)?|entry[- ]?level|early[- ]career"),
    ("junior", r"(?:fresh|recent|new) grad(?:uate)?s?|freshers?"),
    ("intern", r"interns?(?:hips?)?|trainees?|apprentic(?:es?|eship)"),
    ("manager", r"manage(?:r|ment)[- ]level|directors?(?: of)?|head of"),
    ("executive", r"executive[- ]level|c[- ](?:level|suite)|chief \w+(?: \w+)? officers?"),
    ("executive", r"(?:[se]?vp|vice[- ]president)(?: of)?|c[eftoi]o"),
    ("lead", r"lead[- ]level"),
)
_OF_A_TITLE = frozenset(("manager", "executive"))
"""Levels whose words are part of the title too: "head of marketing" is no marketing."""

# A word that says a level only before a job: "lead nurse", and not "lead generation".
_BEFORE_A_JOB: tuple[tuple[Seniority, str], ...] = (
    ("lead", r"lead(?! (?:generat|time|manage|qualif|conver|scor|nurtur))|principal"),
    ("lead", r"staff(?= (?:\w+ )?(?:engineer|developer|scientist|architect|designer)s?\b)"),
    ("junior", r"graduate"),
)
_LEVEL = re.compile(
    "|".join(
        rf"(?P<l{n}>(?<!\w)(?<!\w-)(?:{words})(?!\w)\.?)" for n, (_, words) in enumerate(_LEVELS)
    ),
    re.IGNORECASE,
)
_WITH_A_JOB = re.compile(
    "|".join(
        rf"(?P<j{n}>(?<![\w-])(?:{words})(?=\s+(?P<job{n}>[\w+#./-]+(?:\s+[\w+#./-]+){{0,2}})))"
        for n, (_, words) in enumerate(_BEFORE_A_JOB)
    ),
    re.IGNORECASE,
)
_ONLY_BEFORE = re.compile(r"\bonly\s+(?:\w+\s+)?$", re.IGNORECASE)
_ONLY_AFTER = re.compile(r"^(?:\s+[\w-]+){0,4}?\s+only\b", re.IGNORECASE)
_AND_UP = re.compile(
    r"^(?:\s+or (?:above|higher|more senior)|\s+and (?:above|up)|\s?\+)", re.IGNORECASE
)
_OF_OTHERS = re.compile(
    r"\b(?:mentor|coach|manag|train|supervis|support|assist|report|teach)\w*\s+(?:\w+\s+)?$", re.I
)
_ASCENDING: tuple[EducationLevel, ...] = get_args(EducationLevel)
_SENIORITIES: tuple[Seniority, ...] = get_args(Seniority)[1:]


@dataclass(frozen=True, slots=True)
class Standing:
    """The seniority asked for, and those that alone are let through (none: all)."""

    seniority: Seniority = ""
    only: tuple[Seniority, ...] = ()


def read_standing(sheet: Sheet, manners: Manners, heads: Collection[str]) -> Standing:
    """The seniority that a request names; ``heads`` are the words that name a job.

    Of several the first counts, as alternatives where they are firm ("only", "must", "or above").
    What is not wanted leaves the others: "no juniors" leaves all above.
    """
    named: list[Seniority] = []
    firm = False
    refused: set[Seniority] = set()
    for match, level in _levels(sheet, heads):
        before, after = sheet.text[: match.start()], sheet.text[match.end() :]
        if _OF_OTHERS.search(before):
            continue
        manner = manners.at(match.start(), match.end())
        is_title = level in _OF_A_TITLE and not match[0].lower().endswith(("level", "suite"))
        if manner.importance == "not":
            if is_title:
                continue
            refused |= {"intern", level} if level == "junior" else {level}
            sheet.take(match.start(), match.end(), f"seniority: not {level}")
            continue
        named.append(level)
        above = _AND_UP.search(after)
        firm = firm or manner.importance == "must" or above is not None
        firm = firm or bool(_ONLY_BEFORE.search(before) or _ONLY_AFTER.search(after))
        if above:
            named += _SENIORITIES[_SENIORITIES.index(level) + 1 :]
            sheet.take(match.end(), match.end() + above.end(), "")
        if not is_title:
            sheet.take(match.start(), match.end(), f"seniority: {level}")
    if refused:
        named = [level for level in named if level not in refused]
        left = tuple(level for level in _SENIORITIES if level not in refused)
        return Standing(named[0] if named else "", tuple(dict.fromkeys(named)) if firm else left)
    return Standing(named[0] if named else "", tuple(dict.fromkeys(named)) if firm else ())


def _levels(sheet: Sheet, heads: Collection[str]) -> list[tuple[re.Match[str], Seniority]]:
    found = [(m, _LEVELS[int(str(m.lastgroup)[1:])][0]) for m in sheet.find(_LEVEL)]
    for match in sheet.find(_WITH_A_JOB):
        number = next(n for n in range(len(_BEFORE_A_JOB)) if match[f"j{n}"])
        following = re.split(r"\W+", match[f"job{number}"].lower())
        if any(singular(word) in heads for word in following):
            found.append((match, _BEFORE_A_JOB[number][0]))
    return sorted(found, key=lambda each: each[0].start())


@dataclass(frozen=True, slots=True)
class Schooling:
    """The education asked for; ``least`` where nothing below it is let through."""

    level: EducationLevel = ""
    least: bool = False


_DEGREES: tuple[tuple[EducationLevel, str], ...] = (
    ("doctorate", r"ph\.? ?d\.?s?|doctora(?:te|l)(?: degree)?|doctor of|(?-i:DBA|EdD|DPhil)"),
    (
        "master",
        r"master['’]?s(?: degree| of| in|\b(?! (?:data|plan|class)))"
        r"|masters?(?= (?:degree|of|in)\b)"
        r"(?: degree)?|m\.?sc\.?|m\.?b\.?a\.?|(?-i:MA|MEng|M\.Eng\.?|MS|M\.S\.|MPhil|LLM|MTech)"
        r"|post-?graduate(?: degree)?",
    ),
    (
        "bachelor",
        r"bachelor['’]?s?(?: degree| of| in)?|b\.?sc\.?(?: hons?)?|undergraduate degree"
        r"|(?-i:BA|BS|B\.S\.|B\.A\.|BEng|B\.Eng\.?|BCom|BBA|BTech|B\.Tech|LLB|BSN)"
        r"|(?:university |college |first |honou?rs )?degree(?:[- ]educated)?(?! (?:feedback|angle))"
        r"|graduate(?= (?:in|of)\b)|university[- ]educated",
    ),
    (
        "vocational",
        r"(?:advanced |higher )?diploma|associate(?:['’]?s)? degree|nitec|polytechnic"
        r"|(?-i:HND|HNC|NVQ)|vocational (?:training|qualification|education)|apprenticeship",
    ),
    ("secondary", r"high[- ]school(?: diploma)?|secondary school|[oa][- ]levels?|gcses?|(?-i:GED)"),
)
_DEGREE = re.compile(
    "|".join(
        rf"(?P<d{n}>(?<![\w°-])(?:{words})(?![\w'’]))" for n, (_, words) in enumerate(_DEGREES)
    ),
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"\b(?:at (?:the )?least|minimum(?: of)?|min\.?)\s+(?:an?\s+|the\s+)?$", re.IGNORECASE
)
_OR_ABOVE = re.compile(
    r"^['’]?\s*(?:degree\s+)?(?:or (?:above|higher|better|more)|and (?:above|up)|minimum|\+)", re.I
)
_ANGLE = re.compile(r"\d\s*[- ]?$")
_SCHOOL_JOB = re.compile(r"^\s+(?:teacher|student|coach|counsell?or|principal)", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:an?|the|with an?)\s+$", re.IGNORECASE)


def read_schooling(sheet: Sheet, manners: Manners) -> Schooling:
    """The education that a request names: of several alternatives the least that is enough."""
    levels: list[EducationLevel] = []
    least = False
    for match in sheet.find(_DEGREE):
        before, after = sheet.text[: match.start()], sheet.text[match.end() :]
        if _ANGLE.search(before) or _SCHOOL_JOB.match(after):
            continue
        level = _DEGREES[int(str(match.lastgroup)[1:])][0]
        manner = manners.at(match.start(), match.end())
        start, end = match.start(), match.end()
        if manner.importance == "not":
            shown = match[0]
            sheet.refuse(start, end, f"Nobody is left out for having {shown!r}: it was not used.")
            continue
        levels.append(level)
        bound = _AT_LEAST.search(before)
        above = _OR_ABOVE.match(after)
        if bound or above or manner.importance == "must":
            least = True
        if bound:
            start = bound.start()
        elif article := _ARTICLE.search(before):
            start = article.start()
        end += above.end() if above else 0
        sheet.take(start, end, f"education: {level}{' or above' if least else ''}")
    level = min(levels, key=_ASCENDING.index, default="")
    return Schooling(level, least and bool(level))
