"""Concepts → what else to look for: their labels, relations, neighbours and titles.

Everything is asked of the store in one batch a collection.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from search.expansion.answers import Term, TermKind
from search.expansion.naming import Name, Side
from search.expansion.sought import FIELDS, Sought, best_of, stated_relations, synonyms, terms_of
from search.expansion.weighing import (
    NEIGHBOUR_SHARE,
    TAXONOMY_SHARE,
    WEIGHTS,
)
from search.open_index import OpenIndex
from skillsearch.extraction.words import key_of
from skillsearch.records import TaxonomyKey
from skillsearch.store.conditions import of_taxonomy
from skillsearch.store.models import (
    FieldCondition,
    Filter,
    MatchAny,
    MatchValue,
    QueryRequest,
    ScoredPoint,
)
from skillsearch.text import core_label, words

__all__ = ["Gatherer"]

MAX_NARROWER = 10
MAX_NEIGHBOURS = 8
MAX_TITLES = 6

MIN_NEIGHBOUR = 0.65
MIN_TITLE = 0.70
MIN_OTHER_TAXONOMY = 0.80

MIN_MISSPELT = 6

MIN_ASKING = 0.38
"""A title further from the skill only uses it: machine operators who are asked for Python."""

MAX_ASKING = 100
"""A skill that more occupations ask for tells no title: 330 of ESCO's manage staff."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request and how its hits become terms."""

    request: QueryRequest
    terms: Callable[[Sequence[ScoredPoint]], Iterator[Term]]
    of: int


class Gatherer:
    """Gathers the terms of several concepts at once."""

    def __init__(self, index: OpenIndex, sides: dict[str, Side]) -> None:
        self._index = index
        self._sides = sides

    def sought(self, alias: str, names: Sequence[Sequence[Name]]) -> list[Sought]:
        """The concept of each group of names that fits best, with what is needed of it.

        Of several concepts that go by the same name, the one whose preferred label is nearest to
        that name; then by id.
        """
        side = self._sides[alias]
        points = sorted({name.point for group in names for name in group})
        if not points:
            return []
        records = {
            r.id: r
            for r in self._index.store.retrieve(
                side.collection.name, points, with_payload=FIELDS, with_vectors=("labels",)
            )
        }
        return [best_of(alias, records, group) for group in names]

    def terms(self, concepts: Sequence[Sought], least: float) -> list[list[Term]]:
        """The terms of each concept, in no order; none whose kind weighs less than ``least``."""
        found = [[t for t in synonyms(c) if not self._is_misspelt(t.text, c)] for c in concepts]
        asked: dict[str, list[_Asked]] = {alias: [] for alias in self._sides}
        for number, concept in enumerate(concepts):
            for alias, question in self._questions(concept, number, least):
                asked[alias].append(question)
        for alias, questions in asked.items():
            if not questions:
                continue
            answers = self._index.store.query_batch_points(
                self._sides[alias].collection.name, [q.request for q in questions]
            )
            for question, points in zip(questions, answers, strict=True):
                found[question.of] += question.terms(points)
        for alias in self._sides:
            self._related(alias, concepts, found, least)
        return [
            [replace(term, weight=round(term.weight * concept.trust, 4)) for term in terms]
            for concept, terms in zip(concepts, found, strict=True)
        ]

    def _is_misspelt(self, text: str, concept: Sought) -> bool:
        """Whether a word of a label that no other concept has nearly spells one that it should."""
        from rapidfuzz.distance import OSA

        lexicon = self._sides[concept.alias].lexicon
        own = words(concept.record.payload["label"])
        for word in words(text):
            number = lexicon.word_number(word)
            if number is None or int(lexicon.word_frequency[number]) > 1 or word in own:
                continue
            for right in own:
                near = len(right) >= MIN_MISSPELT and word[0] == right[0]
                if near and key_of(word) != key_of(right) and OSA.distance(word, right) <= 2:
                    return True
        return False

    def _questions(
        self, concept: Sought, number: int, least: float
    ) -> Iterator[tuple[str, _Asked]]:
        alias, payload = concept.alias, concept.record.payload
        own = of_taxonomy(concept.key)
        name = payload["label"]

        def ask(condition: Filter, limit: int, terms: Callable[..., Iterator[Term]]) -> _Asked:
            request = QueryRequest(
                concept.vector, "dense", limit=limit, filter=condition, exact=True,
                with_payload=("id", "label", "taxonomy"),
            )  # fmt: skip
            return _Asked(request, terms, number)

        if least <= WEIGHTS["narrower"]:
            below = Filter(must=[FieldCondition("broader", MatchValue(payload["id"])), own])
            yield alias, ask(
                below, MAX_NARROWER,
                lambda points: _alike(points, "narrower", f"narrower than {name}"),
            )  # fmt: skip
        if least <= NEIGHBOUR_SHARE:
            kind: TermKind = "related" if alias == "skills" else "title"
            at_least = MIN_NEIGHBOUR if alias == "skills" else MIN_TITLE
            yield (
                alias,
                ask(own, MAX_NEIGHBOURS + 1, lambda points: _near(points, concept, kind, at_least)),
            )
        if least <= TAXONOMY_SHARE:
            for key in self._sides[alias].scoping.keys:
                if key.name != concept.key.name and key.language == concept.key.language:
                    yield (
                        alias,
                        ask(of_taxonomy(key), 1, lambda points: _other_taxonomy(points, concept)),
                    )
        if alias == "skills" and "occupations" in self._sides and least <= WEIGHTS["title"]:
            asking = Filter(must=[FieldCondition("skills", MatchValue(payload["id"])), own])
            held = self._sides["occupations"].collection.name
            count = self._index.store.count(held, filter=asking)
            if 0 < count <= MAX_ASKING:
                yield "occupations", ask(
                    asking, MAX_TITLES,
                    lambda points: _alike(points, "title", f"asks for {name}", MIN_ASKING),
                )  # fmt: skip

    def _related(
        self, alias: str, concepts: Sequence[Sought], found: list[list[Term]], least: float
    ) -> None:
        """Terms of the relations that a concept itself states, to concepts of ``alias``."""
        wanted: dict[TaxonomyKey, set[str]] = {}
        for concept in concepts:
            if concept.alias == alias:
                targets = {t for t, _, w, _ in stated_relations(concept) if w >= least}
                wanted.setdefault(concept.key, set()).update(targets)
        labels: dict[tuple[TaxonomyKey, str], str] = {}
        for key, targets in wanted.items():
            if not targets:
                continue
            condition = Filter(
                must=[FieldCondition("id", MatchAny(sorted(targets))), of_taxonomy(key)]
            )
            records, _ = self._index.store.scroll(
                self._sides[alias].collection.name, filter=condition, limit=len(targets),
                with_payload=("id", "label"),
            )  # fmt: skip
            labels.update({(key, r.payload["id"]): r.payload["label"] for r in records})
        for number, concept in enumerate(concepts):
            if concept.alias != alias:
                continue
            for target, kind, weight, reason in stated_relations(concept):
                label = labels.get((concept.key, target))
                if label is not None:
                    found[number] += terms_of(label, kind, weight, reason, target, concept.key.name)


