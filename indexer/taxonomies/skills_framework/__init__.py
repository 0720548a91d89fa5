"""The Skills Framework dataset of SkillsFuture Singapore: job roles and the skills they ask for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from indexer.taxonomies.skills_framework.dataset import (
    ASKS,
    ITEMS,
    KEY,
    ROLES,
    TASKS,
    read_dataset,
)
from indexer.taxonomies.skills_framework.job_roles import job_roles
from indexer.taxonomies.skills_framework.skills import SkillIndex, joined_skills
from indexer.taxonomies.sources import SourceFile
from indexer.taxonomies.ssf_editions import edition_by_name
from skillsearch.errors import SourceError
from skillsearch.records import Concept, Taxonomy, TaxonomyKey

__all__ = ["FORMAT", "LOOKS_LIKE", "SkillIndex", "claims", "is_dataset", "merged", "read"]

FORMAT = "skills_framework"

LOOKS_LIKE = (
    f"SkillsFuture Skills Framework dataset: a workbook with the sheets {ROLES[0]!r}, "
    f"{TASKS[0]!r}, {ASKS[0]!r}, {KEY[0]!r} and {ITEMS[0]!r}"
)


def is_dataset(file: SourceFile) -> bool:
    """Whether it is a workbook with any of the dataset's sheets, perhaps lacking others."""
    return file.kind == "workbook" and any(
        file.workbook.has(*sheet) for sheet in (ROLES, TASKS, ASKS, KEY, ITEMS)
    )


def claims(files: Sequence[SourceFile]) -> list[tuple[SourceFile, ...]]:
    """One group for every dataset that ``ssf`` has not joined with its unique skills."""
    return [(file,) for file in files if is_dataset(file)]


def read(
    files: Sequence[SourceFile],
    *,
    name: str | None = None,
    version: str | None = None,
    language: str | None = None,
) -> Taxonomy:
    """The dataset on its own: job roles, and skills of which each title is one.

    The version is, in this order, the one given, the one in the file's or folder's name, the
    day on which the file was last changed. Raises SourceError where a sheet or column is missing
    or there is no job role.
    """
    file = files[0]
    concepts, notes = merged(file, (), SkillIndex())
    told = version or edition_by_name(file)
    if not told:
        told = dt.date.fromtimestamp(file.path.stat().st_mtime).isoformat()
        notes.append(
            f"No name tells the edition: the version {told} is the day of the file's last change; "
            "--version names another."
        )
    return Taxonomy(
        key=TaxonomyKey(name or "skills-framework", told, language or "en"),
        concepts=tuple(concepts),
        format=FORMAT,
        sources=(file.shown,),
        notes=tuple(notes),
    )


def merged(
    file: SourceFile, skills: Sequence[Concept], index: SkillIndex
) -> tuple[list[Concept], list[str]]:
    """``skills`` with the dataset's levels in them, skills beyond these, then the job roles.

    ``index`` tells which of ``skills`` a sector skill of the dataset went into. Gives notes too.
    """
    dataset = read_dataset(file.workbook)
    if not dataset.roles:
        raise SourceError("the dataset names no job role.", path=file.shown, sheet=ROLES[0])
    concepts, whole, notes = joined_skills(dataset, skills, index)
    return [*concepts, *job_roles(dataset, whole)], [*dataset.notes, *notes]
