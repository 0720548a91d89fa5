"""Rows of a user's own table to concepts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from indexer.tables import Column, Row, Table
from indexer.taxonomies.own.columns import OwnColumns
from skillsearch.records import Concept, ConceptType, Group, Relation

__all__ = ["read_concepts"]

_SEPARATORS = re.compile(r"[\r\n|;]+")
_NAMED_IN_A_NOTE = 3

_TYPES: Mapping[str, ConceptType] = {
    "": "skill",
    "skill": "skill",
    "occupation": "occupation",
    "jobrole": "occupation",
    "role": "occupation",
    "title": "occupation",
}


def read_concepts(table: Table, language: str | None) -> tuple[tuple[Concept, ...], str, list[str]]:
    """The concepts in order, the language that their rows state ("" for none), and notes.

    Where rows are in several languages, those in ``language`` are read. Raises SourceError naming
    the row as :func:`indexer.taxonomies.own.read` says.
    """
    columns = OwnColumns.of(table)
    notes = []
    if unused := columns.unused(table):
        notes.append(f"Columns that mean nothing here were not read: {', '.join(unused)}.")
    rows, spoken = _in_one_language(table, columns, language)
    if len(rows) < len(table):
        notes.append(f"Rows left out because of their language: {len(table) - len(rows):,}.")

    read: dict[tuple[ConceptType, str], tuple[Row, Concept]] = {}
    repeats = 0
    for row in rows:
        concept = _concept(table, columns, row)
        first, known = read.setdefault((concept.type, concept.id), (row, concept))
        if known != concept:
            raise table.error(
                f"{concept.label!r} has the id {concept.id!r} that {known.label!r} in row "
                f"{first.number} has, and differs from it.",
                row=row,
                column=columns.id,
                remedy="Give each its own id.",
            )
        repeats += first is not row
    if repeats:
        notes.append(f"Rows left out because they repeat another word for word: {repeats:,}.")
    concepts, unknown = _without_unknown_targets([concept for _, concept in read.values()])
    if unknown:
        named = ", ".join(map(repr, unknown[:_NAMED_IN_A_NOTE]))
        more = " …" if unknown[_NAMED_IN_A_NOTE:] else ""
        notes.append(
            "Relations left out, to an id that is not in the file: "
            f"{len(unknown):,} ({named}{more})."
        )
    return concepts, spoken, notes


def _in_one_language(
    table: Table, columns: OwnColumns, language: str | None
) -> tuple[list[Row], str]:
    spoken = {row[columns.language].lower(): row for row in reversed(table.rows)}
    if len(spoken) <= 1:
        return list(table.rows), next(iter(spoken), "")
    wanted = (language or "").lower()
    if wanted not in spoken or not wanted:
        names = sorted(spoken)
        raise table.error(
            f"the rows are in several languages: {', '.join(map(repr, names))}.",
            column=columns.language,
            remedy="Say which to read, for example --language " + (names[0] or names[1]) + ".",
        )
    return [row for row in table if row[columns.language].lower() == wanted], wanted


def _concept(table: Table, columns: OwnColumns, row: Row) -> Concept:
    for column in (columns.id, columns.label):
        if not row[column]:
            raise table.error("the cell is empty.", row=row, column=column, remedy="Fill it in.")
    concept_type = _TYPES.get(re.sub(r"[\s_-]", "", row[columns.type].lower()))
    if concept_type is None:
        raise table.error(
            f"{row[columns.type]!r} is no type.",
            row=row,
            column=columns.type,
            remedy="Write skill or occupation, or put your own types into a column named kind.",
        )

    def several(column: Column, besides: tuple[str, ...] = ()) -> tuple[str, ...]:
        values = dict.fromkeys(_values(row[column]))
        return tuple(value for value in values if value not in besides)

    label = row[columns.label]
    alt_labels = several(columns.alt_labels, besides=(label,))
    relations = (
        *(Relation("broader", target) for target in several(columns.broader)),
        *(Relation("essential", target) for target in several(columns.essential_skills)),
        *(Relation("optional", target) for target in several(columns.optional_skills)),
        *(Relation("asks", target) for target in several(columns.skills)),
        *(Relation("related", target) for target in several(columns.related)),
    )
    return Concept(
        type=concept_type,
        id=row[columns.id],
        label=label,
        kind=row[columns.kind].lower() or concept_type,
        alt_labels=alt_labels,
        hidden_labels=several(columns.hidden_labels, besides=(label, *alt_labels)),
        description=row[columns.description],
        definition=row[columns.definition],
        scope_note=row[columns.scope_note],
        code=row[columns.code],
        paths=tuple(_chain(path) for path in several(columns.group)),
        sectors=several(columns.sectors),
        tags=tuple(dict.fromkeys(tag.lower() for tag in several(columns.tags))),
        relations=relations,
        tasks=several(columns.tasks),
    )


def _values(cell: str) -> Iterator[str]:
    """The values in a cell: a JSON array, else separated by a line break, ``|`` or ``;``."""
    parts: list[object] = list(_SEPARATORS.split(cell))
    if cell.startswith("["):
        try:
            listed = json.loads(cell)
        except ValueError:
            pass  # a text that merely begins with a bracket
        else:
            parts = listed
    return (text for part in parts if (text := str(part).strip()))


def _chain(path: str) -> tuple[Group, ...]:
    """``IT > Databases`` as groups from the top, each with the path down to it as its id."""
    labels = [label.strip() for label in path.split(">") if label.strip()]
    return tuple(Group(" > ".join(labels[: i + 1]), label) for i, label in enumerate(labels))


def _without_unknown_targets(concepts: list[Concept]) -> tuple[tuple[Concept, ...], list[str]]:
    known = {concept.id for concept in concepts}
    unknown = [r.target for c in concepts for r in c.relations if r.target not in known]
    kept = tuple(
        replace(c, relations=tuple(r for r in c.relations if r.target in known)) for c in concepts
    )
    return kept, unknown
