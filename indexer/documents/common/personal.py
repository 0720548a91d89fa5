"""All personal data of a document: spans that are masked before anything is made of the text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from indexer.documents.common.given_names import GIVEN_NAMES
from indexer.documents.common.lone_names import lone_places_of_name
from indexer.documents.common.names import NO_NAME, find_names, places_of_name
from skillsearch.documents import DocumentKind, Personal, PersonalKind, Section
from skillsearch.passages.contacts import contacts_in, labelled_in

__all__ = ["find_personal"]

# Where no section says where a header ends.
_HEADER_CHARACTERS = 600

# Whom a posting names: "please contact Ms Jane Doe", "Recruiter: Jane Doe".
_CONTACT_PERSON = re.compile(
    r"(?:contact(?: person)?|recruiter|enquir(?:y|ies)(?: to)?|speak (?:to|with)|call|attn\.?|"
    r"attention|ansprechpartner(?:in)?)\s*:?\s+(?:(?:is|our|to|with|hiring manager|recruiter)\s+)*"
    r"(?P<honour>(?:Mr|Mrs|Ms|Dr|Herr|Frau)\.?\s+)?"
    r"(?P<name>(?-i:[A-Z][\w'’-]+(?: [A-Z][\w'’.-]*){0,2}))",
    re.IGNORECASE,
)


def find_personal(
    text: str,
    sections: Iterable[Section],
    kind: DocumentKind,
    known: Iterable[tuple[PersonalKind, str]] = (),
) -> tuple[Personal, ...]:
    """The personal data in a text, sorted and without overlaps.

    ``known`` is what the source says outright: each is masked wherever the text has it. The city
    and the country of a person stay, and so do the place and the links of a posting; of a posting
    only contact details and contact persons are masked.
    """
    sections, told = tuple(sections), list(known)
    header_end = _header_end(text, sections)
    found = list(contacts_in(text, kind, header_end))
    if kind == "resume":
        found.extend(labelled_in(text, header_end))
        mails = [span.text for span in found if span.kind == "email"]
        mails += [value for what, value in told if what == "email"]
        for name in find_names(text, sections, mails):
            found.extend(places_of_name(text, name))
            found.extend(lone_places_of_name(text, name, NO_NAME))
    else:
        found = [span for span in found if span.kind != "url" or "linkedin.com/in" in span.text]
        found.extend(_contact_persons(text))
    for what, value in told:
        if what == "name" and value.strip():
            found.extend(places_of_name(text, value.strip()))
            if kind == "resume":
                found.extend(lone_places_of_name(text, value, NO_NAME))
        elif len(value.strip()) > 2:
            for match in re.finditer(re.escape(value.strip()), text, re.IGNORECASE):
                found.append(Personal(what, match.start(), match.end(), match[0]))
    return _merged(text, found)


def _header_end(text: str, sections: Collection[Section]) -> int:
    """Where the part ends that may say who the person is, rather than what they did."""
    if not sections:
        return min(len(text), _HEADER_CHARACTERS)
    return max((section.end for section in sections if section.kind == "header"), default=0)


def _contact_persons(text: str) -> Iterator[Personal]:
    for match in _CONTACT_PERSON.finditer(text):
        first = match["name"].split()[0]
        if first[0].isupper() and (match["honour"] or first.casefold() in GIVEN_NAMES):
            yield Personal("name", match.start("name"), match.end("name"), match["name"])


def _merged(text: str, found: Iterable[Personal]) -> tuple[Personal, ...]:
    """Overlapping spans as one, of the kind of the longest."""
    merged: list[Personal] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        last = merged[-1] if merged else None
        if last and span.start < last.end:
            longest = max(last, span, key=lambda s: s.end - s.start)
            end = max(last.end, span.end)
            merged[-1] = Personal(longest.kind, last.start, end, text[last.start : end])
        else:
            merged.append(span)
    return tuple(merged)
