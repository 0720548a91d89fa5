"""Parquet files, read in batches by pyarrow."""

from __future__ import annotations

import datetime as dt
import decimal
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from indexer.documents.sources.items import Found
from indexer.documents.sources.streams import open_stream
from indexer.documents.sources.tables.base import Broken, RawRow
from skillsearch.errors import SourceError

__all__ = ["ParquetTable"]

_BATCH_ROWS = 256
"""So many rows are held at a time; beside them a row group's pages, as the file was written."""


class ParquetTable:
    """A Parquet file; raises SourceError where it is none, or pyarrow is not installed."""

    is_one_object = False

    def __init__(self, found: Found) -> None:
        try:
            import pyarrow as pa
            from pyarrow import parquet
        except ImportError:
            raise SourceError(
                "pyarrow, which reads Parquet files, is not installed.",
                path=found.source,
                remedy="Install it: pip install 'skillsearch[parquet]'.",
            ) from None
        self._shown = found.source
        self._failures = (pa.ArrowException, OSError, ValueError)
        self._stream = open_stream(found)
        try:
            self._file = parquet.ParquetFile(self._stream)
        except self._failures:
            self.close()
            raise SourceError(
                "the file is no readable Parquet file.",
                path=found.source,
                remedy="Write or download it again.",
            ) from None
        except BaseException:
            self.close()
            raise
        self._group = -1
        self._start = 0
        self._batch: list[dict[str, Any] | Broken] = []
        self._batches: Iterator[Any] = iter(())

    def columns(self, sheet: str) -> Sequence[str]:
        """The names in the header."""
        return tuple(self._file.schema_arrow.names)

    def rows(self) -> Iterator[RawRow]:
        """See :class:`DocumentTable`."""
        number = 0
        for group in range(self._file.num_row_groups):
            index = 0
            for batch in self._read(group):
                for values in _listed(batch):
                    number += 1
                    yield RawRow(number, {"group": group, "index": index}, values)
                    index += 1

    def fetch(self, place: Mapping[str, Any]) -> Mapping[str, Any] | Broken:
        """See :class:`DocumentTable`."""
        group, index = int(place["group"]), int(place["index"])
        if group >= self._file.num_row_groups:
            return Broken("the table has fewer rows than when it was listed", "")
        if group != self._group or index < self._start:
            self._group, self._start, self._batch = group, 0, []
            self._batches = self._read(group)
        while index >= self._start + len(self._batch):
            batch = next(self._batches, None)
            if batch is None:
                self._group = -1
                return Broken("the table has fewer rows than when it was listed", "")
            self._start += len(self._batch)
            self._batch = _listed(batch)
        return self._batch[index - self._start]

    def notes(self) -> tuple[str, ...]:
        """See :class:`DocumentTable`."""
        return ()

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def _read(self, group: int) -> Iterator[Any]:
        try:
            yield from self._file.iter_batches(_BATCH_ROWS, row_groups=[group], use_threads=False)
        except self._failures as error:
            raise SourceError(
                f"row group {group + 1} cannot be read ({type(error).__name__}).",
                path=self._shown,
                remedy="Write or download it again.",
            ) from None


def _listed(batch: Any) -> list[dict[str, Any] | Broken]:
    try:
        return [_plain(values) for values in batch.to_pylist()]
    except (ValueError, OverflowError) as error:  # text that is not UTF-8, a date beyond all years
        if batch.num_rows == 1:
            raw = bytes(batch.serialize()).decode("latin-1")
            return [Broken(f"a value cannot be read ({type(error).__name__})", raw)]
        rows = (_listed(batch.slice(place, 1)) for place in range(batch.num_rows))
        return [row for single in rows for row in single]


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    plain = ((name, _json_value(value)) for name, value in values.items())
    return {name: value for name, value in plain if value not in (None, "")}


def _json_value(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _json_value(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_json_value(inner) for inner in value]
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, decimal.Decimal | dt.timedelta):
        return str(value)
    return None if isinstance(value, float) and value != value else value
