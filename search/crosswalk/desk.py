"""Crosswalks over an open index: editions named, read once, and asked page by page."""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from search.answers import Stamp
from search.changes.editions import TYPES, named_key
from search.crosswalk.catalogue import Catalogue, open_catalogue
from search.crosswalk.crosswalk import Advance, Proposal, map_concepts
from search.crosswalk.relation import RELATIONS
from search.open_index import OpenIndex
from skillsearch.errors import QueryError
from skillsearch.records import ConceptType, TaxonomyKey

__all__ = ["Asked", "Crosswalk", "CrosswalkDesk"]

KEPT = 4
"""Catalogues that a server keeps: two crosswalks. One of ESCO takes 150 to 200 MB."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which crosswalk is wanted.

    ``source`` and ``target`` name editions (``esco``, ``esco@1.1.0``). ``concepts`` are ids or
    preferred labels, none for all; ``offset`` and ``limit`` (None: no bound) choose among those,
    ordered by id.
    """

    source: str
    target: str
    type: ConceptType = "skill"
    language: str | None = None
    concepts: tuple[str, ...] = ()
    limit: int | None = None
    offset: int = 0
    min_confidence: float = 0.5


@dataclass(frozen=True)
class Crosswalk:
    """Proposals for a page of concepts; ``total`` counts all concepts of the source."""

    source: TaxonomyKey
    target: TaxonomyKey
    type: ConceptType
    total: int
    proposals: tuple[Proposal, ...]
    stamp: Stamp

    @property
    def counts(self) -> dict[str, int]:
        """Relation → number of proposals, every relation."""
        found = Counter(proposal.relation for proposal in self.proposals)
        return {relation: found[relation] for relation in RELATIONS}

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "source": asdict(self.source),
            "target": asdict(self.target),
            "type": self.type,
            "total": self.total,
            "counts": self.counts,
            "results": [proposal.as_dict() for proposal in self.proposals],
            "stamp": asdict(self.stamp),
        }


class CrosswalkDesk:
    """Crosswalks between indexed taxonomies; may be used by several threads."""

    def __init__(self, index: OpenIndex) -> None:
        self._index = index
        self._kept: OrderedDict[tuple[str, TaxonomyKey], Catalogue] = OrderedDict()
        self._lock = threading.Lock()

    def crosswalk(self, asked: Asked, advance: Advance | None = None) -> Crosswalk:
        """Map the concepts that are asked for.

        Raises :class:`~skillsearch.errors.QueryError` where both sides are the same edition, a
        side cannot be told, or the source does not have a concept.
        """
        collection = self._index.collection(TYPES[asked.type])
        encoder = self._index.encoder_for(collection)
        keys = [
            named_key(self._index, name, asked.language) for name in (asked.source, asked.target)
        ]
        if keys[0] == keys[1]:
            raise QueryError(
                f"{keys[0]} was to be mapped to itself.",
                remedy="Name two taxonomies; skillsearch taxonomies lists what is indexed. "
                "Skills of one taxonomy that mean the same: skillsearch duplicates.",
            )
        source, target = (self._catalogue(asked.type, key) for key in keys)
        positions = _positions(source, asked.concepts)
        stop = None if asked.limit is None else asked.offset + asked.limit
        proposals = map_concepts(
            source,
            target,
            positions[asked.offset : stop],
            encoder,
            advance,
            min_confidence=asked.min_confidence,
        )
        return Crosswalk(
            keys[0], keys[1], asked.type, len(source), tuple(proposals), collection.stamp(keys)
        )

    def _catalogue(self, concept_type: ConceptType, key: TaxonomyKey) -> Catalogue:
        alias = TYPES[concept_type]
        name = (self._index.collection(alias).name, key)
        with self._lock:
            found = self._kept.pop(name, None) or open_catalogue(self._index, alias, key)
            self._kept[name] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return found


def _positions(source: Catalogue, concepts: Sequence[str]) -> list[int]:
    if not concepts:
        return list(range(len(source)))
    by_label = {entry.label: position for position, entry in enumerate(source.entries)}
    positions = []
    for concept in concepts:
        position = source.place.get(concept, by_label.get(concept))
        if position is None:
            raise QueryError(
                f"{source.key} has no concept with the id or label {concept[:80]!r}.",
                remedy=f"Search for it: skillsearch skills --taxonomy {source.key.name} …",
            )
        positions.append(position)
    return list(dict.fromkeys(positions))
