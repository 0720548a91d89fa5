"""Whom a sentence of a posting says to be sought: "seeks secondary teachers"."""

from __future__ import annotations

import re

from indexer.documents.common.titles import title_score
from skillsearch.passages.word_tables import word_set

__all__ = ["is_anybody", "sought_in"]

_SOUGHT = re.compile(
    r"\b(?:seeks?|seeking|look(?:ing|s) (?:for|to (?:hire|recruit|appoint|employ))|recruiting"
    r"(?: for)?"
    r"|hiring|in search of|in need of|(?:opportunity|opening|vacanc(?:y|ies)|position|role|need)"
    r" (?:\w+ ){0,4}?for|arisen for|(?:position|role|post) of|to (?:hire|recruit|appoint))"
    r" (?P<said>[^\n.;:!?]{3,120})",
    re.IGNORECASE,
)
# Where the name of the job ends, in what follows "seeking".
_SOUGHT_END = re.compile(
    r"(?<!\w)(?:for|to|with|who|whose|which|that|in|at|on|within|from|as|based|across|by|into"
    r"|throughout|and (?:we|you|to)|reporting|specialising|specializing|experienced|working|join)"
    r"(?!\w)|,|\s[-–—]\s|$",
    re.IGNORECASE,
)
# What stands before it: how many, and how good.
_PRAISE = re.compile(
    r"(?:an?|the|our|your|their|its|one|two|three|four|several|some|\d+|x|more|new|additional|next"
    r"|(?:very |highly |suitably )?(?:experienced|motivated|skilled|qualified|talented|organi[sz]ed"
    r"|capable|competent)|enthusiastic|passionate|dynamic|dedicated|committed|proactive|keen"
    r"|ambitious|exceptional|excellent|outstanding|great|good|strong|bright|caring|compassionate"
    r"|creative|self[- ]\w+|hard[- ]?working|results?[- ]\w+|friendly|reliable|flexible|innovative"
    r"|energetic|confident|professional|smart|seasoned|elite|world[- ]class|savvy|digitally"
    r"|data[- ](?:driven|savvy)|hands[- ]on|inspiring|inspirational|conscientious|driven"
    r"|full[- ]?time|part[- ]?time|permanent|temporary|and|or|&)[\s,]+",
    re.IGNORECASE,
)
# Heads of no job in particular, whatever stands before them; and those that need something there.
_ANYBODY = word_set("""
    professional professionals candidate candidates individual individuals member members person
    people talent talents leaders expert experts employee employees graduate graduates partners
    hand hands player players applicant applicants fellow students volunteers hosts owner owners
    thinker thinkers communicator communicators starter starters tech hires client clients vendor
    vendors maker makers users staff
""")
_BARE = word_set("""
    leader partner specialist specialists lead head associate associates assistant practitioner
    practitioners student volunteer model host master provider providers manager managers
""")
_NOBODY = re.compile(r"(?:\w+ing|out|yourself|pool|team|members?|junior members|how|ways)\b", re.I)


def sought_in(text: str) -> str:
    """Who a sentence says to be sought, "" if nobody; without number and praise.

    >>> sought_in("Our school seeks two experienced secondary teachers (Art) for May.")
    'Secondary teachers (Art)'
    """
    for sought in _SOUGHT.finditer(text):
        said = sought["said"]
        while praise := _PRAISE.match(said):
            said = said[praise.end() :]
        bracket = re.search(r"\([^()]{2,50}\)", said)
        phrase = said[: bracket.start() if bracket else len(said)]
        end = _SOUGHT_END.search(phrase)
        cut = phrase[: end.start()] if end else phrase
        title = " ".join(cut.split()).strip(" ,'\"“”’-–")
        words = title.split()
        if not 1 <= len(words) <= 6 or _NOBODY.match(title) or is_anybody(words):
            continue
        title = title[0].upper() + title[1:]
        if title_score(title) == 3:
            return f"{title} {bracket.group()}" if bracket and cut == phrase else title
    return ""


def is_anybody(words: list[str]) -> bool:
    """Whether the words name nobody's job: "talented individuals"."""
    last = words[-1].lower()
    return last in _ANYBODY or (len(words) == 1 and last in _BARE)
