"""Editions of taxonomies: which of two versions is the newer, and which are the newest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from skillsearch.records import TaxonomyKey

__all__ = ["newest", "version_order"]


def version_order(version: str) -> tuple[tuple[int, int | str], ...]:
    """Sorts versions as people read them: 1.9 before 1.10, 2025-q3 before 2026."""
    parts = re.findall(r"\d+|[^\W\d_]+", version.casefold())
    return tuple((1, int(p)) if p.isdigit() else (0, p) for p in parts)


def newest(keys: Sequence[TaxonomyKey]) -> list[TaxonomyKey]:
    """The newest version of each taxonomy in each language, sorted."""
    best: dict[tuple[str, str], TaxonomyKey] = {}
    for key in sorted(keys, key=lambda k: version_order(k.version)):
        best[(key.name, key.language)] = key
    return sorted(best.values())
