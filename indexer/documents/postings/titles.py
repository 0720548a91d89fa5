"""Titles of postings, without what was added to catch the eye."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.documents.common.locations import place_in
from indexer.documents.common.titles import is_organisation, title_score
from indexer.documents.postings.sought import is_anybody, sought_in
from skillsearch.passages.posting_heading_forms import kind_by_form
from skillsearch.passages.posting_headings import kinds_by_heading

__all__ = ["Title", "clean_title", "title_in"]

_MONEY = r"(?:S\$|US\$|[$£€₹]|\b(?:SGD|USD|GBP|EUR|INR|Rs\.?|RM)\b)\s?\d"
_PLACE = (
    r"(?:islandwide|central|east|west|north|south|north[- ]?east|north[- ]?west|cbd|city ?hall"
    r"|tuas|jurong|changi|woodlands|tampines|remote|hybrid|on-?site|wfh|work from home)"
)
_TERMS = (
    r"(?:full|part)[- ]?time|permanent|perm|temp(?:orary)?|contract|freelance|fixed[- ]term"
    r"|internship|bank|shifts?|no exp\w*(?: (?:needed|required))?|training provided|urgent\w*"
    r"|immediate(?:ly)?(?: (?:start|joiner\w*|hiring))?|freshers?|entry level|fresh grads? welcome"
    r"|all levels|m/f/?[dx]?|[mwfd]/[mwfd]/[mwfdx]|gn|all genders"
)
_ASIDE = re.compile(
    rf"\d+(?:\.\d+)?\s?[- ]?(?:days?|hours?|hrs|months?|mths?|years?|yrs?|positions?|vacanc\w+|pax)"
    rf"|{_MONEY}|\bup to\b.*\d|\bsalary\b|\bbasic\b.*\d|\bbonus\b"
    rf"|^(?:{_PLACE})(?:\W+(?:{_PLACE}))*$|^(?:{_TERMS})(?:[\W_]+(?:{_TERMS}|role|position|only))*$"
    r"|^(?:job )?(?:ref|id|req(?:uisition)?|job code|code|posting)\b[\W_]*(?:no|id"
    r"|number)?[\W_]*[\w-]*\d"
    r"|^#?[A-Z]{0,4}[-_]?\d{4,}$|^x\s?\d{1,3}$|^\d{1,3}\s?x$|\bwalk[- ]?in\b",
    re.IGNORECASE,
)
_HYPE = re.compile(
    r"^(?:(?:\W|_)*(?:urgent(?:ly)?|hot job|new|immediate|direct)?(?:\W|_)*"
    r"(?:we(?:['’]re| are) (?:now )?(?:hiring|looking for|recruiting)|now hiring"
    r"|urgent(?:ly)? (?:hiring"
    r"|requirements?|openings?|required|needed|vacanc(?:y|ies)|looking)|hiring|wanted|required"
    r"|vacanc(?:y|ies)|(?:job |excellent )?(?:openings?|opportunity|requirements?)"
    r"|walk[- ]?in(?: interview)?|urgent(?:ly)?|immediate(?:ly)?|hot job)"
    r"(?:(?:\s|_)+(?:for|of|at)(?![a-z])(?:\s|_)*(?:an?\s)?(?:the\s)?(?:position of\s|role of\s"
    r"|post of\s)?"
    r"|\s*[!:|\-–—_*]+\s*))+",
    re.IGNORECASE,
)
_HASHTAG = re.compile(
    r"^(?:#\w+\s+)+|(?:\s+#\w{4,})+$|^urgently (?:required|needed)\s+", re.IGNORECASE
)
_SHOUT = re.compile(
    r"[\s\-–|,]*\b(?:urgent(?:ly)?|immediate(?: start| joiners?)?|apply now"
    r"|(?<=\w )(?:wanted|needed|required))\b\s*[!*]*$|!+",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[{]([^()\[\]{}]*)[)\]}]\s*")
_PAY_TAIL = re.compile(
    rf"[\s\-–—|,@:/]*(?:\b(?:salary|basic|up to|upto|earn|from|pay)\b[\s:]*)*{_MONEY}.*$"
    r"|[\s\-–—|,@:/]+(?:up to\s)?\d+(?:\.\d+)?\s?k\b.*$"
    r"|[\s\-–—|,@:/]+\d+(?:\s?-\s?\d+)?\s?LPA\b.*$",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s+[|/–—•·~-]\s+|\s*\|\s*|\s*[•·★*]+\s*|\s+-{2,}\s+|__+")
_LABELLED = re.compile(
    r"^\W{0,3}(?:job\s?title|position title|title|position(?: applied)?|post|role|designation"
    r"|vacancy"
    r"|job role|job position|job|stelle|poste)(?:\s?:\s*|\s?[\-–]\s+)(?P<title>\S.{1,100})$",
    re.IGNORECASE | re.MULTILINE,
)
_HIRING = re.compile(
    r"\b(?:(?:is|are|we(?:['’]re| are)|currently) (?:currently |now |actively )?"
    r"(?:hiring|recruiting|seeking|looking)(?: for)?(?: an?| our next| \d+)?|job opening for"
    r"|vacancy for(?: an?)?|(?:position|role|post) of(?: an?)?|\bAs (?:an?|our|the)|wanted:"
    r"|opportunity for(?: an?)?)(?: [a-z][a-z-]+,?(?: and)?){0,4}?"
    r" (?P<title>(?:[A-Z][\w+#&./'’-]*)(?: (?:[A-Z&][\w+#&./'’-]*|of|and|in|for|-)){0,5})"
)
_CLAUSE_END = re.compile(r"\s(?:of|and|in|for|to|with|-|&)$")
# First lines that say something about the job other than its name.
_NO_TITLE = re.compile(
    r"(?:we|our|the|this|all|open|about|join|why|what|who|how|job|role|roles|location|position|date"
    r"|req|general|technology|industry|line of|contract|salary|advertis\w+|required|duration"
    r"|department|company|employer|overview|description|introduction|summary|relocation)\b"
    r"|.*\b(?:responsibilities|requirements|information|pte|gmbh|ltd|inc)\b",
    re.IGNORECASE,
)
_LONGEST_FIRST_LINE = 16


@dataclass(frozen=True, slots=True)
class Title:
    """A title and what stood around it, in order: ``("5 days, East",)``."""

    title: str
    aside: tuple[str, ...] = ()


def clean_title(raw: str) -> Title:
    """The title without hype, pay, hours and places; they are ``aside``.

    Nothing is taken that could be part of the title: "(Java)" stays. A title of nothing but such
    additions stays as it is.
    """
    text = " ".join(raw.replace("_", " _ ").split()).replace(" _ ", "_")
    aside: list[str] = []

    def set_aside(match: re.Match[str]) -> str:
        inner = match[1].strip()
        if not inner or _ASIDE.search(inner):
            aside.append(inner)
            return " "
        return match[0]

    text = _BRACKETS.sub(set_aside, text).strip()
    text = _HYPE.sub("", _HASHTAG.sub("", text))
    tail = _PAY_TAIL.search(text)
    if tail and tail.start() > 2:
        aside.append(tail.group().strip(" -–—|,@:/"))
        text = text[: tail.start()]
    text = _SHOUT.sub(" ", text)
    kept: list[str] = []
    separators = [match.group() for match in _SPLIT.finditer(text)]
    for place, segment in enumerate(_SPLIT.split(text)):
        segment = segment.strip(" -–—|,:;*#_.")
        if not segment:
            continue
        if kept and _ASIDE.search(segment):
            aside.append(segment)
            continue
        if kept:
            kept.append(separators[place - 1] if separators[place - 1].strip(" _*★") else " ")
        kept.append(segment)
    text = _close_brackets(" ".join("".join(kept).split()).strip(" -–—|,:;*#_/"))
    if sum(c.isalpha() for c in text) < 2:
        return Title(" ".join(raw.split()))
    return Title(text, tuple(part for part in aside if part))


def title_in(text: str) -> str:
    """The title that a posting without fields names, "" if none.

    The first of: what a label says; a line at the top with the name of a job; whom a sentence says
    to be sought; a first line that looks like a title though no job is known by it.
    """
    head = text[:3000]
    labelled = _LABELLED.search(head)
    if labelled and len(labelled["title"].split()) <= 12:
        return labelled["title"]
    lines = [line.strip() for line in head.splitlines() if line.strip()]
    for number, line in enumerate(lines[:3]):
        if _reads_as_title(line) and title_score(clean_title(line).title) > min(number, 1):
            return line
    if lines and (long := _long_title(lines[0])):
        return long
    if lines and _may_be_unknown_title(lines[0]):
        return lines[0]
    return _hired(head) or sought_in(head)


def _hired(text: str) -> str:
    """Who a sentence says to be sought, written with capitals."""
    for hiring in _HIRING.finditer(text):
        title = hiring["title"]
        while _CLAUSE_END.search(title):
            title = _CLAUSE_END.sub("", title)
        words = title.rstrip(".,").split()
        if title_score(title) > 1 and not (len(words) == 1 and is_anybody(words)):
            return title.rstrip(".,")
    return ""


def _long_title(line: str) -> str:
    """A first line that is too long for a title and yet begins with one."""
    if not 10 < len(line.split()) <= _LONGEST_FIRST_LINE or line.endswith((".", "?", ":", ";")):
        return ""
    title = clean_title(line).title
    begins = re.split(r"\s[-–—|/]\s|[,(]", title)[0]
    fits = title_score(begins) == 3 and len(title) <= 140
    return line if fits and _is_capitalised(begins.split()) else ""


def _may_be_unknown_title(line: str) -> bool:
    title = clean_title(line).title
    if not _reads_as_title(line) or is_organisation(line) or _NO_TITLE.match(title):
        return False
    label, colon, _ = title.partition(":")
    if colon and title_score(label) < 2:
        return False
    digits = sum(c.isdigit() for c in title)
    return digits * 3 < len(title) and place_in(title) != title


def _reads_as_title(line: str) -> bool:
    bare = line.strip(" :*#-–—•").lower()
    if not 3 <= len(bare) <= 110 or bare in kinds_by_heading() or kind_by_form(line):
        return False
    if line[0] in "•-*" or line.rstrip().endswith((".", "?", ":", ";", ",")) or "@" in line:
        return False
    words = clean_title(line).title.split()
    return 1 <= len(words) <= 10 and _is_capitalised(words)


def _is_capitalised(words: list[str]) -> bool:
    capitals = sum(word[0].isupper() for word in words if word[0].isalpha())
    return capitals >= len([w for w in words if len(w) > 3]) / 2


def _close_brackets(text: str) -> str:
    for opening, closing in ("()", "[]"):
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, " ").replace(closing, " ")
    return " ".join(text.split())
