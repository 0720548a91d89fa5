"""Conditions that both sides put to the store."""

from __future__ import annotations

from skillsearch.records import TaxonomyKey
from skillsearch.store.models import FieldCondition, Filter, MatchValue

__all__ = ["of_taxonomy"]


def of_taxonomy(key: TaxonomyKey) -> Filter:
    """The points of one taxonomy in one version and language."""
    return Filter(
        must=[
            FieldCondition("taxonomy", MatchValue(key.name)),
            FieldCondition("version", MatchValue(key.version)),
            FieldCondition("language", MatchValue(key.language)),
        ]
    )
