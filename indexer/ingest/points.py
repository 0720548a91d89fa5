"""Documents → points: what a candidate or a posting looks like in the vector store.

Nothing here holds personal data: every text is masked, and the name and contact details stay in
the ledger. External ids and sources are the user's, who may have named files after people: they are
kept to find documents by, and beside them a form that may be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, get_args

import numpy as np

from indexer.ingest.collections import point_id
from indexer.ingest.masked_names import masked_names
from skillsearch import bm25
from skillsearch.documents import (
    DocumentKind,
    EducationLevel,
    Experience,
    Posting,
    Resume,
    SectionKind,
    Seniority,
    masked,
)
from skillsearch.encoder.base import Vectors
from skillsearch.encoder.wholes import beginning, unit
from skillsearch.extraction import Mention
from skillsearch.held_skills import held_skills
from skillsearch.passages.dates import years_in
from skillsearch.store.models import Payload, PointStruct, SparseVector, Vector
from skillsearch.text import normal_form, stems, words

__all__ = [
    "AVERAGE_TERMS",
    "Origin",
    "document_point",
    "education_rank",
    "encoded_vectors",
    "seniority_rank",
    "titles_of",
    "titles_text",
]

AVERAGE_TERMS = 600
"""Terms of an average document, a round number between postings and resumes. A constant, so that
a vector does not depend on the collection."""

TITLE_WEIGHT = 0.25
"""What the titles count in the ``dense`` vector; the pieces count the rest."""

_PROFILE_WEIGHTS: Mapping[SectionKind, float] = {
    "about_employer": 0.2,
    "benefits": 0.1,
    "how_to_apply": 0.0,
    "equal_opportunity": 0.0,
    "references": 0.0,
    "interests": 0.3,
    "awards": 0.5,
}
"""What a piece counts in the ``dense`` vector by its section; 1 where nothing is said."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document came from and what made its point."""

    tenant: str
    kind: DocumentKind
    external_id: str
    source: str
    sha256: str
    pipeline: str

    @property
    def point_id(self) -> str:
        """The point of the document."""
        return point_id(self.tenant, self.kind, self.external_id)


def education_rank(level: EducationLevel) -> int:
    """0 for unknown, then ascending with the level."""
    return get_args(EducationLevel).index(level)


def seniority_rank(seniority: Seniority) -> int:
    """0 for unknown, then ascending."""
    return get_args(Seniority).index(seniority)


def titles_of(document: Resume | Posting) -> tuple[str, ...]:
    """The titles of a document, the most telling first."""
    return (document.title,) if isinstance(document, Posting) else document.titles


def titles_text(titles: Sequence[str]) -> str:
    """The text whose vector stands for the titles; "" where there are none."""
    return ", ".join(titles[:3])


def document_point(
    document: Resume | Posting,
    origin: Origin,
    mentions: Sequence[Mention],
    chunks: Vectors,
    title: Vectors | None,
    skills: SparseVector,
) -> PointStruct:
    """The point of a document.

    ``chunks`` has a row for each of the document's pieces, at least one; ``title`` is the vector
    of its :func:`titles_text`, of shape (d,), None where that is empty. What the text denies (a
    negated mention) is no skill of it.
    """
    mentions = [mention for mention in mentions if mention.polarity != "negated"]
    shown = masked(document.text, document.personal)
    return PointStruct(
        id=origin.point_id,
        vector={
            **encoded_vectors(
                origin.kind, [piece.section for piece in document.pieces], chunks, title
            ),
            "skills": skills,
            "bm25": bm25.document_vector(stems(words(shown), "en"), AVERAGE_TERMS),
        },
        payload=_payload(document, origin, mentions),
    )


def encoded_vectors(
    kind: DocumentKind,
    sections: Sequence[SectionKind],
    chunks: Vectors,
    title: Vectors | None,
) -> dict[str, Vector]:
    """The named vectors that the encoder makes: ``dense``, ``chunks``, ``title`` if there is one,
    and of a resume its ``beginning``.

    ``chunks`` has a row for each of ``sections``, the section that a piece stands in.
    """
    made: dict[str, Vector] = {"dense": _profile(sections, chunks, title), "chunks": chunks}
    if kind == "resume":
        made["beginning"] = beginning(chunks, sections)
    return made if title is None else made | {"title": title}


def _profile(sections: Sequence[SectionKind], chunks: Vectors, title: Vectors | None) -> Vectors:
    """The unit vector of a document as a whole, shape (d,), from those of its pieces and titles."""
    weights = np.array([_PROFILE_WEIGHTS.get(section, 1.0) for section in sections], np.float32)
    if not weights.any():
        weights[:] = 1
    whole = unit(weights @ chunks)
    if title is None:
        return whole
    return unit((1 - TITLE_WEIGHT) * whole + TITLE_WEIGHT * title)


