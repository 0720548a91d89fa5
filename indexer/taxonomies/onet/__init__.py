"""O*NET: occupations with their titles, tasks and the technologies they use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath

from indexer.tables import Table
from indexer.taxonomies.onet.files import CODE, TITLES, is_readme, open_table, readme_of, title_of
from indexer.taxonomies.onet.occupations import completed, occupations, read_attributes
from indexer.taxonomies.onet.technologies import technologies
from indexer.taxonomies.sources import SourceFile
from indexer.taxonomies.texts import named
from skillsearch.errors import SourceError
from skillsearch.records import Concept, Relation, Taxonomy, TaxonomyKey

__all__ = ["FORMAT", "LOOKS_LIKE", "claims", "read"]

FORMAT = "onet"

LOOKS_LIKE = (
    "O*NET: a folder or zip with 'Occupation Data' and its other tables, as Excel workbooks or "
    f"tab-separated text with the column {CODE[0]!r}"
)

_README_VERSION = re.compile(r"O\*NET\D{0,20}(\d{1,2}\.\d)(?!\d)", re.IGNORECASE)

# db_29_3_excel, 27.0-text, onet 30.1
_NAME_VERSION = re.compile(r"(?<!\d)(?<!\d[._])(\d{2})[._](\d)(?!\d)")

# What is missing where a table is.
_WITHOUT = {
    "Technology Skills": "no skills, only occupations",
    "Alternate Titles": "fewer alternative titles",
    "Sample of Reported Titles": "fewer alternative titles",
    "Task Statements": "no tasks",
    "Emerging Tasks": "no emerging tasks",
    "Related Occupations": "no related occupations",
}


def claims(files: Sequence[SourceFile]) -> list[tuple[SourceFile, ...]]:
    """One group for every folder that has a table of O*NET that is used."""
    folders: dict[str, list[SourceFile]] = {}
    used: set[str] = set()
    for file in files:
        title = title_of(file)
        if title is not None:
            folders.setdefault(file.container, []).append(file)
        if title:
            used.add(file.container)
    return [tuple(group) for folder, group in folders.items() if folder in used]


def read(
    files: Sequence[SourceFile],
    *,
    name: str | None = None,
    version: str | None = None,
    language: str | None = None,
) -> Taxonomy:
    """The occupations and technology skills of one release.

    The version is, in this order, the one given, the Read Me's, the folder's or zip's. The
    language is English. Raises SourceError where Occupation Data or a column is missing, a table
    is there twice, or nothing tells the version.
    """
    notes: list[str] = []
    tables = _tables(files, notes)
    known = occupations(tables["Occupation Data"])
    attributes = read_attributes(tables, known, notes)
    skills: list[Concept] = []
    uses: dict[str, list[Relation]] = {}
    if "Technology Skills" in tables:
        skills, uses = technologies(tables["Technology Skills"], known, notes)
    whole = (completed(concept, attributes, known) for concept in known.values())
    related = [
        replace(concept, relations=(*dict.fromkeys(uses.get(concept.id, ())), *concept.relations))
        for concept in whole
    ]
    return Taxonomy(
        key=TaxonomyKey(name or "onet", version or _version(files), language or "en"),
        concepts=(*skills, *related),
        format=FORMAT,
        sources=tuple(file.shown for file in files),
        notes=tuple(notes),
    )


def _tables(files: Sequence[SourceFile], notes: list[str]) -> dict[str, Table]:
    chosen: dict[str, SourceFile] = {}
    unused: list[str] = []
    for file in files:
        title = title_of(file)
        if not title:
            if not is_readme(file):
                unused.append(file.name)
        elif title in chosen:
            raise SourceError(
                f"this is a second table of {title}, beside {chosen[title].shown}.",
                path=file.shown,
                remedy="Keep each release of O*NET, in one format, in a folder of its own.",
            )
        else:
            chosen[title] = file
    if "Occupation Data" not in chosen:
        raise SourceError(
            "the table 'Occupation Data' is missing beside it.",
            path=files[0].shown,
            remedy=f"Put it there: {', '.join(map(repr, chosen))} only add to its occupations.",
        )
    if unused:
        notes.append(f"{len(unused):,} other tables are not used: {named(unused)}.")
    notes += [
        f"{title} not found beside Occupation Data: {lack}."
        for title, lack in _WITHOUT.items()
        if title not in chosen
    ]
    return {title: open_table(chosen[title], title) for title in TITLES if title in chosen}


def _version(files: Sequence[SourceFile]) -> str:
    if found := _README_VERSION.search(readme_of(files)):
        return found[1]
    for name in _names(files):
        if found := _NAME_VERSION.search(name):
            return f"{found[1]}.{found[2]}"
    raise SourceError(
        "nothing tells which release of O*NET this is: no Read Me beside it, and no name of a "
        "folder such as db_29_3_excel.",
        path=files[0].container,
        remedy="Name it, for example --version 29.3.",
    )


def _names(files: Iterable[SourceFile]) -> Iterable[str]:
    return (name for f in files for name in (PurePath(f.container).name, f.path.stem))
