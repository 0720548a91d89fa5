"""Postings chosen for the categories of the resumes: ids in a table, never their texts."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from skillsearch.errors import SourceError

__all__ = ["CATEGORIES", "Chosen", "category_of", "read_chosen"]

CATEGORIES = (
    "ACCOUNTANT", "ADVOCATE", "AGRICULTURE", "APPAREL", "ARTS", "AUTOMOBILE", "AVIATION", "BANKING",
    "BPO", "BUSINESS-DEVELOPMENT", "CHEF", "CONSTRUCTION", "CONSULTANT", "DESIGNER",
    "DIGITAL-MEDIA", "ENGINEERING", "FINANCE", "FITNESS", "HEALTHCARE", "HR",
    "INFORMATION-TECHNOLOGY", "PUBLIC-RELATIONS", "SALES", "TEACHER",
)  # fmt: skip
"""The folders that the livecareer resumes lie in."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A posting filed under a category.

    ``set`` is the folder of postings that it is of, or a file below ``corpus``; ``id`` the external
    id that it gets when that folder is indexed, or the name of a member of an archive of texts.
    """

    category: str
    set: str
    id: str


def read_chosen(table: Path) -> tuple[Chosen, ...]:
    """The rows of a table of tab-separated ``category``, ``set``, ``id``; lines with # are notes.

    Raises :class:`~skillsearch.errors.SourceError` for a table without these columns, an unknown
    category, or a posting that stands there twice.
    """
    try:
        lines = table.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SourceError(f"it cannot be read: {error.strerror}.", path=table) from None
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    if list(rows.fieldnames or ()) != ["category", "set", "id"]:
        raise SourceError(
            "its columns are not category, set and id.",
            path=table,
            remedy="Separate them with tabs, and name them in the first line.",
        )
    chosen = tuple(Chosen(row["category"], row["set"], row["id"]) for row in rows)
    seen: set[tuple[str, str]] = set()
    for each in chosen:
        if each.category not in CATEGORIES:
            raise SourceError(f"there is no category {each.category!r}.", path=table)
        if (each.set, each.id) in seen:
            raise SourceError(f"{each.id} of {each.set} stands there twice.", path=table)
        seen.add((each.set, each.id))
    return chosen


def category_of(external_id: str) -> str:
    """The category of a resume by its external id (``CHEF/10001727.pdf``).

    Raises ValueError for an id that begins with none.
    """
    category = external_id.partition("/")[0]
    if category not in CATEGORIES:
        raise ValueError(f"{external_id!r} does not begin with a category")
    return category
