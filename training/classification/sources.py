"""What a user has of labelled resumes → a labelled set.

folder/                one sub-folder a category, with resumes in it: files, zips, tables
labels.csv             columns ``path`` and ``category``; paths are relative to the CSV
labels.csv             columns ``external_id`` and ``category``: indexed candidates
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from indexer.documents.sources import SourceItem, enumerate_sources
from indexer.tables import Row, Table, read_delimited
from skillsearch.errors import SourceError

__all__ = ["Labels", "labels_of"]

_LAYOUT = (
    "Give a folder with one sub-folder a category, or a CSV with the columns category and either "
    "path (of a resume) or external_id (of an indexed candidate)."
)


@dataclass(frozen=True)
class Labels:
    """Who is in which category: files as items, or indexed candidates by their external ids."""

    kind: Literal["files", "candidates"]
    items: tuple[tuple[SourceItem, str], ...] = ()
    candidates: tuple[tuple[str, str], ...] = ()
    outside: int = 0

    def __len__(self) -> int:
        return len(self.items) + len(self.candidates)


def labels_of(source: Path) -> Labels:
    """The labels of a folder or CSV; ``outside`` counts files that lie in no category's folder.

    Raises :class:`~skillsearch.errors.SourceError` for one that cannot be used, with the row.
    """
    if source.is_dir():
        return _of_folder(source)
    if not source.is_file():
        raise SourceError("it does not exist.", path=source, remedy=_LAYOUT)
    table = read_delimited(source)
    if not table.has("category"):
        raise table.error("there is no column category.", remedy=_LAYOUT)
    if table.has("external_id"):
        return Labels("candidates", candidates=tuple(_rows(table, "external_id")))
    if not table.has("path"):
        raise table.error("there is neither a column path nor external_id.", remedy=_LAYOUT)
    return _of_paths(table, source.parent)


def _of_folder(folder: Path) -> Labels:
    root = folder.absolute()
    items, outside = [], 0
    for item in enumerate_sources([folder], "resume"):
        parts = Path(item.reference["path"]).absolute().relative_to(root).parts
        if len(parts) < 2:
            outside += 1
        else:
            items.append((item, parts[0]))
    return Labels("files", items=tuple(items), outside=outside)


def _of_paths(table: Table, folder: Path) -> Labels:
    named = dict(_rows(table, "path"))
    paths = {str((folder / path).absolute()): category for path, category in named.items()}
    missing = [path for path in named if not (folder / path).is_file()]
    if missing:
        raise table.error(
            f"{len(missing):,} of its paths are no files, {missing[0]!r} the first of them.",
            column="path",
            remedy=f"Paths are relative to {folder or '.'}.",
        )
    items = enumerate_sources(sorted(paths), "resume")
    return Labels("files", items=tuple((item, paths[item.reference["path"]]) for item in items))


def _rows(table: Table, identifier: str) -> Iterator[tuple[str, str]]:
    named, category = table.column(identifier), table.column("category")
    seen: dict[str, str] = {}
    for row in table:
        key = _filled(table, row, row[named], identifier)
        label = _filled(table, row, row[category], "category")
        if seen.setdefault(key, label) != label:
            raise table.error(
                f"{key!r} is in the category {seen[key]!r} already.",
                row=row,
                column="category",
                remedy="A resume is in one category; remove one of the rows.",
            )
    yield from seen.items()


def _filled(table: Table, row: Row, value: str, column: str) -> str:
    if not value.strip():
        raise table.error("it is empty.", row=row, column=column, remedy="Fill it in.")
    return value.strip()
