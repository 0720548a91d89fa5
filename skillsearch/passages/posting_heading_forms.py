"""Headings that no table lists: lines of a text with the form of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from skillsearch.documents import SectionKind
from skillsearch.passages.posting_headings import POSTING_HEADINGS
from skillsearch.passages.sections import Headings, heading_key, lines_of

__all__ = ["headings_for", "kind_by_form"]

_MOST_WORDS = 9
_MOST_LETTERS = 60

_SKILLS = (
    r"(?:skills?|experiences?|knowledge|competenc\w+|attributes|abilities|education|expertise)"
)

# The first form that a whole line has says its kind; the order settles what several could claim.
_WRITTEN: tuple[tuple[SectionKind, str], ...] = (
    (
        "nice_to_have",
        r"(?:.{0,20}\b)?(?:nice|good|great)[- ]to[- ]haves?\b.{0,20}"
        rf"|(?:preferred|desirable|desired|bonus|additional|advantageous"
        rf"|optional)\b.*\b(?:{_SKILLS}"
        r"|qualifications?|criteria|requirements?|points?).{0,12}"
        r"|(?:it|these|the following).{0,30}\b(?:advantage|advantageous|a plus|desirable"
        r"|preferred)",
    ),
    (
        "responsibilities",
        r"(?:[\w'’]+[ /&]+){0,3}(?:responsibilit(?:y|ies)|duties|accountabilities|tasks)"
        r"(?: (?:of|for|in|include|will include|are)\b.{0,25})?"
        r"|(?:what|how) (?:you|your|will you|the (?:job|role)|will your)\b.*"
        r"\b(?:do|doing|role|day|days?|looks?|like|involves?|impact|work on"
        r"|contribute)\b.{0,20}",
    ),
    (
        "requirements",
        r"(?:[\w'’-]+[ /&,]+){0,4}(?:requirements?|qualifications?|criteria|pre-?requisites?"
        r"|specification)(?: (?:for|of|needed|required|and)\b.{0,25})?"
        r"|(?:desired|candidate|candidate['’]?s?|ideal|required|your|the|person|personal)\W+"
        r"(?:candidate )?profile"
        rf"|(?:required|essential|key|core|technical|must[- ]have|mandatory|minimum"
        rf"|basic)\b.*{_SKILLS}"
        r"(?: (?:required|needed|and|&).{0,25})?"
        rf"|{_SKILLS}(?:[ ,/&]+(?:and )?(?:{_SKILLS}|qualifications?|training|background"
        r"|responsibilities|required|needed|requirements?|summary|set))+"
        r"|(?:what|who|whom) (?:we|you|are we|are you|do we|do you)(?:['’](?:re|ll))?\b.*"
        r"\b(?:looking|look|need|bring|have|require|want|seek|seeking|are|expect)\b.{0,20}"
        r"|(?:in order )?to (?:be successful|succeed|qualify|be considered|thrive)\b.{0,25}"
        r"|(?:you|applicants|candidates)(?:['’]ll| will| should| must)? (?:have|need|bring"
        r"|possess"
        r"|meet)\b.{0,30}",
    ),
    (
        "equal_opportunity",
        r".{0,30}\b(?:equal (?:employment )?opportunit\w+|diversity|inclusion"
        r"|inclusivity)\b.{0,20}",
    ),
    (
        "benefits",
        r"(?:.{0,25}\b)?(?:benefits|perks|rewards|compensation|we (?:can )?offer|offer you"
        r"|in return"
        r"|in it for you)\b.{0,20}"
        r"|why (?:join|work|choose|you|us|[A-Z])\b.{0,30}|what we can .{0,20}",
    ),
    (
        "how_to_apply",
        r"(?:how|where|when) (?:to|do i|can i) apply.{0,15}"
        r"|(?:.{0,15}\b)?application (?:process|procedure|deadline|details|instructions)"
        r"|(?:.{0,15}\b)?(?:interview|recruitment|selection|hiring) process"
        r"|(?:.{0,15}\b)?contact (?:details|information|person|us).{0,15}",
    ),
    (
        "about_employer",
        r"about (?!(?:you|the (?:role|job|position|opportunity)|this)\b).{2,40}"
        r"|who (?:are )?we(?: are)?|our (?:company|mission|vision|values|culture|story|client"
        r"|business|team|people)\b.{0,20}|company (?:overview|profile|description|background"
        r"|info\w*)"
        r"|(?:overview|introduction) (?:of|to) (?:the |our )?(?:function|company|team"
        r"|business).{0,15}"
        r"|(?:the|meet the) (?:team|company|department)",
    ),
    (
        "other",
        r"job (?:schedule|number|segmentation|type|level|family|category|id|code|location"
        r"|posting"
        r"|info\w*)|primary location|additional (?:info\w*|details)",
    ),
    (
        "summary",
        r"(?:[\w'’-]+ ){0,3}(?:overview|summary|purpose|description)(?: of .{0,20})?"
        r"|about (?:the|this) (?:role|job|position|opportunity)\b.{0,15}",
    ),
)
_FORMS = tuple((kind, re.compile(rf"(?:{form})\W*", re.IGNORECASE)) for kind, form in _WRITTEN)


def headings_for(text: str) -> Headings:
    """The table of headings, and with it the lines of this text that have the form of one.

    Such a line is short, begins with a capital, does not end a sentence, and ends in a colon, is
    in capitals or in title case, or stands before a bullet. The first line is the title.
    """
    found: dict[SectionKind, tuple[str, ...]] = {}
    lines = list(lines_of(text))
    for (_, line), (_, after) in pairwise([*lines[1:], (0, "")]):
        if _may_be_heading(line, after) and heading_key(line) not in _listed():
            kind = kind_by_form(line)
            if kind is not None:
                found[kind] = (*found.get(kind, ()), line)
    if not found:
        return POSTING_HEADINGS
    return {kind: (*POSTING_HEADINGS.get(kind, ()), *found.get(kind, ())) for kind in _kinds(found)}


def kind_by_form(line: str) -> SectionKind | None:
    """The kind of section that a line would head by its form."""
    return next((kind for kind, form in _FORMS if form.fullmatch(line)), None)


def _kinds(found: dict[SectionKind, tuple[str, ...]]) -> Iterator[SectionKind]:
    yield from dict.fromkeys((*POSTING_HEADINGS, *found))


def _may_be_heading(line: str, after: str) -> bool:
    if len(line) > _MOST_LETTERS or line[-1] in ".,;!" or not line[0].isupper():
        return False
    words = line.split()
    if len(words) > _MOST_WORDS or len(words) < 2:
        return False
    if line[-1] in ":?-–" or line.isupper():
        return True
    if after.startswith("•"):
        return True
    return all(word[0].isupper() for word in words if len(word) > 3 and word[0].isalpha())


@cache
def _listed() -> frozenset[str]:
    return frozenset(
        heading_key(phrase) for phrases in POSTING_HEADINGS.values() for phrase in phrases
    )
