"""The files that a taxonomy is read from, and what a module that reads one kind must offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Literal, Protocol

from indexer.archives import read_member
from indexer.tables import (
    Table,
    Workbook,
    header_of,
    normalised_name,
    parse_delimited,
    parse_workbook,
)
from skillsearch.errors import SourceError
from skillsearch.records import Taxonomy

__all__ = ["HEADER_BYTES", "FileKind", "SourceFile", "TaxonomyReader"]

FileKind = Literal["table", "workbook", "json", "other"]

HEADER_BYTES = 65_536
"""How much of a delimited file is read to recognise it."""

_KINDS: dict[str, FileKind] = {
    ".csv": "table",
    ".tsv": "table",
    ".tab": "table",
    ".txt": "table",
    ".xlsx": "workbook",
    ".xlsm": "workbook",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
}


@dataclass(frozen=True)
class SourceFile:
    """One file: on disk, or the ``member`` of the zip that is at ``path``.

    What recognises it, the header or the open workbook, is kept as long as the object.
    """

    path: Path
    member: str | None = None

    @property
    def shown(self) -> str:
        """How people are told about it: ``data/bundle.zip/skills_en.csv``."""
        return str(self.path) if self.member is None else f"{self.path}/{self.member}"

    @property
    def name(self) -> str:
        """The file's own name, without folders."""
        return self.path.name if self.member is None else PurePosixPath(self.member).name

    @property
    def stem(self) -> str:
        """The file's own name without its suffix."""
        return PurePosixPath(self.name).stem

    @property
    def container(self) -> str:
        """The folder that it lies in, or the zip (with the folder within); groups files."""
        if self.member is None:
            return str(self.path.parent)
        inner = PurePosixPath(self.member).parent
        return str(self.path) if str(inner) == "." else f"{self.path}/{inner}"

    @property
    def kind(self) -> FileKind:
        """What its suffix promises."""
        return _KINDS.get(PurePosixPath(self.name).suffix.lower(), "other")

    @property
    def data(self) -> bytes:
        """All bytes of it, read anew each time; raises SourceError where they cannot be read."""
        return self.start(None)

    def start(self, limit: int | None) -> bytes:
        """Its first ``limit`` bytes (None: all); raises SourceError where they cannot be read."""
        if self.member is not None:
            return read_member(self.path, self.member, limit)
        try:
            with self.path.open("rb") as content:
                return content.read(limit)
        except OSError as error:
            reason = error.strerror or str(error)
            raise SourceError(f"the file cannot be read: {reason}.", path=self.path) from None

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The header of a file of kind ``table``, found in its first ``HEADER_BYTES``; else ()."""
        return header_of(self.start(HEADER_BYTES)) if self.kind == "table" else ()

    def has_columns(self, *names: str) -> bool:
        """Whether it is a delimited file whose header names all of these columns."""
        present = {normalised_name(column) for column in self.columns}
        return all(normalised_name(name) in present for name in names)

    @property
    def table(self) -> Table:
        """Its table, for kind ``table``, read anew each time because it may be large.

        Raises SourceError as ``parse_delimited`` does.
        """
        return parse_delimited(self.data, self.shown)

    @cached_property
    def workbook(self) -> Workbook:
        """Its workbook, for kind ``workbook``; raises SourceError as ``parse_workbook`` does."""
        return parse_workbook(self.data, self.shown)


class TaxonomyReader(Protocol):
    """A module that reads one kind of taxonomy; ``detection`` asks each in its fixed order."""

    FORMAT: str
    """One word that names the kind: ``esco``."""

    LOOKS_LIKE: str
    """One line that tells people what such files are, for the message about unknown ones."""

    def claims(self, files: Sequence[SourceFile]) -> list[tuple[SourceFile, ...]]:
        """The groups of files, each of them one taxonomy in one version and language.

        ``files`` are all that no earlier reader claimed. They are recognised by what is in them
        (columns, sheets), not by name alone. A file is in at most one group, save one that
        several share (relations for two languages). Those not returned are left to others.
        """
        ...

    def read(
        self,
        files: Sequence[SourceFile],
        *,
        name: str | None = None,
        version: str | None = None,
        language: str | None = None,
    ) -> Taxonomy:
        """The taxonomy in one group; what is given overrides what the files say.

        Raises SourceError where a file is not as it should be, holds no concept, or does not
        tell the version or language and none is given.
        """
        ...
