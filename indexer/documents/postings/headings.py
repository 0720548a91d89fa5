"""Headings that speak to the reader: "Who may apply", "You bring", "What we ask"."""

from __future__ import annotations

import re

from skillsearch.documents import SectionKind
from skillsearch.passages.posting_heading_forms import headings_for
from skillsearch.passages.sections import Headings, lines_of

__all__ = ["posting_headings"]

_LONGEST = 50

# The whole line says it, in any case, perhaps with a colon.
_SPOKEN: tuple[tuple[SectionKind, str], ...] = (
    (
        "requirements",
        r"who (?:may|can|should|could) apply|who (?:would|will|might) (?:suit|fit)(?: (?:it|us))?"
        r"|who you are|about you|the (?:ideal )?(?:person|candidate)|your (?:background|profile)"
        r"|what (?:we|you|you['’]ll) (?:ask|ask for|need|need to see|want|expect|look for|have"
        r"|bring|offer|must have|should have)(?: (?:of|from) you)?"
        r"|you(?:['’]ll| will| should| must)? (?:have|bring|need|are|offer)|you"
        r"|you (?:would|will|['’]?ll) be (?:good at|right for|suited to)"
        r" (?:it|this)(?: if(?: you)?)?"
        r"|the (?:successful|ideal|right) (?:candidate|applicant|person) (?:will|should|must)"
        r"(?: (?:have|be))?|must[- ]haves?|education and experience|experience and education",
    ),
    ("nice_to_have", r"helpful|good to have|useful|a plus|bonus|preferred|it helps if(?: you)?"),
    (
        "responsibilities",
        r"what the job is|the (?:job|post|role)|the role in brief|your part in it|your tasks"
        r"|you(?:['’]ll| will| would)(?: own| be doing)?|day[- ]to[- ]day(?: you will)?"
        r"|what a \w+ looks like|essential functions|key functions",
    ),
    (
        "benefits",
        r"what (?:we give|you get|is in it for you)|in return|why us|terms|package|we give",
    ),
)
_FORMS = tuple((kind, re.compile(rf"(?:{form})\s*[:?]?", re.IGNORECASE)) for kind, form in _SPOKEN)


def posting_headings(text: str) -> Headings:
    """The headings that are known, and the lines of this text that say one of these."""
    found: dict[SectionKind, list[str]] = {}
    for number, (_, line) in enumerate(lines_of(text)):
        bare = line.strip(" *#_=-–—•")
        if number and len(bare) <= _LONGEST and not bare.endswith((".", ",", ";")):
            for kind, form in _FORMS:
                if form.fullmatch(bare):
                    found.setdefault(kind, []).append(bare)
                    break
    known = headings_for(text)
    if not found:
        return known
    listed = {phrase for phrases in known.values() for phrase in phrases}
    more = {kind: [line for line in lines if line not in listed] for kind, lines in found.items()}
    return {
        kind: (*known.get(kind, ()), *more.get(kind, ())) for kind in dict.fromkeys((*known, *more))
    }
