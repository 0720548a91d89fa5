"""A read document as a resume."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from indexer.documents.common.education import find_education, highest, level_of
from indexer.documents.common.languages import find_languages
from indexer.documents.common.locations import find_location
from indexer.documents.common.personal import find_personal
from indexer.documents.common.quality import gate, measure
from indexer.documents.common.seniority import seniority_of
from indexer.documents.common.titles import title_score
from indexer.documents.resumes.as_of import resolve_as_of
from indexer.documents.resumes.experience import find_experience
from indexer.documents.resumes.headings import resume_headings
from indexer.documents.resumes.recognition import LEAST, looks_like_resume, reads_as_another
from indexer.documents.resumes.told import (
    told_education,
    told_experience,
    told_languages,
    told_personal,
    told_titles,
)
from indexer.documents.resumes.wording import jobs_in
from skillsearch.documents import (
    MASK,
    Education,
    Experience,
    Quarantined,
    ReadDocument,
    Resume,
    Section,
    masked,
)
from skillsearch.passages.dates import years_in
from skillsearch.passages.pieces import split_pieces
from skillsearch.passages.sections import heading_key, lines_of, split_sections

__all__ = ["understand_resume"]

_HEADLINE_LINES = 6
_ALSO_DEGREES = ("header", "certifications", "summary", "skills", "other", "awards", "projects")
_PARTS = re.compile(r"\s*[|•·\t]\s*|\s+[–—-]\s+|\s{3,}")


def understand_resume(read: ReadDocument, *, as_of: str = "", declared: bool = False) -> Resume:
    """What a resume says: sections, pieces, personal data, titles, positions, years, education.

    What ``read.fields`` say outright wins over what the text suggests. ``as_of`` is an ISO date;
    see :func:`~indexer.documents.resumes.as_of.resolve_as_of` for what counts without one.
    ``declared`` says that the caller knows it for a resume, so that only what surely is another
    kind of text is refused. The
    result depends on the arguments alone, and on today only where neither they nor the text have
    any date; a note tells.

    Raises
    ------
    Quarantined
        "empty", "poor-text" (the letters make no words) or "not-a-resume".
    """
    text = read.text
    if not text.strip():
        raise Quarantined(
            "empty",
            "The resume has no text.",
            remedy="Give the document with its text, or run text recognition on it first.",
        )
    quality = measure(text, read.pages)
    gate(quality, "resume")
    sections = split_sections(text, resume_headings(text))
    personal = find_personal(text, sections, "resume", told_personal(read.fields))
    hidden = masked(text, personal)
    experience = told_experience(read.fields, text, sections) or find_experience(hidden, sections)
    headline = _headline(hidden, sections)
    # A structured source has said what it is; a mere column of titles or places has not.
    if not (read.fields.get("experience") or read.fields.get("education")):
        likeness = looks_like_resume(
            text, sections, personal, experience, has_headline=bool(headline)
        )
        if likeness < LEAST and (not declared or reads_as_another(text, experience)):
            raise Quarantined(
                "not-a-resume",
                f"The text does not read like a resume: likeness {likeness:.2f}, needed {LEAST}.",
                remedy="If it is one, give its sections headings such as Experience and Education.",
            )
    day, note = resolve_as_of(as_of, read.date, text, experience)
    titles = told_titles(read.fields) or _titles(experience, headline)
    education = told_education(read.fields) or _education(hidden, sections)
    told_years = read.fields.get("years")
    years = years_in(((e.start, e.end, e.current) for e in experience), day)
    return Resume(
        text=text,
        as_of=day,
        quality=quality,
        sections=sections,
        pieces=split_pieces(text, hidden, sections),
        personal=personal,
        titles=titles,
        experience=experience,
        years=float(told_years) if isinstance(told_years, int | float) else years,
        education=education,
        education_level=highest(one.level for one in education),
        languages=told_languages(read.fields) or find_languages(hidden, sections),
        location=str(read.fields.get("location") or "") or find_location(hidden, sections),
        seniority=seniority_of(titles[0]) if titles else "",
        notes=(*read.notes, note),
    )


def _headline(hidden: str, sections: Sequence[Section]) -> str:
    """The job title under the name, "" where the header has none."""
    end = next((s.end for s in sections if s.kind == "header" and not s.heading), 0)
    for _, line in list(lines_of(hidden, 0, end))[:_HEADLINE_LINES]:
        for part in _PARTS.split(line):
            bare = " ".join(part.strip(" ,.:;*#" + MASK).split())
            # What is left of a line with a name is a sign after it: "CPA", "RN".
            if MASK in part and " " not in bare and bare.isupper():
                continue
            if 1 < len(bare) <= 80 and MASK not in bare and title_score(bare) >= 2:
                return bare
    return ""


def _titles(experience: Iterable[Experience], headline: str) -> tuple[str, ...]:
    """The titles of the positions, the latest first, and the headline, each once."""
    latest = sorted(
        (one for one in experience if one.title),
        key=lambda one: (one.current, one.end or one.start, one.start),
        reverse=True,
    )
    unique: dict[str, str] = {}
    for title in [*(job for one in latest for job in jobs_in(one.title)), *jobs_in(headline)]:
        if title and MASK not in title:
            unique.setdefault(heading_key(title), title)
    return tuple(unique.values())


def _education(hidden: str, sections: Sequence[Section]) -> tuple[Education, ...]:
    """The degrees of the sections on education; without one, those that a line names at its
    beginning.
    """
    listed = [s for s in sections if s.kind == "education"]
    found = [one for section in listed for one in find_education(hidden, section)]
    if found:
        return tuple(dict.fromkeys(found))
    others = [s for s in sections if s.kind in _ALSO_DEGREES]
    return tuple(
        dict.fromkeys(
            one
            for section in others
            for one in find_education(hidden, section)
            if (one.institution or (one.year and one.title)) and level_of(one.title[:40])
        )
    )
