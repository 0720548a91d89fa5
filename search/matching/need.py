"""What is asked of a document: the structured query that every question becomes.

A recruiter's sentence, a posting, a resume and a hand-written query all end as a :class:`Need`. It
is shown with the answer, and may be edited and sent back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Literal, get_args

from skillsearch.documents import DocumentKind, EducationLevel, Seniority
from skillsearch.errors import QueryError

__all__ = ["DocumentFilter", "Importance", "Need", "Requirement", "need_from", "need_to_dict"]

Importance = Literal["must", "nice", "not"]

_IMPORTANCE = get_args(Importance)

MAX_REQUIREMENTS = 200
MAX_WEIGHT = 10.0


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing asked for; any of ``skills`` or ``phrases`` meets it.

    ``text`` is what people see. ``skills`` are point ids of the ``skills`` collection: the same
    thing in several taxonomies, or alternatives ("Java or Kotlin"). ``phrases`` are words that must
    stand in the document as they are (what was in quotes, or no skill). Without either it is
    looked for by the meaning of ``text``. ``weight`` says how much it counts among those of its
    importance, above 0. ``strict``: who fails it is left out, not ranked lower. ``years`` are asked
    of this thing alone ("3 years of SQL"). ``stated``: somebody asks for it; False of what was read
    out of a document. ``sentence`` is where the asking document says so.
    """

    text: str
    importance: Importance = "must"
    weight: float = 1.0
    skills: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    strict: bool = False
    years: float | None = None
    stated: bool = True
    sentence: str = ""

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise QueryError("A requirement has no text.", remedy="Name what is asked for.")
        if self.importance not in _IMPORTANCE:
            raise QueryError(
                f"importance = {self.importance!r} of {self.text!r} is not known.",
                remedy="Use must, nice or not.",
            )
        if not 0 < self.weight <= MAX_WEIGHT:
            raise QueryError(
                f"weight = {self.weight} of {self.text!r} is out of range.",
                remedy=f"Use a number above 0, to {MAX_WEIGHT:g}.",
            )
        _not_negative("years", self.years)


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """What a hit must be; who is not is left out. Values of one field are alternatives.

    ``years_min`` and ``years_max`` bound the years of experience (of a posting: those that it asks
    at least). ``education_min`` is the lowest level. All of ``languages`` (ISO 639-1) are spoken
    or asked for. ``as_of_from`` and ``as_of_to`` bound the date of the document (ISO 8601).
    ``quality_min`` is that of the text, 0–1. A document that does not say what a filter asks
    for does not pass it.
    """

    location: tuple[str, ...] = ()
    years_min: float | None = None
    years_max: float | None = None
    seniority: tuple[Seniority, ...] = ()
    education_min: EducationLevel = ""
    languages: tuple[str, ...] = ()
    as_of_from: str = ""
    as_of_to: str = ""
    quality_min: float | None = None

    def __post_init__(self) -> None:
        _not_negative("years_min", self.years_min)
        _not_negative("years_max", self.years_max)
        for level in self.seniority:
            _known("seniority", level, get_args(Seniority))
        _known("education_min", self.education_min, get_args(EducationLevel))
        _is_date("as_of_from", self.as_of_from)
        _is_date("as_of_to", self.as_of_to)
        if self.quality_min is not None and not 0 <= self.quality_min <= 1:
            raise QueryError(
                f"quality_min = {self.quality_min} is out of range.", remedy="Use 0 to 1."
            )

    @property
    def given(self) -> tuple[str, ...]:
        """The names of the fields that filter."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name) not in ((), "", None))


@dataclass(frozen=True, slots=True)
class Need:
    """What is sought, and what it must, should and must not have.

    ``kind`` is what is searched for: resumes or postings. ``text`` is what the question said as a
    whole. ``titles`` are job titles. ``years``, ``seniority``, ``education_level`` and
    ``languages`` are asked for and count in the score; ``filters`` leave out. ``like`` and
    ``unlike`` are ids of documents of the same kind as what is searched for. ``document`` is the
    id of the posting or candidate that asks, "" if none does.
    """

    kind: DocumentKind
    text: str = ""
    titles: tuple[str, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    years: float | None = None
    years_max: float | None = None
    seniority: Seniority = ""
    education_level: EducationLevel = ""
    languages: tuple[str, ...] = ()
    location: str = ""
    filters: DocumentFilter = field(default_factory=DocumentFilter)
    like: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    document: str = ""

    def __post_init__(self) -> None:
        _known("kind", self.kind, get_args(DocumentKind))
        _known("seniority", self.seniority, get_args(Seniority))
        _known("education_level", self.education_level, get_args(EducationLevel))
        _not_negative("years", self.years)
        _not_negative("years_max", self.years_max)
        if len(self.requirements) > MAX_REQUIREMENTS:
            raise QueryError(
                f"The query has {len(self.requirements):,} requirements.",
                remedy=f"At most {MAX_REQUIREMENTS} are taken: leave out what matters least.",
            )

    def of(self, importance: Importance) -> tuple[Requirement, ...]:
        """The requirements of one importance."""
        return tuple(r for r in self.requirements if r.importance == importance)


def need_to_dict(need: Need) -> dict[str, Any]:
    """The query as plain JSON values, without what is not set."""
    shown = {f.name: getattr(need, f.name) for f in fields(need)}
    shown["requirements"] = [_set(r) for r in need.requirements]
    shown["filters"] = _set(need.filters)
    return {name: _plain(value) for name, value in shown.items() if value or name == "kind"}


def need_from(values: Mapping[str, Any]) -> Need:
    """The query that :func:`need_to_dict` gave, perhaps edited.

    Raises :class:`~skillsearch.errors.QueryError` that names a field which is not known or a value
    that cannot be used.
    """
    given = _checked(Need, values, "the query")
    given["requirements"] = tuple(
        Requirement(**_checked(Requirement, each, f"requirement {number}"))
        for number, each in enumerate(given.get("requirements") or (), 1)
    )
    given["filters"] = DocumentFilter(
        **_checked(DocumentFilter, given.get("filters", {}), "the filters")
    )
    return Need(**given)


def _set(record: Requirement | DocumentFilter) -> dict[str, Any]:
    defaults = {f.name: f.default for f in fields(record)}
    values = {name: getattr(record, name) for name in defaults}
    return {n: _plain(v) for n, v in values.items() if v != defaults[n] or n == "importance"}


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _checked(kind: type[Any], values: Any, where: str) -> dict[str, Any]:
    from pydantic import TypeAdapter, ValidationError

    if not isinstance(values, Mapping):
        raise QueryError(f"In {where}, {values!r} is not an object.", remedy="Send fields.")
    types = {f.name: f.type for f in fields(kind)}
    if unknown := sorted(set(values) - set(types)):
        raise QueryError(
            f"In {where}, {unknown[0]!r} is not known.", remedy=f"Known: {', '.join(types)}."
        )
    made: dict[str, Any] = {}
    for name, value in values.items():
        if name in ("requirements", "filters"):
            made[name] = value
            continue
        try:
            made[name] = TypeAdapter(_annotation(kind, name)).validate_python(value)
        except ValidationError as error:
            reason = error.errors()[0]["msg"]
            raise QueryError(
                f"In {where}, {name} = {value!r} cannot be used: {reason}.",
                remedy=f"It is of the form {types[name]}.",
            ) from None
    return made


def _annotation(kind: type[Any], name: str) -> Any:
    from typing import get_type_hints

    return get_type_hints(kind)[name]


def _known(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise QueryError(
            f"{name} = {value!r} is not known.", remedy=f"Use {', '.join(filter(None, allowed))}."
        )


def _not_negative(name: str, value: float | None) -> None:
    if value is not None and not value >= 0:
        raise QueryError(f"{name} = {value} is out of range.", remedy="Use 0 or more.")


def _is_date(name: str, value: str) -> None:
    try:
        if value:
            date.fromisoformat(value)
    except ValueError:
        raise QueryError(f"{name} = {value!r} is no date.", remedy="Write 2026-01-31.") from None
