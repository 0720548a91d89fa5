"""The skills and occupations of a bundle: rows to concepts, without their place in the whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from indexer.tables import Row, Table
from indexer.taxonomies.esco.bundles import Bundle, role_of
from indexer.taxonomies.sources import SourceFile
from skillsearch.records import Concept

__all__ = ["read_concepts"]

_RELEASED = ("", "released")

# Collections write several values in one cell as "a | b"; the main tables put each on its line.
_IN_MAIN_TABLE = re.compile(r"[\r\n]+")
_IN_COLLECTION = re.compile(r"[\r\n]+|\s\|\s")

_COLLECTION_NAME = re.compile(r"(.+?)(?:skills|occupations)?collection", re.IGNORECASE)


def read_concepts(bundle: Bundle) -> tuple[dict[str, Concept], list[str]]:
    """URI → concept in the order of the files, with its tags; and notes on what was left out.

    Raises SourceError where a column is missing, or two different concepts have one URI.
    """
    concepts: dict[str, Concept] = {}
    unusable: Counter[str] = Counter()
    for file in bundle.concept_files:
        places: dict[str, Row] = {}
        table = file.table
        for row, concept in _concepts_in(table, file, unusable):
            known = concepts.setdefault(concept.id, concept)
            if known is not concept:
                if known != concept and role_of(file) != "collection":
                    raise table.error(
                        f"{concept.label!r} has the URI {concept.id} that "
                        f"{known.label!r}{_at(places.get(concept.id))} has, and differs from it.",
                        row=row,
                        column="conceptUri",
                        remedy="Keep one of them.",
                    )
                unusable["repeat a concept that was already read"] += 1
            places.setdefault(concept.id, row)
    notes = [f"Rows left out because they {why}: {count:,}." for why, count in unusable.items()]
    untyped = sum(concept.type == "skill" and not concept.kind for concept in concepts.values())
    if untyped:
        notes.append(f"Skills without a skillType, whose kind is left empty: {untyped:,}.")
    return _tagged(bundle, concepts, notes), notes


def _at(row: Row | None) -> str:
    return "" if row is None else f" in row {row.number}"


def _concepts_in(
    table: Table, file: SourceFile, unusable: Counter[str]
) -> Iterator[tuple[Row, Concept]]:
    role = role_of(file)
    uri = table.column("conceptUri")
    label = table.column("preferredLabel")
    alternatives = table.column("altLabels", required=role != "collection")
    hidden = table.column("hiddenLabels", required=False)
    skill_type = table.column("skillType", required=role == "skills")
    reuse = table.column("reuseLevel", required=role == "skills")
    isco = table.column("iscoGroup", required=role == "occupations")
    concept_type = table.column("conceptType", required=False)
    description = table.column("description", required=False)
    definition = table.column("definition", required=False)
    scope_note = table.column("scopeNote", required=False)
    code = table.column("code", required=False)
    status = table.column("status", required=False)
    breaks = _IN_COLLECTION if role == "collection" else _IN_MAIN_TABLE

    for row in table:
        if row[status].lower() not in _RELEASED:
            unusable[f"have the status {row[status]!r}"] += 1
            continue
        if not (row[uri] and row[label]):
            unusable["have no URI or no preferred label"] += 1
            continue
        is_occupation = role == "occupations" or row[concept_type].lower() == "occupation"
        alt_labels = _labels(breaks.split(row[alternatives]), besides=(row[label],))
        yield (
            row,
            Concept(
                type="occupation" if is_occupation else "skill",
                id=row[uri],
                label=row[label],
                kind="occupation" if is_occupation else " ".join(row[skill_type].lower().split()),
                alt_labels=alt_labels,
                hidden_labels=_labels(breaks.split(row[hidden]), besides=(row[label], *alt_labels)),
                description=row[description],
                definition=row[definition],
                scope_note=row[scope_note],
                code=row[code] or row[isco],
                tags=(row[reuse].lower(),) if row[reuse] else (),
            ),
        )


def _labels(texts: Iterable[str], besides: tuple[str, ...]) -> tuple[str, ...]:
    stripped = (text.strip() for text in texts)
    return tuple(dict.fromkeys(text for text in stripped if text and text not in besides))


def _tagged(bundle: Bundle, concepts: dict[str, Concept], notes: list[str]) -> dict[str, Concept]:
    """The concepts with a tag for each collection that lists them."""
    tags: dict[str, dict[str, None]] = {uri: dict.fromkeys(c.tags) for uri, c in concepts.items()}
    for file in bundle.with_role("collection"):
        match = _COLLECTION_NAME.match(file.stem)
        tag = (match[1] if match else file.stem).lower()
        table = file.table
        uri = table.column("conceptUri")
        unknown = 0
        for row in table:
            if row[uri] in tags:
                tags[row[uri]][tag] = None
            else:
                unknown += 1
        if unknown:
            notes.append(f"Concepts in {file.name} that are not among those read: {unknown:,}.")
    return {uri: replace(c, tags=tuple(tags[uri])) for uri, c in concepts.items()}
