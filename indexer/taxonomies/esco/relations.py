"""Which skills an occupation, or another skill, needs: essential and optional relations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from typing import Literal

from indexer.taxonomies.esco.bundles import Bundle, Role
from skillsearch.records import Relation

__all__ = ["read_relations"]

_ENDS: tuple[tuple[Role, str, str], ...] = (
    ("occupation-skill", "occupationUri", "skillUri"),
    ("skill-skill", "originalSkillUri", "relatedSkillUri"),
)

_KINDS: dict[str, Literal["essential", "optional"]] = {
    "essential": "essential",
    "optional": "optional",
}


def read_relations(
    bundle: Bundle, concepts: Container[str]
) -> tuple[dict[str, list[Relation]], list[str]]:
    """URI → its essential and optional relations, and notes on rows that could not be used.

    Raises SourceError where a column is missing.
    """
    relations: dict[str, dict[Relation, None]] = {}
    unusable: Counter[str] = Counter()
    for role, start, end in _ENDS:
        for file in bundle.with_role(role):
            table = file.table
            source, target = table.column(start), table.column(end)
            relation_type = table.column("relationType")
            for row in table:
                kind = _KINDS.get(row[relation_type].lower())
                if kind is None:
                    unusable[f"{file.name} of the unknown type {row[relation_type]!r}"] += 1
                elif row[source] not in concepts or row[target] not in concepts:
                    unusable[f"{file.name} from or to a concept that is not there"] += 1
                else:
                    known = relations.setdefault(row[source], {})
                    relation = Relation(kind, row[target])
                    if relation in known:
                        unusable[f"{file.name} that repeat another"] += 1
                    known[relation] = None
    notes = [f"Rows left out of {which}: {count:,}." for which, count in unusable.items()]
    return {uri: list(known) for uri, known in relations.items()}, notes
