"""SkillsFuture Singapore: the unique skills list and the mapping of sector skills to it."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.taxonomies import skills_framework
from indexer.taxonomies.sources import SourceFile
from indexer.taxonomies.ssf.files import Part, Role, claimed_parts, grouped
from indexer.taxonomies.ssf.rows import listed_skills, mapped_skills
from indexer.taxonomies.ssf.unique_skills import unique_skills
from indexer.taxonomies.ssf_editions import edition_by_name
from skillsearch.errors import SourceError
from skillsearch.records import Taxonomy, TaxonomyKey

__all__ = ["FORMAT", "LOOKS_LIKE", "claims", "read"]

FORMAT = "ssf"

LOOKS_LIKE = (
    "SkillsFuture (SSF): the workbooks unique skills list (sheet 'Unique Skills List') and "
    "TSC to unique skills mapping (sheet 'data' or 'TSC to Unique Skill Mapping')"
)

_WHAT: dict[Role, str] = {
    "list": "unique skills list",
    "mapping": "TSC-to-unique-skills mapping",
    "framework": "Skills Framework dataset",
}


def claims(files: Sequence[SourceFile]) -> list[tuple[SourceFile, ...]]:
    """One group for every edition: list, mapping and Skills Framework dataset, as there are.

    A Skills Framework dataset with neither of the other two is left to ``skills_framework``.
    """
    return [tuple(part.file for part in group) for group in grouped(claimed_parts(files))]


def read(
    files: Sequence[SourceFile],
    *,
    name: str | None = None,
    version: str | None = None,
    language: str | None = None,
) -> Taxonomy:
    """The unique skills of one edition, with job roles where a Skills Framework dataset is there.

    The version is, in this order, the one given, the one in a file's or folder's name, the
    edition known by its columns. The language is English. Raises SourceError where a column is
    missing, a workbook is there twice, or no skill is in it.
    """
    parts = claimed_parts(files)
    listing, mapping = _only(parts, "list"), _only(parts, "mapping")
    dataset = _only(parts, "framework")
    listed = list(listed_skills(listing.table)) if listing else None
    mapped = list(mapped_skills(mapping.table)) if mapping else None
    main = listing or mapping
    if main is None:
        raise SourceError("there is no SkillsFuture workbook here.", path=files[0].shown)
    concepts, index, notes = unique_skills(listed, mapped)
    if not concepts:
        raise main.table.error(f"the {_WHAT[main.role]} names no skill.")
    notes = [*_editions(parts, version), *_lacks(listing, mapping), *notes]
    if dataset is not None:
        concepts, more = skills_framework.merged(dataset.file, concepts, index)
        notes += more
    return Taxonomy(
        key=TaxonomyKey(name or "ssf", version or main.edition, language or "en"),
        concepts=tuple(concepts),
        format=FORMAT,
        sources=tuple(part.file.shown for part in parts),
        notes=tuple(notes),
    )


def _only(parts: Sequence[Part], role: Role) -> Part | None:
    found = [part for part in parts if part.role == role]
    if len(found) > 1:
        raise SourceError(
            f"this is a second {_WHAT[role]} of the same edition as {found[0].file.shown}.",
            path=found[1].file.shown,
            remedy="Name only one of them, or put each edition into a folder named after it.",
        )
    return found[0] if found else None


def _editions(parts: Sequence[Part], version: str | None) -> list[str]:
    if version:
        return []
    editions = {edition for part in parts if (edition := part.edition)}
    if len(editions) > 1:
        return [f"The workbooks are of several editions: {', '.join(sorted(editions))}."]
    if any(edition_by_name(part.file) for part in parts):
        return []
    return [f"The version {editions.pop()} was told by the columns; --version names another."]


def _lacks(listing: Part | None, mapping: Part | None) -> list[str]:
    if mapping is None:
        return [
            "The TSC-to-unique-skills mapping is not beside the list: no sector titles, levels "
            "and sectors."
        ]
    if listing is None:
        described = mapping.table.has("Unique skill_updated_skill_desc")
        missing = "" if described else ": no descriptions of skills"
        return [f"The unique skills list is not beside the mapping{missing}."]
    return []
