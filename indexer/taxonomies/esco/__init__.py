"""ESCO, the European classification of skills and occupations, as its portal offers it as CSV.

Any version from 1.0 on and any language: the downloaded zip, its unpacked folder, or loose files.
The relations, which the portal of version 1.1 offers as a zip of their own, are found beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.taxonomies.esco.bundles import Bundle, bundles_among
from indexer.taxonomies.esco.concepts import read_concepts
from indexer.taxonomies.esco.hierarchy import read_hierarchy
from indexer.taxonomies.esco.relations import read_relations
from indexer.taxonomies.sources import SourceFile
from skillsearch.errors import SourceError
from skillsearch.records import Taxonomy, TaxonomyKey

__all__ = ["FORMAT", "LOOKS_LIKE", "claims", "read"]

FORMAT = "esco"

LOOKS_LIKE = (
    "ESCO: the classification zip of its portal, or a folder with skills_<language>.csv and "
    "occupations_<language>.csv (columns conceptUri, preferredLabel, skillType …)"
)


def claims(files: Sequence[SourceFile]) -> list[tuple[SourceFile, ...]]:
    """One group for each folder or zip and language, with the relations that belong to it.

    Raises SourceError where there are relations, but no concepts that they could belong to.
    """
    return [bundle.files for bundle in bundles_among(files)]


def read(
    files: Sequence[SourceFile],
    *,
    name: str | None = None,
    version: str | None = None,
    language: str | None = None,
) -> Taxonomy:
    """The skills, then the occupations, with labels, group paths, tags and relations.

    Raises SourceError where a column is missing, two concepts have one URI, no concept is there,
    or neither the files nor the arguments tell version and language.
    """
    bundle = Bundle.of(files)
    key = TaxonomyKey(name or FORMAT, version or bundle.version, language or bundle.language)
    concepts, concept_notes = read_concepts(bundle)
    if not concepts:
        raise SourceError(
            "no skill or occupation is in it.",
            path=bundle.place,
            remedy="Download it again, or name another source.",
        )
    hierarchy, hierarchy_notes = read_hierarchy(bundle, concepts)
    relations, relation_notes = read_relations(bundle, concepts)
    return Taxonomy(
        key=key,
        concepts=tuple(
            replace(
                concept,
                paths=hierarchy.paths(concept),
                relations=(*hierarchy.broader(concept), *relations.get(concept.id, ())),
            )
            for concept in concepts.values()
        ),
        format=FORMAT,
        sources=tuple(dict.fromkeys(str(file.path) for file in bundle.files)),
        notes=(*bundle.notes, *concept_notes, *hierarchy_notes, *relation_notes),
    )
