"""What listing sources found besides items: nothing is left out without being counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.documents.sources.columns import Recognised, describe

__all__ = ["Report", "TableReport"]


@dataclass(frozen=True)
class TableReport:
    """A table that was listed: ``rows`` = ``items`` + ``repeats`` + ``others``.

    ``others`` are objects of another type beside job postings (an ``Organization`` in a graph).
    """

    source: str
    rows: int
    items: int
    repeats: int
    others: int
    recognised: Recognised
    notes: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """For people: the counts, then a line a field."""
        said = [f"{self.rows:,} row{'' if self.rows == 1 else 's'}"]
        if self.repeats:
            said.append(f"{self.repeats:,} repeated row{'' if self.repeats == 1 else 's'}")
        if self.others:
            said.append(f"{self.others:,} of another type")
        yield f"{self.source}: {', '.join(said)}"
        for line in (*describe(self.recognised), *self.notes):
            yield f"  {line}"


@dataclass
class Report:
    """Grows while sources are listed, and is whole when they are.

    ``skipped`` counts by reason what is no document: "hidden", "system file", "lock file",
    "link to what is listed already", "broken link", "given twice", "not a file", "empty sheet".
    """

    skipped: Counter[str] = field(default_factory=Counter)
    tables: list[TableReport] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def repeats(self) -> int:
        """Repeated rows of all tables."""
        return sum(table.repeats for table in self.tables)

    def lines(self) -> Iterator[str]:
        """For people: tables, notes, and what was skipped."""
        for table in self.tables:
            yield from table.lines()
        yield from self.notes
        if self.skipped:
            counts = (f"{count:,} {reason}" for reason, count in sorted(self.skipped.items()))
            yield f"skipped: {', '.join(counts)}"
