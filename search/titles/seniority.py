"""The level that a title names, told apart from the job."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from skillsearch.documents import Seniority

__all__ = ["Levelled", "levelled"]


@dataclass(frozen=True, slots=True)
class Levelled:
    """A title with abbreviations written out: ``text``, and ``core`` without the words of a level.

    ``grade`` is a number of a ladder ("II") that was taken off both, "" where there is none.
    """

    text: str
    core: str
    seniority: Seniority
    grade: str


def _compiled(
    forms: Sequence[tuple[Seniority, str]],
) -> tuple[tuple[Seniority, re.Pattern[str]], ...]:
    return tuple((level, re.compile(form, re.IGNORECASE)) for level, form in forms)


_TAKEN = _compiled(
    (
        (
            "senior",
            r"\b(?:very )?senior\b(?! (?:living|citizen|home|school|executive officer))"
            r"(?:[ /-](?:level|most)\b)?\s*",
        ),
        ("junior", r"\b(?:junior|entry[- ]level)\b\s*(?!(?:school|college|high|doctor))"),
        ("junior", r"^graduate\s+(?!(?:teaching|school|admission|research|program))"),
        ("junior", r"^newly qualified\s+"),
        ("mid", r"\b(?:mid|intermediate|middle)[- ](?:level|senior)\b\s*|^(?:mid|intermediate)\s+"),
        ("lead", r"^(?:lead(?! generation)|principal)\s+(?=\w)"),
        ("lead", r"^staff(?= (?:\w+ )?(?:engineer|scientist|developer|designer))\s+"),
        (
            "intern",
            r"^(?:intern(?:ship)?|trainee|apprentice|student)\b\s*[-:,]?\s*"
            r"(?:for |in |as |of )?(?=\w+)",
        ),
        ("intern", r"(?<=er|or)\s+(?:intern(?:ship)?|trainee|apprentice)$"),
        ("intern", r"(?<=ist|ant|ian|yst)\s+(?:intern(?:ship)?|trainee)$"),
    )
)
"""Level → words that are taken off the core where something is left: "a marketing intern" stays."""

_GRADE = re.compile(r"\s+(?:[1-9]|I{1,3}|IV|VI?)(?:\s?[/-]\s?(?:[1-9]|I{1,3}|IV|VI?))*$")
_OF_GRADE: dict[str, Seniority] = {"1": "junior", "I": "junior", "2": "mid", "II": "mid"}

_OTHERS = re.compile(r"\s+(?:to|for|reporting to)\s.*$", re.IGNORECASE)
"""The assistant to a director is none."""

# The level of a job that is one by its name. The first that matches counts, so that an assistant
# manager is asked before a manager, as the reader of resumes and postings does.
_NAMED = _compiled(
    (
        (
            "intern",
            r"\b(?:intern(?:ship)?|trainee|apprentice|praktikant(?:in)?|werkstudent(?:in)?"
            r"|stagiaire)\b",
        ),
        (
            "executive",
            r"\b(?:chief (?!engineer|clerk)\w+(?: \w+)? officer|president|(?:co-?)?founder"
            r"|managing (?:director|partner)|executive director|c[eft]o|coo|ciso)\b",
        ),
        ("manager", r"\b(?:director|head of|head(?= [a-z]+$)|general manager)\b"),
        ("mid", r"\b(?:deputy|assistant|associate) (?:\w+ )?manager\b"),
        (
            "manager",
            r"\b(?:manager|superintendent|executive chef|head chef|supervisor|foreman)\b",
        ),
        ("lead", r"\b(?:(?:team|technical|tech) ?lead(?:er)?|lead(?! generation)|architect)\b"),
        ("senior", r"\bexpert\b"),
    )
)


def levelled(text: str) -> Levelled:
    """Read the level of a title whose abbreviations are written out.

    "mid" where it names a job and no level. Of several the one that the job is by its name, else
    the first: a senior manager is a manager, a senior engineer senior.
    """
    grade = ""
    seniority: Seniority = ""
    if found := _GRADE.search(text):
        grade = found[0].strip()
        seniority = _OF_GRADE.get(re.split(r"[\s/-]", grade)[0], "senior")
        text = text[: found.start()]
    core = text
    taken: list[Seniority] = []
    for level, pattern in _TAKEN:
        shorter = " ".join(pattern.sub(" ", core).split()).strip(" ,-/&")
        if shorter != core and shorter.casefold() not in ("", "in", "of", "to"):
            core = shorter
            taken.append(level)
    own = _OTHERS.sub("", core)
    named: Seniority = next((level for level, pattern in _NAMED if pattern.search(own)), "")
    if named in ("manager", "executive", "intern"):
        seniority = named
    elif "intern" in taken:
        seniority = "intern"
    elif taken:
        seniority = taken[-1] if "lead" in taken else taken[0]
    return Levelled(text, core, seniority or named or "mid", grade)
