"""The records that document readers make: resumes and postings, read and understood.

Every ``start`` and ``end`` counts characters of the record's own ``text``. Personal data stays in
``text`` and in ``personal``; whatever is encoded, stored in the vector store, logged or shown is
made of ``masked``, in which each personal span is replaced by as many ``MASK`` characters, so that
offsets fit both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from skillsearch.errors import SkillsearchError

__all__ = [
    "MASK",
    "DocumentKind",
    "Education",
    "EducationLevel",
    "Experience",
    "Pay",
    "Personal",
    "PersonalKind",
    "Piece",
    "Posting",
    "Quality",
    "Quarantined",
    "ReadDocument",
    "Reason",
    "Resume",
    "Section",
    "SectionKind",
    "Seniority",
    "SpokenLanguage",
    "from_dict",
    "masked",
    "to_dict",
]

DocumentKind = Literal["resume", "posting"]

MASK = "\N{FULL BLOCK}"

Reason = Literal[
    "empty",  # no bytes, or nothing but white space
    "no-text",  # pages without text: scanned
    "image",
    "encrypted",
    "damaged",
    "unsupported",  # a format that is not read
    "tool-missing",  # a format whose reader is not installed
    "wrong-type",  # the content is not what the name says, and is nothing that is read
    "unsafe",  # a zip bomb, an external entity, a path that leaves its archive
    "too-large",
    "too-many-pages",
    "too-slow",
    "too-much-memory",
    "parser-crashed",
    "poor-text",  # text, but not language: bad encoding, symbols, random letters
    "not-a-resume",
    "not-a-posting",
    "row-unusable",  # a row of a table without what a document needs
    "missing",  # the file was there when it was listed, and is no more
]


class Quarantined(SkillsearchError):
    """A document that is set aside with a reason; nothing is invented from it.

    ``reason`` is for programs, the message and ``remedy`` are for people.
    """

    http_status = 422
    title = "The document is quarantined"

    def __init__(self, reason: Reason, message: str, *, remedy: str = "") -> None:
        super().__init__(message, remedy=remedy)
        self.reason = reason


SectionKind = Literal[
    "header",
    "summary",
    "skills",
    "experience",
    "projects",
    "education",
    "certifications",
    "languages",
    "awards",
    "publications",
    "volunteering",
    "interests",
    "references",
    "about_employer",
    "responsibilities",
    "requirements",
    "nice_to_have",
    "benefits",
    "how_to_apply",
    "equal_opportunity",
    "other",
]

PersonalKind = Literal[
    "name",
    "email",
    "phone",
    "address",
    "url",
    "birth_date",
    "gender",
    "nationality",
    "marital_status",
    "photo",
    "id_number",
]

EducationLevel = Literal["", "secondary", "vocational", "bachelor", "master", "doctorate"]
"""In ascending order; a diploma or associate degree below a bachelor's is ``vocational``."""

Seniority = Literal["", "intern", "junior", "mid", "senior", "lead", "manager", "executive"]
"""In ascending order; "" where nothing says."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What a reader made of a file: its text, cleaned, and what the file says of itself.

    ``date`` is that of the document (ISO 8601, as exact as known), from its own metadata, "" where
    it has none. ``fields`` are what a structured source (JSON Resume, Europass, a table's row,
    schema.org) says outright, by the field names of :class:`Resume` or :class:`Posting`.
    """

    text: str
    format: str
    pages: int = 1
    date: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document; ``start`` is where its ``heading`` ("" if none) begins."""

    kind: SectionKind
    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Personal:
    """A span of personal data."""

    kind: PersonalKind
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A unit that is encoded: a sentence, a bullet or a few short ones; ``text`` is masked.

    Pieces follow each other without overlap; outside them is only white space, headings, masked
    data and decoration. ``text`` is ``masked[start:end]`` with white space collapsed.
    """

    text: str
    section: SectionKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Experience:
    """A position held. Months are "YYYY-MM", a year alone "YYYY", unknown "".

    ``end`` is "" and ``current`` true where the text says present. ``start_offset`` and
    ``end_offset`` span its lines in the text: what is named in there was done in that time.
    """

    title: str
    employer: str
    start: str
    end: str
    current: bool
    start_offset: int
    end_offset: int


@dataclass(frozen=True, slots=True)
class Education:
    """A degree or course of study."""

    level: EducationLevel
    title: str
    institution: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class SpokenLanguage:
    """A language that a person speaks or a posting asks for; ``level`` as written ("C1")."""

    code: str
    name: str
    level: str = ""


@dataclass(frozen=True, slots=True)
class Quality:
    """How good the text is, 0–1 each; ``score`` is what filters and gates read.

    density: text found for the pages there are. order: lines read in a sensible order, words
    whole. language: share of words that a natural language has. ``code`` is its ISO 639-1 code.
    """

    score: float
    density: float
    order: float
    language: float
    code: str


@dataclass(frozen=True, slots=True)
class Pay:
    """What a posting pays; ``period`` is hour, day, month or year, ``currency`` ISO 4217 or ""."""

    low: float | None
    high: float | None
    currency: str
    period: str


@dataclass(frozen=True, slots=True)
class Resume:
    """A resume, understood.

    ``years`` is the union of the dated experience in years up to ``as_of`` (an ISO date), None
    where nothing is dated. ``titles`` are job titles, the latest first. ``education_level`` is the
    highest. ``seniority`` is that of the latest title.
    """

    text: str
    as_of: str
    quality: Quality
    sections: tuple[Section, ...]
    pieces: tuple[Piece, ...]
    personal: tuple[Personal, ...] = ()
    titles: tuple[str, ...] = ()
    experience: tuple[Experience, ...] = ()
    years: float | None = None
    education: tuple[Education, ...] = ()
    education_level: EducationLevel = ""
    languages: tuple[SpokenLanguage, ...] = ()
    location: str = ""
    seniority: Seniority = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Posting:
    """A vacancy, understood. Spans in ``must_have`` and ``nice_to_have`` are (start, end)."""

    text: str
    as_of: str
    quality: Quality
    title: str
    sections: tuple[Section, ...]
    pieces: tuple[Piece, ...]
    personal: tuple[Personal, ...] = ()
    employer: str = ""
    location: str = ""
    must_have: tuple[tuple[int, int], ...] = ()
    nice_to_have: tuple[tuple[int, int], ...] = ()
    years_low: float | None = None
    years_high: float | None = None
    education_level: EducationLevel = ""
    languages: tuple[SpokenLanguage, ...] = ()
    seniority: Seniority = ""
    pay: Pay | None = None
    contract: tuple[str, ...] = ()
    url: str = ""
    notes: tuple[str, ...] = ()


def masked(text: str, personal: Iterable[Personal]) -> str:
    """``text`` with every personal span blacked out, line breaks kept; the length is the same."""
    characters = list(text)
    for span in personal:
        for place in range(span.start, min(span.end, len(characters))):
            if not characters[place].isspace():
                characters[place] = MASK
    return "".join(characters)


_Record = TypeVar("_Record", ReadDocument, Resume, Posting)


def to_dict(record: ReadDocument | Resume | Posting) -> dict[str, Any]:
    """The record as plain JSON values."""
    made: dict[str, Any] = _adapter(type(record)).dump_python(record, mode="json")
    return made


def from_dict(kind: type[_Record], values: Mapping[str, Any]) -> _Record:
    """The record that :func:`to_dict` gave these values of."""
    made: _Record = _adapter(kind).validate_python(values)
    return made


def _adapter(kind: Any) -> Any:
    from pydantic import TypeAdapter

    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


_adapters: dict[Any, Any] = {}
