"""From the paths that a user names to items, one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from indexer.documents.sources.columns import Recognised, field_names
from indexer.documents.sources.folders import FileWalk
from indexer.documents.sources.formats import TableFormat, format_of
from indexer.documents.sources.items import Found, SourceItem, refused, storable
from indexer.documents.sources.names import workbook_header
from indexer.documents.sources.report import Report, TableReport
from indexer.documents.sources.rows import is_other, row_digest, row_id, row_name
from indexer.documents.sources.seen import Seen, hash64
from indexer.documents.sources.streams import Archives
from indexer.documents.sources.survey import Survey, recognised_sheets, survey
from indexer.documents.sources.tables import Broken, DocumentTable, RawRow, open_table
from indexer.documents.sources.zips import members
from skillsearch.documents import DocumentKind, Quarantined, Reason
from skillsearch.errors import SettingError, SourceError

__all__ = ["Sources"]

_MAX_ID_CHARACTERS = 200
"""A longer value of an id column is none; the row is named by its content."""

_DEEPEST_ZIP = 2


class Sources(Iterator[SourceItem]):
    """The items of paths, read as far as they are asked for; ``report`` grows with them.

    Each item is given once. Two items never have the same external id: the second to have it is
    named by the table it is a row of, or by its path. Raises SourceError at once where a path
    does not exist, or a table that was named itself cannot be used; what is wrong with a table
    inside a folder or zip makes an item that is refused when it is fetched.
    """

    def __init__(
        self, paths: Sequence[Path | str], kind: DocumentKind, fields: Mapping[str, str]
    ) -> None:
        self.report = Report()
        self._kind = kind
        self._given = dict(fields)
        self._ids = Seen()
        self._walk = FileWalk(self.report)
        unknown = [name for name in fields if name not in field_names(kind)]
        if unknown:
            raise SettingError(
                f"--fields: a {kind} has no field {unknown[0]!r}.",
                remedy=f"The fields are: {', '.join(field_names(kind))}.",
            )
        self._paths = [_existing(Path(path)) for path in paths]
        for path in self._paths:
            self._check(path)
        self._items = self._listed()

    def __next__(self) -> SourceItem:
        return next(self._items)

    def _check(self, path: Path) -> None:
        """Raise what listing the table at ``path`` would, before any item is given."""
        table_format = format_of(path.name)
        if path.is_dir() or table_format in ("file", "zip"):
            return
        found = Found(str(path.absolute()), (), path.name, str(path))
        try:
            with closing(self._opened(found, table_format)) as table:  # type: ignore[arg-type]
                if not self._is_file(table):
                    recognised_sheets(self._kind, found, table, self._given)
        except OSError as error:
            reason = error.strerror or str(error)
            raise SourceError(f"the file cannot be read: {reason}.", path=path) from None

    def _listed(self) -> Iterator[SourceItem]:
        for path in self._paths:
            found = self._walk.below(path) if path.is_dir() else self._walk.file(path)
            for entry in found:
                if isinstance(entry, SourceItem):
                    yield self._named(entry, entry.external_id)
                else:
                    yield from self._of(entry, zips=0)

    def _of(self, found: Found, *, zips: int) -> Iterator[SourceItem]:
        """The items of one file, refused where it cannot be looked into."""
        kind = format_of(found.name)
        try:
            if kind == "file":
                yield self._file(found)
            elif kind != "zip":
                yield from self._table(found, kind)
            elif zips < _DEEPEST_ZIP:
                yield from self._zip(found, zips=zips + 1)
            else:
                raise Quarantined(
                    "unsupported",
                    f"{storable(found.source)}: zips are opened only one within another.",
                    remedy="Unpack it, and name the folder.",
                )
        except Quarantined as error:
            yield self._refused(found, error.reason, error.message, error.remedy)
        except SourceError as error:
            yield self._refused(found, _reason(error), error.message, error.remedy)
        except OSError as error:
            message = f"{storable(found.source)} cannot be read: {error.strerror or error}."
            yield self._refused(found, "missing", message, "Index it again.")

    def _zip(self, found: Found, *, zips: int) -> Iterator[SourceItem]:
        with closing(Archives(found.path, found.members, found.source)) as archives:
            for member in members(archives.last, self.report.skipped):
                inner = Found(
                    found.path,
                    (*found.members, member.key),
                    f"{found.external_id}/{member.name}",
                    f"{found.source}/{member.name}",
                    member.bytes,
                )
                if member.reason is None:
                    yield from self._of(inner, zips=zips)
                else:
                    message = f"{storable(inner.source)}: {member.message}"
                    yield self._refused(inner, member.reason, message, "")

    def _table(self, found: Found, table_format: TableFormat) -> Iterator[SourceItem]:
        with closing(self._opened(found, table_format)) as table:
            if self._is_file(table):
                yield self._file(found)
                return
            sheets, errors = recognised_sheets(self._kind, found, table, self._given)
            self.report.notes.extend(f"left out: {error.message}" for error in errors)
            surveyed = survey(table.rows(), sheets)
            reported = False
            for sheet, recognised in sheets.items() or [("", Recognised(self._kind, {}))]:
                notes = () if reported else (*table.notes(), *surveyed.notes)
                self.report.tables.append(
                    TableReport(
                        f"{found.source} sheet {sheet!r}" if sheet else found.source,
                        *((0, 0, 0, 0) if reported else surveyed.counts),
                        recognised,
                        notes,
                    )
                )
                reported = True
            header = list(self._given.values())
            rest = {"format": table_format, "kind": self._kind, "header": header}
            yield from self._rows(found, table, sheets, surveyed, rest)

    def _rows(
        self,
        found: Found,
        table: DocumentTable,
        sheets: Mapping[str, Recognised],
        surveyed: Survey,
        rest: Mapping[str, Any],
    ) -> Iterator[SourceItem]:
        given = Seen()
        for row in table.rows():
            recognised = sheets.get(row.sheet)
            if recognised is None or (
                not isinstance(row.values, Broken) and is_other(recognised.shape, row.values)
            ):
                continue
            digest = row_digest(row.values)
            if not given.add(int(digest, 16)):
                continue
            reference = {
                **found.reference,
                **rest,
                "place": dict(row.place),
                "row": row.number,
                "digest": digest,
                "fields": {name: list(columns) for name, columns in recognised.fields.items()},
                "shape": recognised.shape,
            }
            item = SourceItem(
                self._row_id(found, row, table, recognised, surveyed, digest),
                storable(row_name(found.source, row.number, row.sheet)),
                reference,
                row.place.get("bytes"),
            )
            yield self._named(item, f"{found.external_id}#{digest}")

    def _row_id(
        self,
        found: Found,
        row: RawRow,
        table: DocumentTable,
        recognised: Recognised,
        surveyed: Survey,
        digest: str,
    ) -> str:
        if table.is_one_object:
            return found.external_id
        named = "" if surveyed.no_ids else row_id(row.values, recognised)
        if not named or len(named) > _MAX_ID_CHARACTERS:
            return f"{found.external_id}#{digest}"
        return f"{named}#{digest}" if hash64(named) in surveyed.contested else named

    def _file(self, found: Found) -> SourceItem:
        item = SourceItem(found.external_id, storable(found.source), found.reference, found.bytes)
        return self._named(item, _full_path(found))

    def _refused(self, found: Found, reason: Reason, message: str, remedy: str) -> SourceItem:
        return self._named(refused(found, reason, message, remedy), _full_path(found))

    def _named(self, item: SourceItem, otherwise: str) -> SourceItem:
        """The item under an id that no other has: its own, ``otherwise``, or that with a number."""
        wanted, count = item.external_id, 1
        while not self._ids.add(hash64(storable(wanted))):
            wanted = otherwise if count == 1 else f"{otherwise}#{count}"
            count += 1
        return SourceItem(storable(wanted), item.source, item.reference, item.bytes)

    def _opened(self, found: Found, table_format: TableFormat) -> DocumentTable:
        return open_table(
            found, table_format, workbook_header(self._kind, list(self._given.values()))
        )

    def _is_file(self, table: DocumentTable) -> bool:
        """A single object that is one resume is read as a file; one that is a posting is a row."""
        return table.is_one_object and self._kind == "resume"


def _existing(path: Path) -> Path:
    if not path.exists():
        raise SourceError("there is no such file or folder.", path=path)
    return path


def _full_path(found: Found) -> str:
    return "/".join([Path(found.path).as_posix(), *map(str, found.members)])


def _reason(error: SourceError) -> Reason:
    """The reason of a table that cannot be used; its message says more."""
    if "password" in error.message:
        return "encrypted"
    if "not installed" in error.message:
        return "tool-missing"
    return "unsupported" if error.column is not None or "no column" in error.message else "damaged"
