"""Under which names an old concept lives on in a new edition.

Three kinds of evidence, in falling weight: members that moved, labels that are equal, texts that
are alike. How they become one number is a choice made by hand, not learned; it orders candidates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from rapidfuzz import fuzz, process

from search.changes.editions import ConceptKey, Edition
from search.changes.members import Members, members_of
from search.changes.records import Kin, Side
from search.changes.wording import Wording
from skillsearch.encoder.base import Encoder
from skillsearch.records import Concept, ConceptType
from skillsearch.text import normal_form

__all__ = ["Kinship"]

SHORTLIST = 20
"""Candidates by the letters of the label, and as many by words, whose texts are compared."""

MIN_CONFIDENCE = 0.6
"""A text may be this much like another before it is taken for what became of it."""

BY_CODE, BY_TITLE = 0.9, 0.5
"""What the first moved member says; the share of those that moved fills half of what is left
(titles: nearly all of it)."""

SAME_LABEL, SAME_DESCRIPTION = 0.9, 0.85
FAR = 0.4
"""A cosine up to which two texts of the same field have nothing in common."""


class Kinship:
    """Compares the concepts of one type of two editions.

    ``encoder`` None leaves the cosines out: letters and words then decide alone. ``codes`` False
    ignores the codes of members, as if the editions had only their titles.
    """

    def __init__(
        self,
        old: Edition,
        new: Edition,
        concept_type: ConceptType,
        encoder: Encoder | None = None,
        *,
        codes: bool = True,
    ) -> None:
        self._before = {k: c for k, c in old.concepts.items() if k[0] == concept_type}
        self._after = {k: c for k, c in new.concepts.items() if k[0] == concept_type}
        self._type: ConceptType = concept_type
        self._encoder = encoder
        holding = [Members(c.values(), codes=codes) for c in (self._before, self._after)]
        self._codes = codes and all(holding)
        if codes and not self._codes:
            holding = [Members(c.values(), codes=False) for c in (self._before, self._after)]
        self._holding_now = holding[1]
        self._ids = [concept_id for _, concept_id in self._after]
        self._labels = [normal_form(c.label) for c in self._after.values()]
        self._by_label: dict[str, list[str]] = {}
        for concept in self._after.values():
            for label in concept.labels:
                self._by_label.setdefault(normal_form(label), []).append(concept.id)
        self._wording = Wording(self._after.values(), new.key.language)
        self._vectors: dict[str, np.ndarray] = {}

    def moved(self, before: Concept) -> dict[str, float]:
        """Id of a new concept → the part of the old one's members that went over to it.

        Members that the old concept still has, or that the other one had before, did not move.
        """
        mine = members_of(before, codes=self._codes)
        kept = self._after.get((self._type, before.id))
        kept_members = members_of(kept, codes=self._codes) if kept else frozenset()
        gone = mine - kept_members
        weights: dict[str, float] = {}
        for member in sorted(gone):
            for holder in self._holding_now.holders(member):
                former = self._before.get((self._type, holder))
                if holder == before.id or (
                    former and member in members_of(former, codes=self._codes)
                ):
                    continue
                weights[holder] = weights.get(holder, 0) + 1 / len(mine)
        return weights

    def kin(self, before: Concept, *, by_text: bool = True, limit: int = 5) -> tuple[Kin, ...]:
        """What an old concept may have become besides itself, surest first; ties by id.

        ``by_text`` False asks for moved members alone: enough for a concept that is still there.
        """
        moved = self.moved(before)
        candidates = dict.fromkeys(moved)
        if by_text:
            for label in (before.label, *before.alt_labels):
                candidates.update(dict.fromkeys(self._by_label.get(normal_form(label), ())))
            candidates.update(dict.fromkeys(self._alike(before)))
        candidates.pop(before.id, None)
        found = [self._measured(before, concept_id, moved) for concept_id in candidates]
        found = self._with_cosines(before, found)
        found = [replace(k, confidence=round(self._confidence(k), 4)) for k in found]
        found.sort(key=lambda k: (-k.confidence, k.after.id))
        return tuple(found[:limit])

    def _alike(self, before: Concept) -> list[str]:
        near = process.extract(
            normal_form(before.label), self._labels, scorer=fuzz.token_sort_ratio, limit=SHORTLIST
        )
        return [self._ids[row] for _, _, row in near] + self._wording.nearest(before, SHORTLIST)

    def _measured(self, before: Concept, concept_id: str, moved: Mapping[str, float]) -> Kin:
        after = self._concept(concept_id)
        forms = {normal_form(label) for label in (after.label, *after.alt_labels)}
        mine = {normal_form(label) for label in (before.label, *before.alt_labels)}
        written = normal_form(before.description)
        return Kin(
            after=Side(concept_id, after.label),
            confidence=0.0,
            share=round(moved.get(concept_id, 0.0), 4) if members_of(before) else None,
            same_label=normal_form(before.label) in forms or normal_form(after.label) in mine,
            same_description=bool(written) and written == normal_form(after.description),
            letters=round(fuzz.token_sort_ratio(before.label, after.label) / 100, 4),
        )

    def _with_cosines(self, before: Concept, found: Sequence[Kin]) -> list[Kin]:
        if self._encoder is None or not found:
            return list(found)
        afters = [self._concept(k.after.id) for k in found]
        texts = [text for c in (before, *afters) for text in (c.label, c.description) if text]
        self._encode(texts)
        compared = []
        for kin, after in zip(found, afters, strict=True):
            described = bool(before.description and after.description)
            compared.append(
                replace(
                    kin,
                    label_cosine=self._cosine(before.label, after.label),
                    description_cosine=self._cosine(before.description, after.description)
                    if described
                    else None,
                )
            )
        return compared

    def _encode(self, texts: Sequence[str]) -> None:
        assert self._encoder is not None
        missing = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if missing:
            self._vectors.update(zip(missing, self._encoder.encode(missing), strict=True))

    def _cosine(self, one: str, other: str) -> float:
        return round(float(self._vectors[one] @ self._vectors[other]), 4)

    def _confidence(self, kin: Kin) -> float:
        members = 0.0
        if kin.share:
            first, rest = (BY_CODE, 0.09) if self._codes else (BY_TITLE, 0.4)
            members = first + rest * kin.share
        text = _alikeness(kin)
        if kin.same_label:
            text = max(text, SAME_LABEL)
        if kin.same_description:
            text = max(text, SAME_DESCRIPTION)
        return 1 - (1 - members) * (1 - text)

    def _concept(self, concept_id: str) -> Concept:
        key: ConceptKey = (self._type, concept_id)
        return self._after[key]


def _alikeness(kin: Kin) -> float:
    """How far the texts are alike, at most .85: never as sure as something that is the same."""
    letters = kin.letters or 0.0
    if kin.label_cosine is None:
        return 0.85 * letters
    label = max(kin.label_cosine - FAR, 0) / (1 - FAR)
    if kin.description_cosine is None:
        return 0.85 * (0.7 * label + 0.3 * letters)
    described = max(kin.description_cosine - FAR, 0) / (1 - FAR)
    return 0.85 * (0.4 * label + 0.45 * described + 0.15 * letters)
