"""Sentences that speak of the employer or the application, whatever section they stand in."""

from __future__ import annotations

import re

from skillsearch.documents import SectionKind
from skillsearch.extraction.mentions import TextKind

__all__ = ["UNREAD", "is_boilerplate"]

UNREAD: frozenset[SectionKind] = frozenset(
    {"about_employer", "benefits", "how_to_apply", "equal_opportunity", "references"}
)
"""Sections in which not even a label is believed."""

_NOTICE = re.compile(
    # equal opportunity
    r"\bequal[- ](?:\w+[- ])?opportunit|\b(?:regardless of|without regard to|irrespective of)\b"
    r".{0,60}\b(?:race|gender|sex|age|religion|background|colou?r|disabilit)"
    r"|\b(?:race|religion|sexual orientation|gender identity|veteran status|marital status)\b"
    r".{0,80}\b(?:race|religion|sexual orientation|gender identity|veteran|marital status"
    r"|national origin|disabilit)"
    r"|\breasonable (?:adjustments?|accommodations?)\b.{0,60}\b(?:applica|interview|disabilit"
    r"|employ|process|available|request)|\bdiversity (?:and|&) inclusion\b"
    r"|\bwe (?:welcome|encourage) applica|\bdisability confident\b"
    # what is given
    r"|\bwe offer\b|\bin return\b|\b(?:benefits|perks) (?:include|package)\b|\bannual leave\b"
    r"|\b(?:competitive|attractive|basic) (?:salary|remuneration|pay|package)\b|\bpension scheme\b"
    r"|\b(?:life|health|medical|dental) (?:insurance|cover)\b|\bgym membership\b|\bcycle to work\b"
    # how to apply
    r"|\b(?:apply|applying) (?:now|online|via|through|today|directly|by (?:send|email|submit))"
    r"|\b(?:send|submit|email|forward|attach)\b.{0,30}\b(?:resum[eé]|CV|application|curriculum)\b"
    r"|\bshort-?listed (?:candidates?|applicants?)\b|\bclosing date\b|\bcover(?:ing)? letter\b"
    r"|\bEA (?:Licen|Reg|Personnel)|\bDBS (?:check|disclosure)|\bdisclosure and barring\b"
    r"|\bprivacy (?:policy|notice)\b|\bpersonal data\b.{0,40}\b(?:collect|consent|process)",
    re.IGNORECASE,
)

_BLURB = re.compile(
    r"^\W*(?:(?:we|our company|our client|the (?:company|client|firm|group))(?: is|['’]re| are|,)"
    r".{0,40}\b(?:leading|leader|provider|global|largest|fastest|award|listed|multinational|start-?up"
    r"|established|specialis\w+|specializ\w+|based)\b"
    r"|(?:founded|established|headquartered|incorporated) in\b"
    r"|\w+(?: \w+){0,4} (?:is|was|are) (?:an?|the|one of the) (?:\w+[ -]){0,3}(?:leading|largest"
    r"|fastest|global|multinational|world|award|premier|subsidiary)\b"
    r"|(?:with )?(?:over |more than )?\d[\d,]*\+? (?:employees|offices|stores|locations"
    r"|countries))",
    re.IGNORECASE,
)
"""An employer praised at the beginning of a sentence."""

_PERSONAL: frozenset[SectionKind] = frozenset({"requirements", "nice_to_have", "skills"})
"""Sections in which a sentence is about the person, whoever it begins with."""


def is_boilerplate(sentence: str, section: SectionKind, kind: TextKind) -> bool:
    """Whether a piece of this text yields no skill at all."""
    if section in UNREAD:
        return True
    if kind == "resume":
        return False
    if _NOTICE.search(sentence):
        return True
    return section not in _PERSONAL and _BLURB.search(sentence) is not None
