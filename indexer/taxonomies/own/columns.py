"""The columns of a user's own file: what each is called, with the other names it may go by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from indexer.tables import Column, Table, normalised_name

__all__ = ["NAMES", "OwnColumns", "is_own"]

NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "uri", "concept_uri", "identifier", "skill_id", "occupation_id", "url"),
    "label": (
        "label",
        "preferred_label",
        "pref_label",
        "name",
        "title",
        "skill",
        "skill_name",
        "skill_title",
        "occupation",
        "job_title",
    ),
    "description": ("description", "skill_description", "summary"),
    "definition": ("definition",),
    "scope_note": ("scope_note", "note"),
    "alt_labels": ("alt_labels", "alternative_labels", "aliases", "synonyms", "alt_label"),
    "hidden_labels": ("hidden_labels", "misspellings", "hidden_label"),
    "type": ("type", "concept_type"),
    "kind": ("kind", "skill_type"),
    "language": ("language", "lang"),
    "code": ("code",),
    "group": ("group", "category", "path"),
    "sectors": ("sectors", "sector", "industries", "industry"),
    "tags": ("tags", "collections"),
    "tasks": ("tasks", "key_tasks"),
    "broader": ("broader", "parent", "broader_id", "parent_id"),
    "essential_skills": ("essential_skills", "must_have_skills", "required_skills"),
    "optional_skills": ("optional_skills", "nice_to_have_skills"),
    "skills": ("skills", "skill_ids"),
    "related": ("related", "related_ids"),
}
"""Field → the names of its column, the first that is there counts; case, spaces, ``_`` and ``-``
do not matter."""


def is_own(columns: Iterable[str]) -> bool:
    """Whether these columns hold what one's own file must: an id and a label."""
    present = set(map(normalised_name, columns))
    return all(present.intersection(map(normalised_name, NAMES[n])) for n in ("id", "label"))


@dataclass(frozen=True)
class OwnColumns:
    """Where the fields of one table are; those that it does not have are absent columns."""

    id: Column
    label: Column
    description: Column
    definition: Column
    scope_note: Column
    alt_labels: Column
    hidden_labels: Column
    type: Column
    kind: Column
    language: Column
    code: Column
    group: Column
    sectors: Column
    tags: Column
    tasks: Column
    broader: Column
    essential_skills: Column
    optional_skills: Column
    skills: Column
    related: Column

    @classmethod
    def of(cls, table: Table) -> OwnColumns:
        """The columns of ``table``; raises SourceError where there is no id or no label."""
        return cls(
            **{
                field: table.column(*names, required=field in ("id", "label"))
                for field, names in NAMES.items()
            }
        )

    def unused(self, table: Table) -> tuple[str, ...]:
        """The table's columns that mean nothing here."""
        return table.unknown_columns(getattr(self, field.name) for field in fields(self))
