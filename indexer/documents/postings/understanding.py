"""A posting, understood: from the text of a document to a record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from indexer.documents.common.languages import language_named
from indexer.documents.common.locations import place_in
from indexer.documents.common.personal import find_personal
from indexer.documents.common.quality import gate, measure
from indexer.documents.common.seniority import seniority_of
from indexer.documents.postings.contacts import contact_data_in, names_in
from indexer.documents.postings.contracts import contract_in, contract_of_field
from indexer.documents.postings.gate import refuse_other_texts
from indexer.documents.postings.headings import posting_headings
from indexer.documents.postings.labels import employer_in, location_in
from indexer.documents.postings.pay import pay_in, pay_of_field
from indexer.documents.postings.requirements import Sentence, sentences_of
from indexer.documents.postings.schooling import education_asked
from indexer.documents.postings.spoken import languages_asked
from indexer.documents.postings.titles import clean_title, title_in
from indexer.documents.postings.years import years_asked
from skillsearch.documents import (
    EducationLevel,
    PersonalKind,
    Posting,
    Quality,
    Quarantined,
    ReadDocument,
    Section,
    Seniority,
    SpokenLanguage,
    masked,
)
from skillsearch.passages.pieces import split_pieces
from skillsearch.passages.sections import split_sections

__all__ = ["understand_posting"]

# A text of fewer words is an ad of a line or two: read, but of little to go by.
_SHORT_WORDS = 40

# What tables call seniority, in order of trial. Words that differ by country are left out:
# an "Executive" is a clerk in Singapore and a director elsewhere.
_SENIORITY_NAMES: tuple[tuple[Seniority, re.Pattern[str]], ...] = (
    ("intern", re.compile(r"\bintern", re.IGNORECASE)),
    ("executive", re.compile(r"senior management|\bdirector|c-level|\bvp\b", re.IGNORECASE)),
    ("manager", re.compile(r"middle management|\bmanager", re.IGNORECASE)),
    ("mid", re.compile(r"\bmid\b|\bassociate\b|intermediate", re.IGNORECASE)),
    ("junior", re.compile(r"entry|junior|fresh|graduate|trainee|no experience", re.IGNORECASE)),
    ("senior", re.compile(r"^senior(?: level)?$", re.IGNORECASE)),
    ("lead", re.compile(r"^(?:lead|principal)(?: level)?$", re.IGNORECASE)),
)
_WITHOUT_YEARS = ("about_employer", "benefits", "equal_opportunity", "how_to_apply")
_MID_TITLE = re.compile(r"\b(?:mid|intermediate|deputy|assistant|associate)\b", re.IGNORECASE)


def understand_posting(read: ReadDocument, *, as_of: str = "", declared: bool = False) -> Posting:
    """The posting that a document is.

    What ``read.fields`` say wins over what the text says; what neither says stays empty. ``as_of``
    is the caller's, else the document's own date, else "". ``declared`` says that the caller knows
    it for a posting: see :func:`~indexer.documents.postings.gate.refuse_other_texts`. Pure: the
    same document gives the same record. Raises :class:`Quarantined` ``empty``, ``poor-text`` or
    ``not-a-posting``.
    """
    text, fields = read.text, read.fields
    if not text.strip():
        raise Quarantined(
            "empty", "The posting has no text.", remedy="Leave it out, or export it again."
        )
    quality = measure(text, read.pages)
    gate(quality, "posting")
    sections = split_sections(text, posting_headings(text))
    refuse_other_texts(text, sections, declared=declared or read.format == "row")
    raw_title = _string(fields.get("title")) or title_in(text)
    title = clean_title(raw_title)
    personal = find_personal(text, sections, "posting", _known(text, fields))
    safe = masked(text, personal)
    sentences = sentences_of(safe, sections)
    low, high = _years(fields, sections, sentences, raw_title)
    contract = fields.get("contract") or ()
    notes = [f"Set aside from the title: {part}" for part in title.aside if _is_harmless(part)]
    if not title.title:
        notes.append("No title was found.")
    return Posting(
        text=text,
        as_of=as_of or read.date,
        quality=_for_its_length(quality, text),
        title=title.title,
        sections=sections,
        pieces=split_pieces(text, safe, sections),
        personal=personal,
        employer=_string(fields.get("employer")) or employer_in(safe),
        location=_string(fields.get("location")) or location_in(safe) or _place(safe),
        must_have=tuple((s.start, s.end) for s in sentences if s.asked == "must"),
        nice_to_have=tuple((s.start, s.end) for s in sentences if s.asked == "nice"),
        years_low=low,
        years_high=high,
        education_level=_education(fields, sentences),
        languages=_languages(fields, sentences),
        seniority=_seniority(title.title, fields, low),
        pay=pay_of_field(fields.get("pay"), text=text) or _pay_said(title.aside, safe),
        contract=contract_in(safe, raw_title, contract_of_field(contract)),
        url=_string(fields.get("url")),
        notes=(*read.notes, *notes),
    )


def _for_its_length(quality: Quality, text: str) -> Quality:
    """The quality, that of a very short ad in proportion to its words."""
    words = len(text.split())
    if words >= _SHORT_WORDS:
        return quality
    return replace(quality, score=round(quality.score * (0.4 + 0.6 * words / _SHORT_WORDS), 3))


def _known(text: str, fields: Mapping[str, Any]) -> list[tuple[PersonalKind, str]]:
    """Whom to contact and how; an employer that bears a person's name is not masked."""
    employer = _string(fields.get("employer"))
    names = [name for name in names_in(text) if name not in employer]
    return [*(("name", name) for name in names), *contact_data_in(text)]


