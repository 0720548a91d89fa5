"""What the index holds."""

from __future__ import annotations

from typing import Any

from search.open_index import OpenIndex
from skillsearch.editions import version_order
from skillsearch.errors import NothingIndexed
from skillsearch.records import TaxonomyKey

__all__ = ["holdings"]


def holdings(index: OpenIndex) -> dict[str, Any]:
    """Taxonomies with the number of their skills and occupations, and the live generations.

    Raises :class:`~skillsearch.errors.NothingIndexed` if there is nothing at all.
    """
    counts: dict[TaxonomyKey, dict[str, int]] = {}
    generations: dict[str, str] = {}
    models: dict[str, str] = {}
    nothing: NothingIndexed | None = None
    for alias in ("skills", "occupations"):
        try:
            collection = index.collection(alias)
        except NothingIndexed as error:
            nothing = nothing or error
            continue
        generations[alias], models[alias] = collection.name, collection.model
        lexicon = collection.lexicon
        for key, size in zip(lexicon.keys, lexicon.scope_sizes.tolist(), strict=True):
            counts.setdefault(key, {"skills": 0, "occupations": 0})[alias] = size
    if nothing is not None and not generations:
        raise nothing
    ordered = sorted(counts, key=lambda k: (k.name, version_order(k.version), k.language))
    return {
        "taxonomies": [
            {"name": k.name, "version": k.version, "language": k.language, **counts[k]}
            for k in ordered
        ],
        "generations": generations,
        "models": models,
    }
