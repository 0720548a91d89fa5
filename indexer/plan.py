"""What indexing a taxonomy changes: compared with what a collection already holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skillsearch.records import Concept, ConceptType, Taxonomy, TaxonomyKey
from skillsearch.store.base import VectorStore
from skillsearch.store.conditions import of_taxonomy
from skillsearch.store.scrolling import scroll_pages

__all__ = ["Plan", "job_digest", "make_plan"]


@dataclass(frozen=True)
class Plan:
    """The work that brings one type of concept of one taxonomy up to date.

    ``encode`` need vectors; ``restate`` keep theirs and get a new payload; ``remove`` are the
    point ids that the source no longer has.
    """

    key: TaxonomyKey
    type: ConceptType
    encode: tuple[Concept, ...]
    restate: tuple[Concept, ...]
    remove: tuple[str, ...]
    added: int
    unchanged: int

    @property
    def changed(self) -> int:
        """Concepts that were there before and are not the same now."""
        return len(self.encode) - self.added + len(self.restate)

    @property
    def is_empty(self) -> bool:
        """Whether the collection already holds exactly this."""
        return not (self.encode or self.restate or self.remove)


def make_plan(
    store: VectorStore, collection: str | None, taxonomy: Taxonomy, concept_type: ConceptType
) -> Plan:
    """Compare a taxonomy's concepts of one type with a collection (None: an empty one)."""
    stored = dict(_hashes(store, collection, taxonomy.key)) if collection else {}
    encode, restate = [], []
    added = unchanged = 0
    for concept in taxonomy.of_type(concept_type):
        known = stored.pop(taxonomy.key.point_id(concept_type, concept.id), None)
        if known is None:
            added += 1
            encode.append(concept)
        elif known[0] != concept.text_hash:
            encode.append(concept)
        elif known[1] != concept.content_hash:
            restate.append(concept)
        else:
            unchanged += 1
    return Plan(
        key=taxonomy.key,
        type=concept_type,
        encode=tuple(encode),
        restate=tuple(restate),
        remove=tuple(sorted(stored)),
        added=added,
        unchanged=unchanged,
    )


def job_digest(taxonomies: Sequence[Taxonomy], concept_type: ConceptType) -> str:
    """What tells one indexing job from another: the same input gives the same digest."""
    digest = hashlib.sha256()
    for taxonomy in sorted(taxonomies, key=lambda t: t.key):
        digest.update(str(taxonomy.key).encode())
        for concept in taxonomy.of_type(concept_type):
            digest.update(concept.content_hash.encode())
    return digest.hexdigest()


def _hashes(
    store: VectorStore, collection: str, key: TaxonomyKey
) -> Iterator[tuple[str, tuple[str, str]]]:
    wanted = ("text_hash", "content_hash")
    pages = scroll_pages(store, collection, filter=of_taxonomy(key), page=5000, with_payload=wanted)
    for page in pages:
        for record in page:
            yield record.id, (record.payload["text_hash"], record.payload["content_hash"])