def _payload(document: Resume | Posting, origin: Origin, mentions: Sequence[Mention]) -> Payload:
    external_id, source = masked_names(document, (origin.external_id, origin.source))
    payload: Payload = {
        "tenant": origin.tenant,
        "external_id": origin.external_id,
        "external_id_masked": external_id,
        "source": origin.source,
        "source_masked": source,
        "sha256": origin.sha256,
        "pipeline": origin.pipeline,
        "as_of": document.as_of,
        "as_of_day": _day(document.as_of),
        "quality": round(document.quality.score, 4),
        "text_language": document.quality.code,
        "skills": _distinct(m.skill for m in mentions),
        "taxonomies": _distinct(f"{m.taxonomy}@{m.version}" for m in mentions),
        "titles": list(titles_of(document)),
        "title_keys": _distinct(normal_form(title) for title in titles_of(document)),
        "location": document.location,
        "location_keys": _keys([document.location]),
        "languages": _distinct(language.code for language in document.languages),
        "languages_spoken": [asdict(language) for language in document.languages],
        "education_level": document.education_level,
        "education_rank": education_rank(document.education_level),
        "seniority": document.seniority,
        "seniority_rank": seniority_rank(document.seniority),
        "pieces": [asdict(piece) for piece in document.pieces],
    }
    if isinstance(document, Resume):
        return payload | _of_resume(document, mentions)
    return payload | _of_posting(document, mentions)


def _day(written: str) -> int | None:
    """A date as a number: of a month or year its first day, None of a document that has none."""
    whole = f"{written}-01-01"[:10] if len(written) < 10 else written
    return date.fromisoformat(whole).toordinal() if written else None


def _of_resume(resume: Resume, mentions: Sequence[Mention]) -> Payload:
    evidence = _evidence(mentions, years_by_skill(mentions, resume.experience, resume.as_of))
    experience = [asdict(position) for position in resume.experience]
    return {
        "years": resume.years,
        "experience": experience,
        "education": [asdict(degree) for degree in resume.education],
        "evidence": evidence,
        "held": [list(each) for each in held_skills(evidence, experience)],
    }


def _of_posting(posting: Posting, mentions: Sequence[Mention]) -> Payload:
    evidence = _evidence(mentions, {})
    return {
        "employer": posting.employer,
        "must_have_skills": _within(mentions, posting.must_have),
        "nice_to_have_skills": _within(mentions, posting.nice_to_have),
        "must_have": [list(span) for span in posting.must_have],
        "nice_to_have": [list(span) for span in posting.nice_to_have],
        "years_low": posting.years_low,
        "years_high": posting.years_high,
        "pay": asdict(posting.pay) if posting.pay else None,
        "pay_low": posting.pay.low if posting.pay else None,
        "pay_high": posting.pay.high if posting.pay else None,
        "contract": list(posting.contract),
        "url": posting.url,
        "evidence": evidence,
        "held": [list(each) for each in held_skills(evidence, ())],
    }


def years_by_skill(
    mentions: Sequence[Mention], experience: Sequence[Experience], as_of: str
) -> dict[str, float]:
    """Point id of a skill → years in dated positions that name it, overlaps counted once."""
    held: dict[str, list[tuple[str, str, bool]]] = {}
    for position in experience:
        dated = (position.start, position.end, position.current)
        named = {
            m.skill
            for m in mentions
            if position.start_offset <= m.start and m.end <= position.end_offset
        }
        for skill in named:
            held.setdefault(skill, []).append(dated)
    years = {skill: years_in(spans, as_of) for skill, spans in held.items()}
    return {skill: value for skill, value in years.items() if value is not None}


def _evidence(mentions: Sequence[Mention], years: Mapping[str, float]) -> list[dict[str, Any]]:
    """A skill once, with all places that name it, the surest first."""
    grouped: dict[str, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda m: (-m.confidence, m.start, m.skill)):
        grouped.setdefault(mention.skill, []).append(mention)
    return [
        {
            "skill": skill,
            "id": named[0].id,
            "label": named[0].label,
            "taxonomy": named[0].taxonomy,
            "version": named[0].version,
            "confidence": round(named[0].confidence, 4),
            "years": years.get(skill),
            "mentions": [
                {
                    "start": m.start,
                    "end": m.end,
                    "text": m.text,
                    "match": m.match,
                    "polarity": m.polarity,
                    "confidence": round(m.confidence, 4),
                    "piece": m.piece,
                }
                for m in named
            ],
        }
        for skill, named in grouped.items()
    ]


def _within(mentions: Iterable[Mention], spans: Sequence[tuple[int, int]]) -> list[str]:
    return _distinct(
        m.skill for m in mentions if any(start <= m.start < end for start, end in spans)
    )


def _keys(places: Iterable[str]) -> list[str]:
    """Each place whole and by its parts, in normal form: "singapore", "austin tx", "austin"."""
    parts = [part for place in places for part in (place, *place.split(","))]
    return _distinct(key for part in parts if (key := normal_form(part)))


def _distinct(values: Iterable[str]) -> list[str]:
    return sorted({value for value in values if value})
