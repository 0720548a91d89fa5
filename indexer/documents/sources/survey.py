"""A table looked through once before its rows become items: what they are, how they are named.

Two rows of one content are one item, and two contents under one id are two. Neither can be told
before the last row was seen, and neither may turn on the order of the rows.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from indexer.documents.sources.columns import Recognised, recognise
from indexer.documents.sources.items import Found
from indexer.documents.sources.rows import flat, is_other, row_digest, row_id, shape_of
from indexer.documents.sources.seen import hash64
from indexer.documents.sources.tables import Broken, DocumentTable, RawRow
from skillsearch.documents import DocumentKind
from skillsearch.errors import SourceError

__all__ = ["SAMPLE_ROWS", "Survey", "recognised_sheets", "survey"]

SAMPLE_ROWS = 200
"""Columns are recognised by so many rows of a sheet."""

_MOST_REPEATED_IDS = 0.1
"""Where more of the rows share their id with another content, the column holds no ids."""


@dataclass(frozen=True)
class Survey:
    """``repeats`` have the content of a row before them; ``others`` are no documents of the kind.

    ``contested`` are hashes of ids that stand on several contents; with ``no_ids`` so many are
    that the column is not used.
    """

    rows: int
    repeats: int
    others: int
    contested: frozenset[int]
    no_ids: bool

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Rows, items, repeats, others; the first is the sum of the rest."""
        return self.rows, self.rows - self.repeats - self.others, self.repeats, self.others

    @property
    def notes(self) -> tuple[str, ...]:
        """What people should know of the ids."""
        if self.no_ids:
            return ("the id column repeats, so rows are named by their content",)
        if self.contested:
            count = len(self.contested)
            return (f"{count:,} ids stand on different rows; their content tells these apart",)
        return ()


def recognised_sheets(
    kind: DocumentKind, found: Found, table: DocumentTable, given: Mapping[str, str]
) -> tuple[dict[str, Recognised], list[SourceError]]:
    """What each sheet with rows holds ("" is the name of the one of other tables), and errors.

    Raises the first error where there is no sheet without one.
    """
    samples: dict[str, list[Mapping[str, Any]]] = {}
    for row in table.rows():
        sample = samples.setdefault(row.sheet, [])
        if len(sample) < SAMPLE_ROWS and not isinstance(row.values, Broken):
            sample.append(row.values)
        if not row.sheet and len(sample) == SAMPLE_ROWS:
            break
    sheets: dict[str, Recognised] = {}
    errors: list[SourceError] = []
    for sheet, sample in samples.items():
        try:
            sheets[sheet] = _recognised(kind, found, table, sheet, sample, given)
        except SourceError as error:
            errors.append(error)
    if errors and not sheets:
        raise errors[0]
    return sheets, errors


def _recognised(
    kind: DocumentKind,
    found: Found,
    table: DocumentTable,
    sheet: str,
    sample: Sequence[Mapping[str, Any]],
    given: Mapping[str, str],
) -> Recognised:
    shape = shape_of(kind, sample)
    flattened = [flat(row) for row in sample]
    below = dict.fromkeys(column for row in flattened for column in row)
    named = [
        column
        for column in table.columns(sheet)
        if not any(other.startswith(f"{column}.") for other in below if other != column)
    ]
    columns = tuple(dict.fromkeys([*named, *below]))
    if shape == "columns":
        return recognise(kind, columns, flattened, given, path=found.source, sheet=sheet or None)
    if not given:
        return Recognised(kind, {}, shape=shape)
    # What an object says of itself is known; only what the user names is asked of columns.
    told = recognise(kind, columns, flattened, given, path=found.source, sheet=sheet or None)
    fields = {name: named for name, named in told.fields.items() if name in given}
    return Recognised(kind, fields, shape=shape)


def survey(rows: Iterable[RawRow], sheets: Mapping[str, Recognised]) -> Survey:
    """Look through all rows of the recognised ``sheets``, keeping 16 bytes of each."""
    import numpy as np

    digests, ids = array("Q"), array("Q")
    count = others = 0
    for row in rows:
        recognised = sheets.get(row.sheet)
        if recognised is None:
            continue
        count += 1
        if not isinstance(row.values, Broken) and is_other(recognised.shape, row.values):
            others += 1
            continue
        digests.append(int(row_digest(row.values), 16))
        named = row_id(row.values, recognised)
        ids.append(hash64(named) if named else 0)
    if not digests:
        return Survey(count, 0, others, frozenset(), no_ids=False)
    pairs = np.stack([np.frombuffer(ids, np.uint64), np.frombuffer(digests, np.uint64)], axis=1)
    pairs = np.unique(pairs, axis=0)
    contents = len(np.unique(pairs[:, 1]))
    with_id = pairs[pairs[:, 0] != 0, 0]
    values, times = np.unique(with_id, return_counts=True)
    several = times > 1
    no_ids = bool(len(with_id) and times[several].sum() > _MOST_REPEATED_IDS * len(with_id))
    contested = frozenset() if no_ids else frozenset(values[several].tolist())
    return Survey(count, len(digests) - contents, others, contested, no_ids)
