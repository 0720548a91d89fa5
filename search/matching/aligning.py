"""Each requirement beside what a document has for it: matched, partial or missing, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from search.matching.answers import Entry, Evidence, MetBy, Nearest, Status, Way
from search.matching.documents import IndexedDocument, Named
from search.matching.kinship import Kin, Kinship
from search.matching.need import Requirement
from skillsearch.encoder.base import Vectors
from skillsearch.held_skills import Held
from skillsearch.text import normal_form

__all__ = ["Alignment", "align", "entries"]

SURE = 0.62
"""Confidence of a skill found by meaning alone from which it counts as had."""

SENTENCE_LEAST, SENTENCE_MOST = 0.5, 0.85
"""Cosine of a requirement and a sentence at which it begins to count, and counts in full."""

MOST_BY_SENTENCE = 0.7
"""A sentence near a skill is never as good as the skill."""

MATCHED = 0.85
"""The degree from which a requirement is met; below it is met in part."""

LEAST_PARTIAL = 0.2
"""The degree below which a requirement is missing."""

MOST_EVIDENCE = 3


@dataclass(frozen=True, slots=True)
class Alignment:
    """What a document has for one requirement: how far (0–1), by which way, from which skill."""

    degree: float
    way: Way
    held: Held | None = None
    tie: str = ""
    years: float | None = None

    @property
    def status(self) -> Status:
        """Matched, partial or missing by the degree."""
        if self.degree >= MATCHED:
            return "matched"
        return "partial" if self.degree >= LEAST_PARTIAL else "missing"


NOTHING = Alignment(0.0, "")


def align(
    requirements: Sequence[Requirement],
    document: IndexedDocument,
    kin: Kin,
    nearest: NDArray[np.float32],
    worded: Sequence[bool],
) -> list[Alignment]:
    """One alignment a requirement.

    ``nearest`` (r,) is the cosine of each to the document's closest sentence; ``worded`` says of
    each whether its very words stand in the document. The best way counts.
    """
    asked = list(dict.fromkeys(skill for r in requirements for skill in r.skills))
    found: Mapping[str, Kinship | None] = dict(
        zip(asked, kin.kin(asked, list(document.held)), strict=True)
    )
    return [
        _aligned(requirement, found, document, cosine, has_words)
        for requirement, cosine, has_words in zip(
            requirements, nearest.tolist(), worded, strict=True
        )
    ]


def entries(
    requirements: Sequence[Requirement],
    alignments: Sequence[Alignment],
    document: IndexedDocument,
    vectors: Vectors,
    chunks: Vectors | None,
) -> tuple[Entry, ...]:
    """The evidence ledger: alignments with the sentences that show them.

    ``vectors`` (r, d) are the requirements', ``chunks`` (p, d) the document's sentences; with them
    what is met by a sentence shows it, and what is missing the nearest one.
    """
    places: Sequence[tuple[int, float] | None] = [None] * len(requirements)
    if chunks is not None and len(chunks) and len(vectors):
        closeness = vectors @ chunks.T
        nearest = closeness.argmax(axis=1).tolist(), closeness.max(axis=1).tolist()
        places = list(zip(*nearest, strict=True))
    named = {each.skill: each for each in document.named}
    return tuple(
        _entry(requirement, alignment, document, named, place)
        for requirement, alignment, place in zip(requirements, alignments, places, strict=True)
    )


def _aligned(
    requirement: Requirement,
    kin: Mapping[str, Kinship | None],
    document: IndexedDocument,
    nearest: float,
    has_words: bool,
) -> Alignment:
    best = Alignment(1.0, "words") if has_words else NOTHING
    for skill in requirement.skills:
        kinship = kin[skill]
        if kinship is not None and kinship.degree > best.degree:
            found = _by_skill(kinship, Held._make(document.held[kinship.held]))
            best = found if found.degree > best.degree else best
    if not requirement.phrases and (degree := _by_sentence(nearest)) > best.degree:
        best = Alignment(degree, "near")
    if requirement.years and best.years is not None and best.years < requirement.years:
        return replace(best, degree=best.degree * max(0.3, best.years / requirement.years))
    return best if best.degree >= LEAST_PARTIAL else Alignment(0.0, "", years=best.years)


def _by_skill(kinship: Kinship, held: Held) -> Alignment:
    degree = kinship.degree
    if held.by == "semantic" and held.confidence < SURE:
        degree *= held.confidence / SURE
    way: Way = "near"
    if kinship.tie in ("same", "equivalent"):
        way = held.by
    elif kinship.tie == "narrower":
        way = "implied"
    return Alignment(degree, way, held, kinship.tie, held.years)


def _by_sentence(cosine: float) -> float:
    share = (cosine - SENTENCE_LEAST) / (SENTENCE_MOST - SENTENCE_LEAST)
    return MOST_BY_SENTENCE * min(1.0, max(0.0, share))


def _entry(
    requirement: Requirement,
    alignment: Alignment,
    document: IndexedDocument,
    by_skill: Mapping[str, Named],
    nearest_place: tuple[int, float] | None,
) -> Entry:
    """``nearest_place``: the number of the nearest sentence, and its cosine."""
    evidence: tuple[Evidence, ...] = ()
    nearest: Nearest | None = None
    met_by: MetBy | None = None
    if alignment.status != "missing":
        if alignment.held is not None:
            held = by_skill[alignment.held.skill]
            met_by = MetBy(held.skill, held.label, held.taxonomy, alignment.tie)
            evidence = _of_mentions(held, document)
        elif alignment.way == "words":
            evidence = _of_words(requirement, document)
        elif nearest_place is not None:
            evidence = (_of_piece(document, nearest_place[0]),)
    elif nearest_place is not None:
        piece = document.pieces[nearest_place[0]]
        nearest = Nearest(piece["text"], piece["section"], round(1 - nearest_place[1], 3))
    return Entry(
        requirement=requirement.text,
        importance=requirement.importance,
        weight=requirement.weight,
        status=alignment.status,
        way=alignment.way if alignment.status != "missing" else "",
        degree=round(alignment.degree, 3),
        met_by=met_by,
        evidence=evidence,
        years=alignment.years,
        years_asked=requirement.years,
        nearest=nearest,
        asked_in=requirement.sentence,
    )


def _of_mentions(held: Named, document: IndexedDocument) -> tuple[Evidence, ...]:
    made: list[Evidence] = []
    for mention in held.mentions:
        place = mention["piece"]
        if not isinstance(place, int) or not 0 <= place < len(document.pieces):
            continue
        piece = document.pieces[place]
        if any(piece["text"] == one.sentence for one in made):
            continue
        made.append(
            Evidence(piece["text"], piece["section"], mention["text"], mention["start"],
                     mention["end"])
        )  # fmt: skip
    return tuple(made[:MOST_EVIDENCE])


def _of_words(requirement: Requirement, document: IndexedDocument) -> tuple[Evidence, ...]:
    wanted = [f" {normal_form(phrase)} " for phrase in requirement.phrases or (requirement.text,)]
    places = (
        number
        for number, piece in enumerate(document.pieces)
        if any(phrase in f" {normal_form(piece['text'])} " for phrase in wanted)
    )
    return tuple(_of_piece(document, place) for place, _ in zip(places, range(MOST_EVIDENCE)))  # noqa: B905


def _of_piece(document: IndexedDocument, place: int) -> Evidence:
    piece = document.pieces[place]
    return Evidence(piece["text"], piece["section"], piece["text"], piece["start"], piece["end"])
