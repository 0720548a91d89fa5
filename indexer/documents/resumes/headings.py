"""Headings that a person worded: "Where I have cooked", "EXPERIENCE IN THE CLASSROOM"."""

from __future__ import annotations

import re
from collections.abc import Collection

from indexer.documents.common.titles import title_score
from skillsearch.documents import SectionKind
from skillsearch.passages.resume_headings import RESUME_HEADINGS
from skillsearch.passages.sections import Headings, heading_key, lines_of, split_sections

__all__ = ["resume_headings"]

_LONGEST = 48
_WORD = r"[\w&/’'-]+"

# The whole line says it, in any case.
_WORDED: tuple[tuple[SectionKind, str], ...] = (
    (
        "experience",
        rf"(?:{_WORD} ){{0,3}}(?:experience|employment|positions?|posts?|roles?|appointments?)"
        rf"(?: (?:to date|so far|held|first|second|third|(?:in|and) (?:{_WORD} ?){{1,3}}))?"
        r"|(?:my |paid )?(?:career|work|employment)(?: history)? (?:to date|so far)"
        r"|(?:recent|relevant|past|previous|current|paid|selected) (?:work|jobs|career)"
        rf"|where i(?:['’]ve| have)? (?:{_WORD} ?){{1,2}}|what i have done|jobs|apprenticeships?"
        r"|(?:current|present|last|previous|first) job",
    ),
    (
        "education",
        rf"(?:my )?(?:education|degrees?|schooling)(?: (?:first|second|(?:and|in) (?:{_WORD} ?)"
        rf"{{1,3}}))?|(?:{_WORD} ){{0,2}}(?:qualifications|studies)|where i (?:studied|learned"
        r"|trained)|learned where|training",
    ),
    (
        "skills",
        rf"(?:core|key|specialist|technical) (?:knowledge|strengths|skills)|toolkit|good at"
        rf"|what i (?:can do|know|am good at)|(?:{_WORD} ){{1,2}}skills|systems",
    ),
    (
        "certifications",
        rf"(?:{_WORD} ){{0,2}}(?:certifications?|certificates|licen[cs]es?|tickets|credentials"
        rf"|registrations?)(?: (?:and|&) (?:{_WORD} ?){{1,2}})?|papers",
    ),
)
# What vacancies call by the same nouns.
_ASKED = (
    r"(?!.*(?:responsibilit|requirement|duties)|minimum|preferred|required?|desired|desirable"
    r"|essential|basic|your|the|what we)"
)
_FORMS = tuple((kind, re.compile(f"{_ASKED}(?:{form}):?", re.IGNORECASE)) for kind, form in _WORDED)


def resume_headings(text: str) -> Headings:
    """The headings that are known and, of kinds that none of them begins, this text's own.

    Such a line stands apart: in capitals, or after a blank line.
    """
    found = {s.kind for s in split_sections(text, RESUME_HEADINGS) if s.heading}
    worded = _worded(text, found)
    return {kind: (*phrases, *worded.get(kind, ())) for kind, phrases in RESUME_HEADINGS.items()}


def _worded(text: str, found: Collection[SectionKind]) -> dict[SectionKind, list[str]]:
    lines: dict[SectionKind, list[str]] = {}
    listed: set[str] | None = None
    for start, line in lines_of(text):
        if not _stands_apart(text, start, line):
            continue
        for kind, form in _FORMS:
            if kind not in found and form.fullmatch(line) and title_score(line) < 2:
                listed = listed or _listed()
                if heading_key(line) not in listed:
                    lines.setdefault(kind, []).append(line)
                    break
    return lines


def _stands_apart(text: str, start: int, line: str) -> bool:
    if start == 0 or len(line) > _LONGEST or not line[0].isupper() or any(map(str.isdigit, line)):
        return False
    if len(line.split()) > 7 or line[-1] in ".,;!?":
        return False
    return line.isupper() or "\n\n" in text[max(0, start - 3) : start].replace("\r", "")


def _listed() -> set[str]:
    return {heading_key(phrase) for phrases in RESUME_HEADINGS.values() for phrase in phrases}
