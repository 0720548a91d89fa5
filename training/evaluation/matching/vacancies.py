"""Postings of the data folder by set and external id, read as the product reads them."""

from __future__ import annotations

import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from indexer.documents.parsing import read, understand
from indexer.documents.sources import Fetched, RowContent, SourceItem, enumerate_sources, fetch_many
from skillsearch.documents import Posting, Quarantined, ReadDocument
from skillsearch.errors import SourceError
from training.data.layout import DataFolder
from training.evaluation.matching.chosen import Chosen

__all__ = ["SETS", "Vacancies", "category_table", "training_table"]

SETS = ("mycareersfuture_2019", "google_job_skills", "linkedin_india_2024", "nhs_2020")
"""The folders of postings that are indexed each as a whole."""

_ARCHIVE = ".tar.gz"


class Vacancies:
    """The postings below ``postings`` of a data folder; listings are made at the first need."""

    def __init__(self, folder: DataFolder) -> None:
        self._root = folder.root / "postings"
        self._listed: dict[str, Mapping[str, SourceItem]] = {}

    def postings(self, chosen: Sequence[Chosen]) -> list[Posting]:
        """The record of each, in order.

        Raises :class:`~skillsearch.errors.SourceError` for one that is not there or that the
        product would quarantine.
        """
        found: dict[Chosen, Posting] = {}
        for name in dict.fromkeys(each.set for each in chosen):
            wanted = [each for each in chosen if each.set == name]
            try:
                if name.endswith(_ARCHIVE):
                    members = self._members(self._existing(name))
                    found |= {each: _of_text(each.id, members[each.id]) for each in wanted}
                else:
                    listing = self.listing(name)
                    rows = fetch_many([listing[each.id].reference for each in wanted])
                    found |= {each: _of_row(row) for each, row in zip(wanted, rows, strict=True)}
            except KeyError as missing:
                raise SourceError(
                    f"it has no posting {missing.args[0]!r}.",
                    path=self._root / name,
                    remedy="Choose the postings anew: the set is another than they were chosen of.",
                ) from None
            except Quarantined as reason:
                raise SourceError(
                    f"a posting cannot be used: {reason.message}", path=self._root / name
                ) from None
        return [found[each] for each in chosen]

    def listing(self, name: str) -> Mapping[str, SourceItem]:
        """External id → item of a set: a folder of :data:`SETS`, or a table below ``corpus``."""
        if name not in self._listed:
            items = enumerate_sources([self._existing(name)], "posting")
            self._listed[name] = {item.external_id: item for item in items}
        return self._listed[name]

    def contents(self, name: str) -> dict[str, RowContent]:
        """External id → fields of the rows of a set that can be used."""
        listing = self.listing(name)
        found = fetch_many([item.reference for item in listing.values()])
        return {
            key: row for key, row in zip(listing, found, strict=True) if isinstance(row, RowContent)
        }

    def _members(self, path: Path) -> dict[str, bytes]:
        """Name without folders and suffix → content of the texts of an archive."""
        with tarfile.open(path) as archive:
            return {
                PurePosixPath(member.name).stem: content.read()
                for member in archive
                if (content := archive.extractfile(member)) is not None
            }

    def _existing(self, name: str) -> Path:
        path = self._root / name
        if not path.exists():
            raise SourceError(
                "it is missing; it should hold postings.",
                path=path,
                remedy="Put it there, or name another data folder.",
            )
        return path


def _of_text(name: str, data: bytes) -> Posting:
    return _understood(read("posting", f"{name}.txt", data=data))


def _of_row(row: Fetched | Quarantined) -> Posting:
    if isinstance(row, Quarantined):
        raise row
    if isinstance(row, RowContent):
        return _understood(read("posting", row.name, fields=row.fields))
    return _understood(read("posting", row.name, data=row.data))


def _understood(text: ReadDocument) -> Posting:
    record = understand("posting", text)
    assert isinstance(record, Posting)
    return record


def category_table() -> Path:
    """The hand-made choice of five postings a category, in a checkout."""
    return Path(__file__).parents[3] / "tests" / "matching" / "category_postings.tsv"


def training_table() -> Path:
    """The choice by :mod:`~training.evaluation.matching.title_rules` over :data:`SETS`."""
    return Path(__file__).with_name("training_postings.tsv")
