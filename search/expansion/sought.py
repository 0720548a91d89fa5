"""A concept that a query names, and the terms that it brings along itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from search.expansion.answers import Meant, Term, TermKind
from search.expansion.naming import Name
from search.expansion.weighing import WEIGHTS, lengthy, spellings, synonym_weight, trust
from skillsearch.encoder.base import Vectors
from skillsearch.records import TaxonomyKey, stored_labels
from skillsearch.store.models import Record

__all__ = ["FIELDS", "Sought", "best_of", "stated_relations", "synonyms", "terms_of"]

FIELDS = (
    "id", "taxonomy", "version", "language", "label", "alt_labels", "hidden_labels", "relations",
)  # fmt: skip

MAX_NAMESAKES = 3

UNDOUBTED = (0, 0, 0)
"""The rank of a preferred label, letter by letter."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A concept that a part of the query names.

    ``trust`` is the share of their weights that its terms keep (:func:`weighing.trust`);
    ``namesakes`` are other concepts of its taxonomy that go by the same name, and
    ``is_one_of_several`` whether its own label says, by a qualifier, that there are such.
    """

    record: Record
    key: TaxonomyKey
    alias: str
    trust: float
    namesakes: tuple[Record, ...]
    is_one_of_several: bool

    @property
    def meant(self) -> Meant:
        """What an answer says of it."""
        p = self.record.payload
        return Meant(p["id"], p["label"], p["taxonomy"], p["version"], p["language"])

    @property
    def vector(self) -> Vectors:
        """Its preferred label's vector, (d,)."""
        first: Vectors = _labels(self.record)[0]
        return first


def best_of(alias: str, records: Mapping[str, Record], group: Sequence[Name]) -> Sought:
    """The concept of a group of names that is meant, by rank, closeness of the name, id."""

    def cosine(name: Name) -> float:
        labels = _labels(records[name.point])
        return float(labels[name.row] @ labels[0])

    def trust_of(name: Name) -> float:
        labels = stored_labels(records[name.point].payload)
        return trust(labels[name.row], labels[0], cosine(name))

    name = min(group, key=lambda n: (n.rank, -cosine(n), n.point))
    payload = records[name.point].payload
    key = TaxonomyKey(payload["taxonomy"], payload["version"], payload["language"])
    others = [n for n in group if n != name and trust_of(n) == 1.0][:MAX_NAMESAKES]
    namesakes = () if name.rank == UNDOUBTED else tuple(records[n.point] for n in others)
    is_one_of_several = name.rank[2] == 1
    return Sought(records[name.point], key, alias, trust_of(name), namesakes, is_one_of_several)


def _labels(record: Record) -> Vectors:
    labels = record.vector["labels"]
    assert isinstance(labels, np.ndarray)
    return labels


def synonyms(concept: Sought) -> Iterator[Term]:
    """The preferred and the alternative labels, and namesakes; hidden ones find misspellings."""
    payload = concept.record.payload
    whose = f"{payload['label']} in {payload['taxonomy']}"
    named = (payload["id"], payload["taxonomy"])
    yield from terms_of(
        payload["label"], "synonym", WEIGHTS["preferred"], f"label of {whose}", *named
    )
    cosines = _labels(concept.record) @ concept.vector
    for label, cosine in zip(payload["alt_labels"], cosines[1:].tolist(), strict=False):
        weight = synonym_weight(label, payload["label"], cosine)
        yield from terms_of(label, "synonym", weight, f"alias of {whose}", *named)
    share = WEIGHTS["namesake" if concept.is_one_of_several else "relation"]
    for other in concept.namesakes:
        p = other.payload
        yield from terms_of(
            p["label"],
            "related",
            share,
            "goes by the same name",
            p["id"],
            p["taxonomy"],
        )


def stated_relations(concept: Sought) -> Iterator[tuple[str, TermKind, float, str]]:
    """Target, kind of term, weight and reason of what a concept says of others of its kind."""
    name = concept.record.payload["label"]
    for relation in concept.record.payload["relations"]:
        kind, target = relation["kind"], relation["target"]
        if kind == "broader":
            yield target, "broader", WEIGHTS["broader"], f"broader than {name}"
        elif concept.alias == "skills" or kind == "related":
            yield target, "related", WEIGHTS["relation"], f"{kind} for {name}"


def terms_of(
    label: str, kind: TermKind, weight: float, reason: str, concept: str, taxonomy: str
) -> Iterator[Term]:
    """A label as a term, or two, or none (:func:`weighing.spellings`)."""
    for text in spellings(label):
        yield Term(text, kind, lengthy(min(weight, 1.0), text), reason, concept, taxonomy)
