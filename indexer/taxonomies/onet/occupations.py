"""O*NET's occupations, with the titles, tasks and neighbours that its other tables add."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from indexer.tables import Column, Row, Table
from indexer.taxonomies.onet.files import CODE
from indexer.taxonomies.texts import distinct
from skillsearch.records import Concept, Relation

__all__ = ["Attributes", "coded_rows", "occupations", "read_attributes", "value"]


def _lists() -> defaultdict[str, list[str]]:
    return defaultdict(list)


@dataclass
class Attributes:
    """What the tables beside Occupation Data say, by O*NET-SOC code."""

    alternates: defaultdict[str, list[str]] = field(default_factory=_lists)
    abbreviations: defaultdict[str, list[str]] = field(default_factory=_lists)
    tasks: defaultdict[str, list[str]] = field(default_factory=_lists)
    related: defaultdict[str, list[str]] = field(default_factory=_lists)


def occupations(table: Table) -> dict[str, Concept]:
    """The occupations by code; raises SourceError for a missing column or cell, a code twice."""
    code, title = table.column(*CODE), table.column("Title")
    description = table.column("Description")
    found: dict[str, Concept] = {}
    for row in table:
        for column in (code, title):
            if not row[column]:
                raise table.error("the cell is empty.", row=row, column=column)
        concept = Concept(
            type="occupation",
            id=row[code],
            label=row[title],
            kind="occupation",
            description=value(row, description),
            code=row[code],
        )
        if found.setdefault(row[code], concept) != concept:
            raise table.error(
                f"the code {row[code]} was given to another occupation in an earlier row.",
                row=row,
                column=code,
                remedy="Give each occupation a code of its own, or remove one of the rows.",
            )
    if not found:
        raise table.error("no occupation is in the table.")
    return found


def read_attributes(
    tables: Mapping[str, Table], known: Mapping[str, Concept], notes: list[str]
) -> Attributes:
    """What ``tables``, by their titles, say of the ``known`` occupations."""
    found = Attributes()
    columns: dict[str, tuple[tuple[tuple[str, ...], defaultdict[str, list[str]], bool], ...]] = {
        "Alternate Titles": (
            (("Alternate Title",), found.alternates, True),
            (("Short Title",), found.abbreviations, False),
        ),
        "Sample of Reported Titles": ((("Reported Job Title",), found.alternates, True),),
        "Task Statements": ((("Task",), found.tasks, True),),
        "Emerging Tasks": ((("Task",), found.tasks, True),),
        "Related Occupations": ((("Related O*NET-SOC Code",), found.related, True),),
    }
    for title, targets in columns.items():
        if title not in tables:
            continue
        table = tables[title]
        into = [(table.column(*names, required=needed), lists) for names, lists, needed in targets]
        for code, row in coded_rows(table, known, notes):
            for column, lists in into:
                lists[code].append(value(row, column))
    return found


def completed(concept: Concept, given: Attributes, known: Mapping[str, Concept]) -> Concept:
    """The occupation with its attributes; titles are alternative labels, abbreviations hidden."""
    code = concept.id
    alternates = distinct(given.alternates[code], besides=(concept.label,))
    related = (other for other in distinct(given.related[code]) if other in known)
    return replace(
        concept,
        alt_labels=alternates,
        hidden_labels=distinct(given.abbreviations[code], besides=(concept.label, *alternates)),
        tasks=distinct(given.tasks[code]),
        relations=tuple(Relation("related", other) for other in related),
    )


def coded_rows(
    table: Table, known: Mapping[str, Concept], notes: list[str]
) -> Iterator[tuple[str, Row]]:
    """The rows of known occupations with their code; the others become one note."""
    code = table.column(*CODE)
    unknown = 0
    for row in table:
        if row[code] in known:
            yield row[code], row
        else:
            unknown += 1
    if unknown:
        notes.append(
            f"{unknown:,} rows of {table.path} are of occupations that Occupation Data does not "
            "have: left out."
        )


def value(row: Row, column: Column) -> str:
    """A cell, "" for the "n/a" that the text files have where the workbooks have nothing."""
    return "" if row[column].lower() == "n/a" else row[column]