def _years(
    fields: Mapping[str, Any],
    sections: tuple[Section, ...],
    sentences: tuple[Sentence, ...],
    title: str,
) -> tuple[float | None, float | None]:
    low, high = fields.get("years_low"), fields.get("years_high")
    if low is not None or high is not None:
        return low, high
    asked: list[tuple[str, bool]] = []
    for section in sections:
        # "Experience: 3 to 6 years" has its word in the heading.
        lead = section.heading if "experience" in section.heading.lower() else ""
        for sentence in sentences:
            inside = section.start <= sentence.start < section.end
            if inside and sentence.asked != "nice" and section.kind not in _WITHOUT_YEARS:
                asked.append((f"{lead} {sentence.text}".strip(), sentence.asked == "must"))
                lead = ""
    return years_asked([*asked, (title, True)])


def _education(fields: Mapping[str, Any], sentences: tuple[Sentence, ...]) -> EducationLevel:
    said = _string(fields.get("education"))
    texts = [said] if said else [s.text for s in sentences if s.asked == "must"]
    return education_asked(texts)


def _languages(
    fields: Mapping[str, Any], sentences: tuple[Sentence, ...]
) -> tuple[SpokenLanguage, ...]:
    said = [
        language for name in fields.get("languages") or () if (language := language_named(name))
    ]
    return tuple(said) or languages_asked(s.text for s in sentences if s.asked == "must")


def _seniority(title: str, fields: Mapping[str, Any], years: float | None) -> Seniority:
    """By the title, else by the field, else by the years: under 2 junior, under 6 mid, else senior.

    A title without a word for a level says nothing.
    """
    level = seniority_of(title)
    if level != "mid" or _MID_TITLE.search(title):
        return level
    said = _string(fields.get("seniority"))
    for name, form in _SENIORITY_NAMES:
        if form.search(said):
            return name
    if years is None:
        return ""
    return "junior" if years < 2 else "mid" if years < 6 else "senior"


def _pay_said(aside: tuple[str, ...], text: str) -> Any:
    for part in aside:
        if pay := pay_in(part, context=text):
            return pay
    return pay_in(text)


def _place(text: str) -> str:
    return next((place for line in text.splitlines()[:6] if (place := place_in(line))), "")


def _is_harmless(aside: str) -> bool:
    """Whether it may be shown: no address, no number that could be a telephone's."""
    return "@" not in aside and not re.search(r"\d{7}", re.sub(r"\D", "", aside))


def _string(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
