"""Employer and location where a posting's own text says them."""

from __future__ import annotations

import re

from skillsearch.passages.posting_headings import kinds_by_heading

__all__ = ["employer_in", "location_in"]

_LOCATION = re.compile(
    r"^\W{0,3}(?:job |work(?:ing)? |office |primary )?(?:location|place of work|work ?place|site"
    r"|based (?:at|in)"
    r"|arbeitsort|standort|dienstort|einsatzort|lieu|ubicación|localização|locatie)s?\s?"
    r"(?:[:\-–]\s*\n?|\n)\s*(?P<said>\S[^\n]{1,90})",
    re.IGNORECASE | re.MULTILINE,
)
_SITUATED = re.compile(
    r"\b(?:(?:role|position|job|post|you|vacancy|office) (?:is|will be|are)|in our office) "
    r"(?:based|located|situated) (?:in|at|out of) (?:our )?(?P<said>(?:[A-Z][\w'’.-]*(?:,? "
    r"|,?$)){1,4})",
    re.MULTILINE,
)
_EMPLOYER = re.compile(
    r"^\W{0,3}(?:company(?: name)?|employer|organi[sz]ation|hiring company|hiring organi[sz]ation"
    r"|firm"
    r"|unternehmen|arbeitgeber|entreprise|empresa|department"
    r"|agency)\s?[:]\s*(?P<said>\S[^\n]{1,80})$",
    re.IGNORECASE | re.MULTILINE,
)
_ABOUT = re.compile(r"^\W{0,3}About (?P<said>[A-Z][\w&.,'’ -]{1,50}?)\s?:?$", re.MULTILINE)
_RECRUITS = re.compile(
    r"(?:^|[.!?]\s|\n)\s*(?:At )?(?P<said>[A-Z][\w&.'’-]*(?: (?:[A-Z&][\w&.'’-]*|of|and)){0,6})"
    r"(?: \([^)\n]{1,30}\))?,? (?:is|are) (?:currently |now |actively )?(?:hiring|recruiting"
    r"|seeking"
    r"|looking (?:for|to (?:hire|recruit|appoint)))\b"
)
_NOBODY = re.compile(
    r"^(?:we|us|you|our|the|this|my|who|it|they|a|an|one|client|clients|company|role|job|team"
    r"|position|i|there|here)\b",
    re.IGNORECASE,
)
_NOWHERE = re.compile(
    r"@|https?:|\b(?:to be (?:confirmed|advised)|tba|tbc|various|negotiable)\b", re.I
)


def location_in(text: str) -> str:
    """The place after a label, or that the role is said to be based in; "" if none."""
    for match in _LOCATION.finditer(text):
        said = _trimmed(match["said"])
        if said and len(said.split()) <= 12 and said.lower() not in kinds_by_heading():
            return said
    situated = _SITUATED.search(text)
    return _trimmed(situated["said"]) if situated else ""


def employer_in(text: str) -> str:
    """The employer after a label, in "About X", or that "is looking for" somebody; "" if none."""
    labelled = _EMPLOYER.search(text[:4000])
    if labelled and not labelled.group().lower().lstrip().startswith("department"):
        return _trimmed(labelled["said"])
    for form in (_ABOUT, _RECRUITS):
        for match in form.finditer(text):
            said = _trimmed(match["said"])
            if form is _ABOUT and f"about {said.lower()}" in kinds_by_heading():
                continue
            if not _NOBODY.match(said) and len(said) > 1:
                return said
    return ""


def _trimmed(said: str) -> str:
    said = " ".join(said.split()).strip(" .,;:|-–—*")
    return "" if _NOWHERE.search(said) else said