def _alike(
    points: Sequence[ScoredPoint], kind: TermKind, reason: str, at_least: float = -1.0
) -> Iterator[Term]:
    for point in points:
        p = point.payload
        if point.score >= at_least:
            yield from terms_of(p["label"], kind, WEIGHTS[kind], reason, p["id"], p["taxonomy"])


def _near(
    points: Sequence[ScoredPoint], concept: Sought, kind: TermKind, at_least: float
) -> Iterator[Term]:
    name = concept.record.payload["label"]
    for point in points:
        p = point.payload
        if (
            point.id == concept.record.id
            or point.score < at_least
            or _sounds_alike(name, p["label"])
        ):
            continue
        reason = f"near in meaning to {name} ({point.score:.2f})"
        weight = NEIGHBOUR_SHARE * point.score
        yield from terms_of(p["label"], kind, weight, reason, p["id"], p["taxonomy"])


def _other_taxonomy(points: Sequence[ScoredPoint], concept: Sought) -> Iterator[Term]:
    for point in points:
        if point.score < MIN_OTHER_TAXONOMY:
            continue
        p = point.payload
        reason = (
            f"nearest to {concept.record.payload['label']} in {p['taxonomy']} ({point.score:.2f})"
        )
        weight = TAXONOMY_SHARE * point.score
        yield from terms_of(p["label"], "taxonomy", weight, reason, p["id"], p["taxonomy"])


def _sounds_alike(name: str, other: str) -> bool:
    """Whether a name of one word only begins with the same letters: Java is no JavaScript."""
    a, b = sorted((words(core_label(name)), words(core_label(other))), key=lambda w: len(w[0]))
    alone = len(a) == 1 or len(b) == 1
    return alone and a[0] != b[0] and len(a[0]) >= 3 and b[0].startswith(a[0])
