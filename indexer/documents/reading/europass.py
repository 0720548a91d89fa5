"""Europass CVs in XML: the SkillsPassport of 2012–2020 and the Candidate form that came after."""

from __future__ import annotations

from typing import Any

from indexer.documents.reading.europass_candidate import gather_candidate
from indexer.documents.reading.europass_passport import gather_passport
from indexer.documents.reading.limits import Limits
from indexer.documents.reading.structured import Gathered, month_of
from indexer.documents.reading.xml import descendants, local_name, parse_xml, text_at
from skillsearch.documents import Quarantined, ReadDocument

__all__ = ["read_europass"]


def read_europass(data: bytes, shown: str, limits: Limits) -> ReadDocument:
    """A Europass CV: its text in sections, and what it says as fields.

    Raises Quarantined: "unsafe" and "damaged" as :func:`parse_xml` does, "unsupported" where the
    XML is no Europass CV.
    """
    root = parse_xml(data, shown)
    gathered = Gathered()
    candidate = _first(root, "Candidate")
    learner = _first(root, "LearnerInfo")
    if learner is not None:
        gather_passport(learner, gathered)
        date = text_at(root, "DocumentInfo", "LastUpdateDate")
    elif candidate is not None:
        gather_candidate(candidate, gathered)
        date = ""
    else:
        raise Quarantined(
            "unsupported",
            f"{shown} is XML, but no Europass CV: its root is <{local_name(root)[:40]}>.",
            remedy="Export the resume as PDF, DOCX, Europass XML or JSON Resume.",
        )
    limits.check_characters(len(gathered.text), shown)
    return ReadDocument(
        gathered.text,
        "europass",
        date=date[:10] if month_of(date) else "",
        fields=gathered.fields(),
    )


def _first(root: Any, name: str) -> Any:
    return next(descendants(root, name), None)
