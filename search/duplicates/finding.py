"""The question itself: which concepts of a taxonomy are listed twice, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from search.answers import Stamp
from search.duplicates.clusters import Cluster, clusters
from search.duplicates.entries import Entry
from search.duplicates.indexed import IndexedList, chosen_key, indexed_list
from search.duplicates.pairs import Pair, Watcher, find_pairs
from search.duplicates.steering import Steering, steering
from search.open_index import OpenIndex
from search.request import ConceptFilter
from skillsearch.errors import QueryError
from skillsearch.ledger.verdicts import Decision
from skillsearch.records import ConceptType, TaxonomyKey

__all__ = ["DEFAULT_CONFIDENCE", "Duplicates", "find_duplicates"]

DEFAULT_CONFIDENCE = 0.2
"""See docs/duplicates.md for what is found, and how much of it is right, at which confidence."""


@dataclass(frozen=True)
class Duplicates:
    """The clusters of a taxonomy; rows of theirs are rows of ``entries``."""

    entries: Sequence[Entry]
    clusters: tuple[Cluster, ...]
    steer: Steering
    key: TaxonomyKey
    type: ConceptType
    total: int
    warnings: tuple[str, ...]
    stamp: Stamp

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "results": [self._cluster(cluster) for cluster in self.clusters],
            "total": self.total,
            "entries": len(self.entries),
            "taxonomy": asdict(self.key),
            "type": self.type,
            "warnings": list(self.warnings),
            "stamp": asdict(self.stamp),
        }

    def _cluster(self, cluster: Cluster) -> dict[str, Any]:
        survivor = self.entries[cluster.survivor]
        return {
            "status": cluster.status,
            "confidence": cluster.confidence,
            "survivor": {"id": survivor.id, "label": survivor.label, "why": cluster.why},
            "members": [
                {
                    "id": entry.id,
                    "label": entry.label,
                    "code": entry.code,
                    "description": entry.description,
                }
                for entry in (self.entries[row] for row in cluster.rows)
            ],
            "pairs": [self._pair(pair) for pair in cluster.pairs],
        }

    def _pair(self, pair: Pair) -> dict[str, Any]:
        decision = self.steer.decided.get((pair.left, pair.right))
        return {
            "left": self.entries[pair.left].id,
            "right": self.entries[pair.right].id,
            "confidence": pair.confidence,
            "evidence": asdict(pair.evidence),
            "decision": asdict(decision) if decision else None,
        }


def find_duplicates(
    index: OpenIndex,
    alias: str,
    wanted: ConceptFilter,
    decisions: Sequence[Decision] = (),
    *,
    least: float = DEFAULT_CONFIDENCE,
    limit: int | None = 50,
    watcher: Watcher | None = None,
) -> Duplicates:
    """Clusters of one indexed taxonomy, as ``decisions`` steer them, ``limit`` of them at most.

    ``decisions`` may be of any taxonomy and type: the others are left out. What is compared is
    remembered while the generation is live, so that a second question takes no time. Raises
    :class:`~skillsearch.errors.QueryError` where the filter leaves no single taxonomy.
    """
    if not 0 <= least <= 1:
        raise QueryError(
            f"min-confidence = {least} is out of range.", remedy="Use a number from 0 to 1."
        )
    if limit is not None and limit < 1:
        raise QueryError(f"limit = {limit} is out of range.", remedy="Use 1 or more.")
    collection = index.collection(alias)
    key = chosen_key(collection, wanted)
    type_: ConceptType = "skill" if alias == "skills" else "occupation"
    held: IndexedList = index.derived(
        collection,
        ("duplicates", key),
        lambda: indexed_list(index, collection, key, watcher=watcher),
    )
    own = [made for made in decisions if made.taxonomy == key.name and made.type == type_]
    steer = steering(held.entries, own)
    decided = frozenset(steer.decided)
    pairs: list[Pair] = index.derived(
        collection,
        ("duplicate pairs", key, decided, min(least, DEFAULT_CONFIDENCE)),
        lambda: find_pairs(
            held.entries,
            held.vectors,
            key.language,
            least=min(least, DEFAULT_CONFIDENCE),
            besides=decided,
            watcher=watcher,
        ),
    )
    found = clusters(held.entries, pairs, steer, least)
    warnings = []
    if steer.elsewhere:
        warnings.append(
            f"{steer.elsewhere:,} decisions are about concepts that {key} does not have; they "
            "change nothing here."
        )
    if limit is not None and len(found) > limit:
        warnings.append(f"{len(found):,} clusters; the first {limit:,} are given (limit).")
    return Duplicates(
        entries=held.entries,
        clusters=tuple(found[:limit]),
        steer=steer,
        key=key,
        type=type_,
        total=len(found),
        warnings=tuple(warnings),
        stamp=collection.stamp([key]),
    )
