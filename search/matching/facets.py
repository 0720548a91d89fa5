"""What the documents that pass have in common: values of a field with their counts."""

from __future__ import annotations

from search.matching.skill_space import SkillSpace
from search.open_index import LiveCollection
from skillsearch.store.base import VectorStore
from skillsearch.store.models import Filter

__all__ = ["FACETS", "facets_of"]

FACETS = {
    "skills": "skills",
    "titles": "title_keys",
    "locations": "location_keys",
    "languages": "languages",
}
"""Name of a facet → the payload field that it counts."""

MOST_VALUES = 15


def facets_of(
    store: VectorStore, collection: LiveCollection, condition: Filter, space: SkillSpace
) -> dict[str, dict[str, int]]:
    """Facet → value → how many of the documents that pass have it, the most frequent first."""
    found: dict[str, dict[str, int]] = {}
    for name, field in FACETS.items():
        counts = store.facet(collection.name, field, filter=condition, limit=MOST_VALUES)
        if name == "skills":
            labelled: dict[str, int] = {}
            for skill, count in counts.items():
                label = space.label(skill)
                labelled[label] = max(count, labelled.get(label, 0))
            counts = labelled
        found[name] = counts
    return found
