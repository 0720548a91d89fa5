"""What a search shows of a document: no name, and nothing that tells age, gender or nationality.

Names and contacts are blacked out when a document is indexed. What stands in its sentences besides
is covered here, whenever it is shown; scores rest on the text as it is. Words that name a trade in
two genders get the one that all use ("chairwoman": "chairperson"); everything else is covered by a
mask of one length, as "he" and "she" would be told apart by theirs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from search.matching.answers import Entry, Evidence, MatchHit, Nearest
from search.matching.telltale import (
    CUE_WORDS,
    CUES,
    OTHER_PEOPLE,
    ROLE_FOR_ALL,
    ROLE_WORDS,
    ROLES,
)
from skillsearch.documents import MASK, DocumentKind
from skillsearch.store.models import Record, ScoredPoint

__all__ = ["HIDDEN", "masked_counts", "masked_hit", "masked_query", "neutral", "shown_names"]

HIDDEN = MASK * 3

_WORD = re.compile(r"[a-z]+")

_BEFORE = 30
"""Characters before an age in which somebody else may be named, whose age it is."""


def neutral(text: str) -> str:
    """``text`` without what tells gender, age or nationality.

    >>> neutral("She was the first chairwoman of the works council")
    '███ was the first chairperson of the works council'
    """
    words = _WORD.findall(text.lower())
    return text if CUE_WORDS.isdisjoint(words) else _neutral(text)


@lru_cache(8192)  # a sentence shows several requirements
def _neutral(text: str) -> str:
    words = frozenset(_WORD.findall(text.lower()))
    if not words.isdisjoint(ROLE_WORDS):
        text = ROLES.sub(_role, text)
    capitals = text.isupper()
    for cue in CUES:
        if not words.isdisjoint(cue.words) and (capitals or not cue.in_capitals):
            text = cue.pattern.sub(_covered, text)
    return text


def _role(found: re.Match[str]) -> str:
    word = ROLE_FOR_ALL[found[0].lower()]
    if found[0].isupper():
        return word.upper()
    return word[0].upper() + word[1:] if found[0][0].isupper() else word


def _covered(found: re.Match[str]) -> str:
    groups = found.groupdict()
    if groups.get("age") and OTHER_PEOPLE.search(found.string[: found.start()][-_BEFORE:]):
        return found[0]
    part = groups.get("part")
    return HIDDEN if part is None else found[0].replace(part, HIDDEN)


def shown_names(record: Record | ScoredPoint, kind: DocumentKind) -> tuple[str, str]:
    """External id and source as they may be shown: both are often a file's name, and a person's.

    A resume that was indexed before the masked form was kept goes by the id of its point.
    """
    payload = record.payload
    if "external_id_masked" in payload:
        return payload["external_id_masked"], payload["source_masked"]
    return (record.id, "") if kind == "resume" else (payload["external_id"], payload["source"])


def masked_hit(hit: MatchHit, record: Record, kind: DocumentKind) -> MatchHit:
    """The hit of a document of ``kind`` as it is shown to who has no right to more.

    A posting tells of nobody, so its sentences stay; but what asks for it may be a resume's.
    """
    external_id, source = shown_names(record, kind)
    hit = replace(hit, external_id=external_id, source=source)
    if kind == "posting":
        asked = (replace(entry, asked_in=neutral(entry.asked_in)) for entry in hit.ledger)
        return replace(hit, ledger=tuple(asked))
    return replace(
        hit,
        titles=tuple(neutral(title) for title in hit.titles),
        reasons=tuple(neutral(reason) for reason in hit.reasons),
        ledger=tuple(_entry(entry) for entry in hit.ledger),
    )


def masked_query(query: Mapping[str, Any]) -> dict[str, Any]:
    """The structured query that a resume asks."""
    shown = dict(query)
    if "titles" in shown:
        shown["titles"] = [neutral(title) for title in shown["titles"]]
    if "requirements" in shown:
        shown["requirements"] = [
            requirement | {"sentence": neutral(requirement["sentence"])}
            if "sentence" in requirement
            else requirement
            for requirement in shown["requirements"]
        ]
    return shown


def masked_counts(counts: Mapping[str, int], total: int) -> dict[str, int]:
    """Titles with how many of ``total`` documents have each, the forms of one title together.

    Who has both forms is counted twice, up to the total.
    """
    joined: dict[str, int] = {}
    for title, count in counts.items():
        shown = neutral(title)
        joined[shown] = min(total, joined.get(shown, 0) + count)
    return joined


def _entry(entry: Entry) -> Entry:
    nearest = entry.nearest
    return replace(
        entry,
        evidence=tuple(_evidence(place) for place in entry.evidence),
        nearest=None if nearest is None else _nearest(nearest),
    )


def _evidence(place: Evidence) -> Evidence:
    sentence = neutral(place.sentence)
    if sentence is place.sentence:
        return place
    return replace(place, sentence=sentence, text=neutral(place.text))


def _nearest(nearest: Nearest) -> Nearest:
    return replace(nearest, sentence=neutral(nearest.sentence))
