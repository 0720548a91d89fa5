"""An indexed posting or resume → what it asks of the other side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from search.matching.documents import IndexedDocument, Named
from search.matching.need import DocumentFilter, Importance, Need, Requirement
from skillsearch.documents import DocumentKind

__all__ = ["need_of_document"]

MOST_REQUIREMENTS = 48
"""Of a document, the surest first: more are a list of everything, and cost time."""

LEAST_CONFIDENCE = 0.5

ASKED_ONCE = 0.7
"""What counts a requirement that the posting neither calls a must nor nice to have."""


def need_of_document(document: IndexedDocument, kind: DocumentKind) -> Need:
    """What ``document`` asks of documents of the other ``kind``.

    A posting asks for its skills (must-have and nice-to-have as it says), title, years, education,
    languages. A resume asks for a posting that uses its skills, the surest and most recent first.
    Skills that the same words name in several taxonomies are one requirement.
    """
    payload = document.payload
    requirements = _of_posting(document, payload) if kind == "resume" else _of_resume(document)
    asks_years = kind == "resume"
    return Need(
        kind=kind,
        titles=document.titles[:3],
        requirements=tuple(requirements[:MOST_REQUIREMENTS]),
        years=payload.get("years_low") if asks_years else payload.get("years"),
        years_max=payload.get("years_high") if asks_years else None,
        seniority=payload.get("seniority") or "",
        education_level=payload.get("education_level") or "",
        languages=tuple(payload.get("languages") or ()),
        location=payload.get("location") or "",
        filters=DocumentFilter(),
        document=document.id,
    )


def _of_posting(document: IndexedDocument, payload: dict[str, Any]) -> list[Requirement]:
    must = frozenset(payload.get("must_have_skills") or ())
    nice = frozenset(payload.get("nice_to_have_skills") or ())
    made = []
    for group in _groups(document.named):
        skills = [named.skill for named in group]
        importance: Importance = "nice"
        weight = ASKED_ONCE
        if must.intersection(skills) or (not must and _is_required(group, document)):
            importance, weight = "must", 1.0
        elif nice.intersection(skills):
            weight = 0.5
        made.append(_requirement(group, importance, weight, document))
    return sorted(made, key=lambda r: (r.importance != "must", -r.weight, r.text))


def _of_resume(document: IndexedDocument) -> list[Requirement]:
    groups = _groups(document.named)[:MOST_REQUIREMENTS]
    return [_requirement(group, "nice", 1.0, document) for group in groups]


def _requirement(
    group: Sequence[Named], importance: Importance, weight: float, document: IndexedDocument
) -> Requirement:
    first = group[0]
    return Requirement(
        text=first.label,
        importance=importance,
        weight=round(max(weight * first.confidence, 0.05), 3),
        skills=tuple(named.skill for named in group),
        stated=False,
        sentence=_sentence(document, first),
    )


def _groups(named: Iterable[Named]) -> list[list[Named]]:
    """Skills named by the same words, or by the same sentence, together; the surest first."""
    groups: dict[tuple[int, int], list[Named]] = {}
    for each in named:
        if each.confidence < LEAST_CONFIDENCE or not each.mentions:
            continue
        place = each.mentions[0]
        groups.setdefault((place["start"], place["end"]), []).append(each)
    merged: dict[str, list[Named]] = {}
    for group in groups.values():  # the same label of two taxonomies at two places
        merged.setdefault(group[0].label.casefold(), []).extend(group)
    return list(merged.values())


def _is_required(group: Sequence[Named], document: IndexedDocument) -> bool:
    for named in group:
        for mention in named.mentions:
            place = mention["piece"]
            inside = isinstance(place, int) and place < len(document.pieces)
            if inside and document.pieces[place]["section"] == "requirements":
                return bool(mention["polarity"] == "required")
    return False


def _sentence(document: IndexedDocument, named: Named) -> str:
    place = named.mentions[0]["piece"]
    pieces = document.pieces
    inside = isinstance(place, int) and 0 <= place < len(pieces)
    return str(pieces[place]["text"]) if inside else ""
